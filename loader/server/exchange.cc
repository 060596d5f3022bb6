#include "loader/server/exchange.h"

#include <curl/curl.h>

#include <utility>

namespace fun::loader {
namespace {

constexpr std::size_t kLongestAnswer = std::size_t{1} << 30;
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

}  // namespace

Exchange::Exchange(const Connection& connection, long timeout) : connection_(connection) {
  InitializeOnce();
  handle_ = curl_easy_init();
  SetConstants(handle_);
  curl_easy_setopt(handle_, CURLOPT_TIMEOUT, timeout);
  curl_easy_setopt(handle_, CURLOPT_WRITEFUNCTION, &Exchange::Receive);
  curl_easy_setopt(handle_, CURLOPT_WRITEDATA, this);
  if (!connection_.ca_cert.empty()) {
    curl_blob certificate = {connection_.ca_cert.data(), connection_.ca_cert.size(),
                             CURL_BLOB_NOCOPY};
    curl_easy_setopt(handle_, CURLOPT_CAINFO_BLOB, &certificate);
  }
}

Exchange::~Exchange() {
  curl_easy_cleanup(handle_);
  curl_slist_free_all(headers_);
}

void Exchange::Prepare(const Request& request) {
  curl_slist_free_all(std::exchange(headers_, nullptr));
  headers_ = curl_slist_append(nullptr, ("Content-Type: " + std::string(request.type)).c_str());
  if (!connection_.authorization.empty()) {
    headers_ = curl_slist_append(headers_, ("Authorization: " + connection_.authorization).c_str());
  }
  body_.clear();
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

Answer Exchange::TakeAnswer() {
  Answer answer;
  curl_easy_getinfo(handle_, CURLINFO_RESPONSE_CODE, &answer.status);
  answer.body = std::exchange(body_, {});
  return answer;
}

std::size_t Exchange::Receive(char* bytes, std::size_t one, std::size_t size, void* exchange) {
  std::string& body = static_cast<Exchange*>(exchange)->body_;
  if (body.size() + one * size > kLongestAnswer) return 0;  // an error, by libcurl's contract
  body.append(bytes, one * size);
  return one * size;
}

Error ErrorOfExchange(int code, const Connection& connection) {
  std::string hint = "is the server up, and is this its address?";
  if (code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE) {
    hint = "name the certificate of the authority that signed the server's: --ca-cert FILE";
  } else if (code == CURLE_SSL_CONNECT_ERROR) {
    hint = "a server that speaks no TLS wants http:// in its URL";
  } else if (code == CURLE_GOT_NOTHING && connection.url.starts_with("http://")) {
    hint = "a server that speaks TLS wants https:// in its URL";
  }
  return {
      ExitCode::kEnvironment,
      "no answer from " + connection.url + ": " + curl_easy_strerror(static_cast<CURLcode>(code)),
      std::move(hint)};
}

bool MayPass(int code) {
  switch (code) {
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_URL_MALFORMAT:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
      return false;
    default:
      return true;
  }
}

}  // namespace fun::loader
