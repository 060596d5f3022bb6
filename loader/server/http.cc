#include "loader/server/http.h"

#include <curl/curl.h>
#include <poll.h>

#include <string>

#include "core/base/process.h"
#include "loader/server/answer.h"
#include "loader/server/backoff.h"

namespace fun::loader {
namespace {

constexpr long kTimeoutSeconds = 120;

using Clock = std::chrono::steady_clock;

// False when a stop was requested.
bool Sleep(std::chrono::milliseconds time) {
  pollfd stop = {StopFd(), POLLIN, 0};
  ::poll(&stop, 1, static_cast<int>(time.count()));
  return !IsStopRequested();
}

std::string_view HintFor(long status) {
  switch (status) {
    case 401:
      return "say who you are: --user with --password-file, --api-key-file or --token-file";
    case 403:
      return "the server knows the user but does not allow this: it takes the index privileges "
             "create_index, create_doc, read and maintenance, and manage_index_templates";
    case 404:
    case 405:
      return "is this the address of Elasticsearch, or of something in front of it?";
    case 301:
    case 302:
    case 307:
    case 308:
      return "the server sends elsewhere: write the address that it means after --url";
    default:
      return "";
  }
}

}  // namespace

Http::Http(const Connection& connection)
    : connection_(connection), exchange_(connection, kTimeoutSeconds) {}

Result<Answer> Http::Ask(const Request& request) {
  exchange_.Prepare(request);
  const CURLcode code = curl_easy_perform(exchange_.handle());
  if (code != CURLE_OK) return std::unexpected(ErrorOfExchange(code, connection_));
  has_answered_ = true;
  return exchange_.TakeAnswer();
}

Result<Answer> Http::AskPatiently(const Request& request, std::chrono::milliseconds give_up) {
  const auto start = Clock::now();
  Backoff backoff;
  for (;;) {
    auto answer = Ask(request);
    const bool ask_again = answer ? answer->status == 429 || answer->status >= 500 : has_answered_;
    if (!ask_again || Clock::now() - start >= give_up) return answer;
    const bool is_busy = answer && answer->status == 429;
    const auto pause = backoff.Next(is_busy ? Backoff::kLastCeiling : Backoff::kLastCeilingAway);
    if (!Sleep(pause)) return Failure(ExitCode::kIncomplete, "stopped by a signal");
  }
}

Error ErrorOfAnswer(const Answer& answer, std::string_view doing) {
  const std::string type = ReadErrorType(answer.body);
  std::string message =
      "the server refused to " + std::string(doing) + ": status " + std::to_string(answer.status);
  if (!type.empty()) message += ", " + type;
  return {ExitCode::kEnvironment, std::move(message), std::string(HintFor(answer.status))};
}

}  // namespace fun::loader
