// One connection to the server that is kept alive, and the exchange of one
// request and its answer over it.
//
// The only place that knows libcurl's options.  It goes straight to the
// server: no proxy from the environment, no redirect, no .netrc, because records and
// passwords go where the operator said and nowhere else.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "loader/server/connection.h"
#include "loader/server/trust.h"

struct curl_slist;

namespace fun::loader {

// Many times what a sound answer takes to anything that a load asks beside its records.
inline constexpr std::size_t kLongestAnswer = std::size_t{64} << 20;

struct Request {
  std::string_view method;  // "GET", "PUT", "POST"; a literal
  std::string path;         // "/_bulk?…"
  std::string_view body;    // not copied: outlives the exchange
  std::string_view type = "application/json";
  bool is_gzip = false;                         // the body is
  std::size_t longest_answer = kLongestAnswer;  // bytes; a longer one fails the exchange
  // How long it may take once a stop is requested.  What puts something back needs longer.
  std::chrono::milliseconds after_stop{500};
};

struct Answer {
  long status = 0;
  std::string body;
  Identity identity = Identity::kNobody;  // that the request showed
  bool names_elasticsearch = false;       // in X-elastic-product, which others do not send

  bool is_good() const { return status >= 200 && status < 300; }
};

// One thread at a time; the first of the process is made before threads start.
class Exchange {
 public:
  // `timeout`: seconds until an exchange counts as failed.
  Exchange(const Connection& connection, long timeout);
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;
  ~Exchange();

  void Prepare(const Request& request);

  // From now on a request is broken off (CURLE_ABORTED_BY_CALLBACK) when a stop is requested and
  // its `after_stop` is over.
  void HeedStops();

  // libcurl's CURL*, to perform what Prepare set.
  void* handle() const { return handle_; }

  // What became of it, when libcurl says `code`: an answer that was cut in its head is good to
  // libcurl, which has its status.
  int CodeOf(int code) const;

  // After it was performed.
  Answer TakeAnswer();

  // Why there was no answer: `code` is a CURLcode that is not CURLE_OK.  kEnvironment, and the
  // hint is what would work.  The words are libcurl's own or ours and hold neither request nor
  // answer.
  Error ErrorOfExchange(int code) const;

  // The hint alone; "" where there is none but to see whether the server is up.
  std::string HintOfExchange(int code) const;

 private:
  static std::size_t Receive(char* bytes, std::size_t one, std::size_t size, void* exchange);
  static std::size_t ReceiveHead(char* line, std::size_t one, std::size_t size, void* exchange);
  bool IsStopDue();

  void SetTrust();
  Doubt DoubtOfCertificate() const;

  Connection connection_;
  std::unique_ptr<PinnedTrust> trust_;  // with a fingerprint only
  void* handle_ = nullptr;
  curl_slist* headers_ = nullptr;
  bool has_head_ = false;  // to its end, an empty line
  std::string body_;
  std::size_t longest_answer_ = kLongestAnswer;
  std::chrono::milliseconds after_stop_{};
  std::optional<std::chrono::steady_clock::time_point> stop_due_;  // none: no stop was seen yet
};

// False for what waiting does not mend: a stop, a certificate that is not trusted, a URL that is
// none, an answer that is too long.
bool MayPass(int code);

}  // namespace fun::loader
