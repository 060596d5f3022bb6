#include "loader/server/hint.h"

namespace fun::loader {
namespace {

constexpr std::string_view kHttp = "http://";
constexpr std::string_view kHttps = "https://";

std::string WithoutScheme(const Connection& connection) {
  return connection.url.substr((connection.url.starts_with(kHttps) ? kHttps : kHttp).size());
}

std::string_view HintForStranger(Identity identity) {
  switch (identity) {
    case Identity::kNobody:
      return "say who you are: --user NAME --password-file FILE, --api-key-file FILE or "
             "--token-file FILE";
    case Identity::kPassword:
      return "the server knows no such user, or not with this password: --user NAME "
             "--password-file FILE with the name and password that it knows";
    case Identity::kApiKey:
      return "the server does not know this API key, or no longer: --api-key-file FILE with "
             "id:key, or the \"encoded\" of its answer when the key was made";
    case Identity::kToken:
      return "the server does not know this token, or no longer: --token-file FILE with the token "
             "alone on its line";
  }
  return "";
}

std::string_view HintForUnknownAuthority(const Connection& connection) {
  return connection.ca_cert.empty()
             ? "name the certificate of the authority that signed the server's: --ca-cert FILE, or "
               "its SHA-256: --ca-fingerprint HEX; Elasticsearch keeps it in "
               "config/certs/http_ca.crt"
             : "another authority signed the server's certificate than that of --ca-cert: "
               "--ca-cert FILE with the right one; Elasticsearch keeps it in "
               "config/certs/http_ca.crt";
}

}  // namespace

std::string HintForStatus(long status, Identity identity) {
  switch (status) {
    case 400:
      return "is this the address of Elasticsearch? where it speaks TLS, the URL begins with "
             "https://";
    case 401:
      return std::string(HintForStranger(identity));
    case 403:
      return "the server knows who asks but does not allow this: log in with --user NAME "
             "--password-file FILE, --api-key-file FILE or --token-file FILE as one who has, to "
             "load, the index privileges create_index, create_doc, read and maintenance (with "
             "--replace "
             "also delete) and the cluster privilege manage_index_templates; to search, the index "
             "privilege read";
    case 404:
    case 405:
      return "is this the address of Elasticsearch, or of something in front of it?";
    case 301:
    case 302:
    case 303:
    case 307:
    case 308:
      return "the server sends elsewhere: write the address that it means after --url";
    default:
      return "";
  }
}

std::string HintForTlsServer(const Connection& connection) {
  return "is the server up? if it speaks TLS: --url https://" + WithoutScheme(connection) +
         " --ca-cert FILE, or --ca-fingerprint HEX in its place";
}

std::string HintForPlainServer(const Connection& connection) {
  const bool has_trust = !connection.ca_cert.empty() || !connection.ca_fingerprint.empty();
  return "is this its port for TLS? if it speaks no TLS: --url http://" +
         WithoutScheme(connection) + (has_trust ? " without --ca-cert and --ca-fingerprint" : "");
}

std::string_view WordsForDoubt(Doubt doubt) {
  switch (doubt) {
    case Doubt::kAuthority:
      return "its certificate is signed by an authority that is not trusted here";
    case Doubt::kFingerprint:
      return "no certificate that it shows has the fingerprint of --ca-fingerprint";
    case Doubt::kLeafAlone:
      return "it shows its own certificate only, not that of the authority with the fingerprint of "
             "--ca-fingerprint";
    case Doubt::kDate:
      return "its certificate, or that of its authority, has expired or is not valid yet";
    case Doubt::kHost:
      return "its certificate is of a server of another name";
    case Doubt::kOther:
      break;
  }
  return "its certificate does not hold";
}

std::string HintForDoubt(Doubt doubt, const Connection& connection) {
  switch (doubt) {
    case Doubt::kAuthority:
      return connection.ca_fingerprint.empty()
                 ? std::string(HintForUnknownAuthority(connection))
                 : "the authority of --ca-fingerprint did not sign it: is this the server that you "
                   "mean? --url https://HOST:PORT with its address";
    case Doubt::kFingerprint:
      return "--ca-fingerprint HEX as openssl x509 -fingerprint -sha256 -noout prints it, run on "
             "the server's CA; or --ca-cert FILE with that certificate";
    case Doubt::kLeafAlone:
      return "--ca-cert FILE with the certificate of its authority; or let the server's "
             "certificate "
             "file hold that one too";
    case Doubt::kDate:
      return "is the clock right here? else the server needs a new certificate";
    case Doubt::kHost:
      return "--url https://NAME:PORT with a name or address that stands in the certificate (its "
             "subjectAltName)";
    case Doubt::kOther:
      break;
  }
  return "see openssl s_client -connect HOST:PORT -showcerts";
}

}  // namespace fun::loader
