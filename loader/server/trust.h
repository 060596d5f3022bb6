// Whom TLS trusts when a fingerprint says it: the one certificate of that fingerprint.
//
// A fingerprint names an authority without its certificate at hand, so the certificate is taken
// from the chain that the server shows.  It becomes the only anchor; that the chain leads up to it,
// by signatures, dates, purposes and names, is verified by OpenSSL as ever.  To show the
// authority's certificate is not enough: anybody can. The only place that knows OpenSSL's
// certificates.
#pragma once

#include <cstdint>
#include <string>
#include <utility>

struct x509_store_ctx_st;  // OpenSSL's X509_STORE_CTX

namespace fun::loader {

// Why a server's certificate is not trusted.
enum class Doubt : std::uint8_t {
  kAuthority,    // signed by nobody whom we trust
  kFingerprint,  // no certificate of the chain has the fingerprint
  kLeafAlone,    // as before, but the server shows no certificate but its own
  kDate,         // expired, or not valid yet
  kHost,         // sound, but another server's
  kOther,
};

// Outlives every TLS connection that it was put on.
class PinnedTrust {
 public:
  // `fingerprint`: SHA-256 of the certificate's DER, 32 bytes.
  explicit PinnedTrust(std::string fingerprint) : fingerprint_(std::move(fingerprint)) {}
  PinnedTrust(const PinnedTrust&) = delete;
  PinnedTrust& operator=(const PinnedTrust&) = delete;

  // Makes every connection of `ssl_ctx` (OpenSSL's SSL_CTX*) verify so.  It cannot make one
  // accept what OpenSSL does not.
  void PutOn(void* ssl_ctx);

  // True when the last chain was one certificate, and not the pinned one.
  bool saw_leaf_alone() const { return saw_leaf_alone_; }

 private:
  static int Verify(x509_store_ctx_st* chain, void* trust);

  std::string fingerprint_;
  bool saw_leaf_alone_ = false;
};

// `result`: what OpenSSL's verification said (X509_V_…), as libcurl hands it on: X509_V_OK or
// X509_V_ERR_UNSPECIFIED, by its version, when only the name was wrong.  `trust`: nullptr without a
// fingerprint.
Doubt DoubtOf(long result, const PinnedTrust* trust);

}  // namespace fun::loader
