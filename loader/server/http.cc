#include "loader/server/http.h"

#include <curl/curl.h>
#include <poll.h>

#include <string>

#include "core/base/process.h"
#include "loader/server/answer.h"
#include "loader/server/backoff.h"
#include "loader/server/hint.h"

namespace fun::loader {
namespace {

constexpr long kTimeoutSeconds = 120;

using Clock = std::chrono::steady_clock;

std::unexpected<Error> Stopped() {
  return Failure(ExitCode::kIncomplete, "stopped by a signal before the server answered",
                 "run it again");
}

}  // namespace

bool WaitUnlessStopped(std::chrono::milliseconds time) {
  pollfd stop = {StopFd(), POLLIN, 0};
  ::poll(&stop, 1, static_cast<int>(time.count()));
  return !IsStopRequested();
}

Http::Http(const Connection& connection) : exchange_(connection, kTimeoutSeconds) {
  exchange_.HeedStops();
}

Result<Answer> Http::Ask(const Request& request) {
  exchange_.Prepare(request);
  const int code = exchange_.CodeOf(curl_easy_perform(exchange_.handle()));
  may_pass_ = MayPass(code);
  if (code == CURLE_ABORTED_BY_CALLBACK) return Stopped();
  if (code != CURLE_OK) return std::unexpected(exchange_.ErrorOfExchange(code));
  has_answered_ = true;
  return exchange_.TakeAnswer();
}

Result<Answer> Http::AskPatiently(const Request& request, std::chrono::milliseconds give_up) {
  const auto start = Clock::now();
  Backoff backoff;
  for (;;) {
    auto answer = Ask(request);
    const bool ask_again =
        answer ? answer->status == 429 || answer->status >= 500 : has_answered_ && may_pass_;
    if (!ask_again || Clock::now() - start >= give_up) return answer;
    const bool is_busy = answer && answer->status == 429;
    const auto pause = backoff.Next(is_busy ? Backoff::kLastCeiling : Backoff::kLastCeilingAway);
    if (!WaitUnlessStopped(pause)) return Stopped();
  }
}

Error ErrorOfAnswer(const Answer& answer, std::string_view doing) {
  const std::string type = ReadErrorType(answer.body);
  std::string message =
      "the server refused to " + std::string(doing) + ": status " + std::to_string(answer.status);
  const bool is_known = answer.status == 400 && !type.empty();  // by Elasticsearch, at this address
  if (!type.empty()) message += ", " + type;
  return {ExitCode::kEnvironment, std::move(message),
          is_known ? "" : HintForStatus(answer.status, answer.identity)};
}

}  // namespace fun::loader
