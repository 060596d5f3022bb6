#include "loader/server/trust.h"

#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>

#include <array>
#include <memory>
#include <string_view>

namespace fun::loader {
namespace {

// Of the certificates that it holds, none is owned.
struct FreeStack {
  void operator()(STACK_OF(X509) * stack) const { sk_X509_free(stack); }
};
using CertificateStack = std::unique_ptr<STACK_OF(X509), FreeStack>;

bool HasFingerprint(const X509* certificate, std::string_view fingerprint) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
  unsigned size = 0;
  if (X509_digest(certificate, EVP_sha256(), digest.data(), &size) != 1) return false;
  return std::string_view(reinterpret_cast<const char*>(digest.data()), size) == fingerprint;
}

// The certificate of `shown` with this fingerprint, not owned; nullptr when there is none.
X509* FindPinned(const STACK_OF(X509) * shown, std::string_view fingerprint) {
  for (int i = 0; i < sk_X509_num(shown); ++i) {
    X509* const certificate = sk_X509_value(shown, i);
    if (HasFingerprint(certificate, fingerprint)) return certificate;
  }
  return nullptr;
}

int Refuse(X509_STORE_CTX* chain, int why) {
  X509_STORE_CTX_set_error(chain, why);
  return 0;
}

}  // namespace

// In place of X509_verify_cert, which says the last word all the same.
int PinnedTrust::Verify(X509_STORE_CTX* chain, void* trust) {
  auto* const self = static_cast<PinnedTrust*>(trust);
  const STACK_OF(X509)* const shown = X509_STORE_CTX_get0_untrusted(chain);
  X509* const pinned = FindPinned(shown, self->fingerprint_);
  self->saw_leaf_alone_ = pinned == nullptr && sk_X509_num(shown) == 1;
  if (pinned == nullptr) return Refuse(chain, X509_V_ERR_APPLICATION_VERIFICATION);

  const CertificateStack anchors(sk_X509_new_null());
  if (!anchors || sk_X509_push(anchors.get(), pinned) == 0) {
    return Refuse(chain, X509_V_ERR_OUT_OF_MEM);
  }
  X509_STORE_CTX_set0_trusted_stack(chain, anchors.get());     // nobody else is trusted
  X509_STORE_CTX_set_flags(chain, X509_V_FLAG_PARTIAL_CHAIN);  // an anchor need not be a root
  const int is_verified = X509_verify_cert(chain);
  X509_STORE_CTX_set0_trusted_stack(chain, nullptr);
  return is_verified;
}

void PinnedTrust::PutOn(void* ssl_ctx) {
  auto* const context = static_cast<SSL_CTX*>(ssl_ctx);
  SSL_CTX_set_cert_verify_callback(context, &PinnedTrust::Verify, this);
}

Doubt DoubtOf(long result, const PinnedTrust* trust) {
  switch (result) {
    case X509_V_OK:
    case X509_V_ERR_UNSPECIFIED:
      return Doubt::kHost;
    case X509_V_ERR_APPLICATION_VERIFICATION:
      return trust != nullptr && trust->saw_leaf_alone() ? Doubt::kLeafAlone : Doubt::kFingerprint;
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_CERT_SIGNATURE_FAILURE:
      return Doubt::kAuthority;
    case X509_V_ERR_CERT_NOT_YET_VALID:
    case X509_V_ERR_CERT_HAS_EXPIRED:
      return Doubt::kDate;
    default:
      return Doubt::kOther;
  }
}

}  // namespace fun::loader
