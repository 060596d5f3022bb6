#include "loader/server/exchange.h"

#include <curl/curl.h>

#include <memory>
#include <utility>

#include "core/base/process.h"
#include "loader/server/hint.h"

namespace fun::loader {
namespace {

constexpr long kConnectSeconds = 10;
constexpr long kUploadBuffer = 512 * 1024;

void InitializeOnce() {
  [[maybe_unused]] static const CURLcode done = curl_global_init(CURL_GLOBAL_DEFAULT);
}

void SetConstants(CURL* handle) {
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_PROXY, "");
  curl_easy_setopt(handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
  curl_easy_setopt(handle, CURLOPT_TCP_KEEPALIVE, 1L);
  curl_easy_setopt(handle, CURLOPT_UPLOAD_BUFFERSIZE, kUploadBuffer);
}

CURLcode PutTrustOn(CURL*, void* ssl_ctx, void* trust) {
  static_cast<PinnedTrust*>(trust)->PutOn(ssl_ctx);
  return CURLE_OK;
}

}  // namespace

Exchange::Exchange(const Connection& connection, long timeout) : connection_(connection) {
  InitializeOnce();
  handle_ = curl_easy_init();
  SetConstants(handle_);
  curl_easy_setopt(handle_, CURLOPT_TIMEOUT, timeout);
  curl_easy_setopt(handle_, CURLOPT_WRITEFUNCTION, &Exchange::Receive);
  curl_easy_setopt(handle_, CURLOPT_WRITEDATA, this);
  curl_easy_setopt(handle_, CURLOPT_HEADERFUNCTION, &Exchange::ReceiveHead);
  curl_easy_setopt(handle_, CURLOPT_HEADERDATA, this);
  SetTrust();
}

// Whoever is named is trusted alone: libcurl would add the system's folder of authorities.
void Exchange::SetTrust() {
  curl_easy_setopt(handle_, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(handle_, CURLOPT_SSL_VERIFYHOST, 2L);
  if (connection_.ca_cert.empty() && connection_.ca_fingerprint.empty()) return;
  curl_easy_setopt(handle_, CURLOPT_CAINFO, nullptr);
  curl_easy_setopt(handle_, CURLOPT_CAPATH, nullptr);
  if (connection_.ca_fingerprint.empty()) {
    curl_blob certificate = {connection_.ca_cert.data(), connection_.ca_cert.size(),
                             CURL_BLOB_NOCOPY};
    curl_easy_setopt(handle_, CURLOPT_CAINFO_BLOB, &certificate);
    return;
  }
  // Where libcurl was built without OpenSSL these do nothing, and then nobody is trusted.
  trust_ = std::make_unique<PinnedTrust>(connection_.ca_fingerprint);
  curl_easy_setopt(handle_, CURLOPT_SSL_CTX_FUNCTION, &PutTrustOn);
  curl_easy_setopt(handle_, CURLOPT_SSL_CTX_DATA, trust_.get());
}

Exchange::~Exchange() {
  curl_easy_cleanup(handle_);
  curl_slist_free_all(headers_);
}

void Exchange::Prepare(const Request& request) {
  curl_slist_free_all(std::exchange(headers_, nullptr));
  headers_ = curl_slist_append(nullptr, ("Content-Type: " + std::string(request.type)).c_str());
  if (request.is_gzip) headers_ = curl_slist_append(headers_, "Content-Encoding: gzip");
  if (!connection_.authorization.empty()) {
    headers_ = curl_slist_append(headers_, ("Authorization: " + connection_.authorization).c_str());
  }
  has_head_ = false;
  body_.clear();
  longest_answer_ = request.longest_answer;
  after_stop_ = request.after_stop;
  stop_due_.reset();
  curl_easy_setopt(handle_, CURLOPT_HTTPHEADER, headers_);
  curl_easy_setopt(handle_, CURLOPT_URL, (connection_.url + request.path).c_str());
  if (request.method == "GET") {
    curl_easy_setopt(handle_, CURLOPT_HTTPGET, 1L);
    curl_easy_setopt(handle_, CURLOPT_CUSTOMREQUEST, nullptr);
    return;
  }
  curl_easy_setopt(handle_, CURLOPT_POST, 1L);
  curl_easy_setopt(handle_, CURLOPT_POSTFIELDS, request.body.empty() ? "" : request.body.data());
  curl_easy_setopt(handle_, CURLOPT_POSTFIELDSIZE_LARGE,
                   static_cast<curl_off_t>(request.body.size()));
  curl_easy_setopt(handle_, CURLOPT_CUSTOMREQUEST, std::string(request.method).c_str());
}

// libcurl asks at least once a second, however still the server is.
void Exchange::HeedStops() {
  const auto progress = +[](void* exchange, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<Exchange*>(exchange)->IsStopDue() ? 1 : 0;
  };
  curl_easy_setopt(handle_, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(handle_, CURLOPT_XFERINFOFUNCTION, progress);
  curl_easy_setopt(handle_, CURLOPT_XFERINFODATA, this);
}

bool Exchange::IsStopDue() {
  if (!IsStopRequested()) return false;
  const auto now = std::chrono::steady_clock::now();
  if (!stop_due_) stop_due_ = now + after_stop_;
  return now >= *stop_due_;
}

Answer Exchange::TakeAnswer() {
  Answer answer;
  curl_easy_getinfo(handle_, CURLINFO_RESPONSE_CODE, &answer.status);
  answer.body = std::exchange(body_, {});
  answer.identity = connection_.identity;
  curl_header* product = nullptr;
  answer.names_elasticsearch =
      curl_easy_header(handle_, "X-elastic-product", 0, CURLH_HEADER, -1, &product) == CURLHE_OK;
  return answer;
}

std::size_t Exchange::Receive(char* bytes, std::size_t one, std::size_t size, void* exchange) {
  const auto self = static_cast<Exchange*>(exchange);
  if (self->body_.size() + one * size > self->longest_answer_) {
    self->body_ = {};
    return 0;  // CURLE_WRITE_ERROR, by libcurl's contract
  }
  self->body_.append(bytes, one * size);
  return one * size;
}

// Of each head, and of what may trail a body: one that says "100 Continue" comes before the
// answer's.
std::size_t Exchange::ReceiveHead(char* line, std::size_t one, std::size_t size, void* exchange) {
  const std::string_view text(line, one * size);
  const auto self = static_cast<Exchange*>(exchange);
  if (text.starts_with("HTTP/")) self->has_head_ = false;
  if (text == "\r\n" || text == "\n") self->has_head_ = true;
  return one * size;
}

int Exchange::CodeOf(int code) const {
  return code == CURLE_OK && !has_head_ ? CURLE_PARTIAL_FILE : code;
}

Error Exchange::ErrorOfExchange(int code) const {
  std::string words = curl_easy_strerror(static_cast<CURLcode>(code));
  if (code == CURLE_PEER_FAILED_VERIFICATION) words = WordsForDoubt(DoubtOfCertificate());
  std::string hint = HintOfExchange(code);
  if (code == CURLE_WRITE_ERROR) {
    return {ExitCode::kEnvironment,
            "the answer of " + connection_.url + " is longer than " +
                std::to_string(longest_answer_ >> 20) + " MiB",
            std::move(hint)};
  }
  if (hint.empty()) hint = "is the server up, and is this its address?";
  return {ExitCode::kEnvironment, "no answer from " + connection_.url + ": " + words,
          std::move(hint)};
}

std::string Exchange::HintOfExchange(int code) const {
  switch (code) {
    case CURLE_PEER_FAILED_VERIFICATION:
      return HintForDoubt(DoubtOfCertificate(), connection_);
    case CURLE_SSL_CACERT_BADFILE:
      return "the file of --ca-cert holds no certificate in PEM";
    case CURLE_WRITE_ERROR:
      return "is this the address of Elasticsearch or OpenSearch, with nothing before it that "
             "answers in its place?";
    case CURLE_SSL_CONNECT_ERROR:
      return HintForPlainServer(connection_);
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
      // How a server that speaks TLS ends what it does not understand.
      return connection_.url.starts_with("http://") ? HintForTlsServer(connection_) : "";
    default:
      return "";
  }
}

Doubt Exchange::DoubtOfCertificate() const {
  long result = 0;
  curl_easy_getinfo(handle_, CURLINFO_SSL_VERIFYRESULT, &result);
  return DoubtOf(result, trust_.get());
}

bool MayPass(int code) {
  switch (code) {
    case CURLE_ABORTED_BY_CALLBACK:
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_URL_MALFORMAT:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_WRITE_ERROR:
      return false;
    default:
      return true;
  }
}

}  // namespace fun::loader
