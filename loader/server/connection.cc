#include "loader/server/connection.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <optional>
#include <string_view>

#include "core/base/command_line.h"
#include "core/base/encoding.h"
#include "core/base/file.h"

namespace fun::loader {
namespace {

constexpr std::size_t kLongestSecret = 16 * 1024;
constexpr std::size_t kLongestCertificate = 1 << 20;
constexpr std::uint16_t kDefaultPort = 9200;

// ASCII without controls, space and what ends or splits a host.
bool IsUrlCharacter(char c) {
  return c > ' ' && c <= '~' && std::string_view("@?#\"\\<>").find(c) == std::string_view::npos;
}

// Of ASCII, or a byte of UTF-8.
bool IsTextCharacter(unsigned char c) { return c >= ' ' && c != 0x7f; }

// What a header holds as it is.
bool IsHeaderCharacter(unsigned char c) { return c >= ' ' && c < 0x7f; }

// The URL is never repeated: somebody may have written a password into it.
Result<std::string> CheckedUrl(std::string url) {
  const bool is_tls = url.starts_with("https://");
  if (!is_tls && !url.starts_with("http://")) {
    return Failure(ExitCode::kUsage, "the URL begins with neither http:// nor https://",
                   "as in --url http://localhost:9200");
  }
  while (url.ends_with('/')) url.pop_back();
  const std::string_view host =
      std::string_view(url).substr(std::min(url.size(), is_tls ? 8UL : 7UL));
  if (host.find('@') != std::string_view::npos) {
    return Failure(ExitCode::kUsage, "the URL names a user, which other users of this machine see",
                   "use --user NAME --password-file FILE");
  }
  if (host.empty() || !std::ranges::all_of(host, IsUrlCharacter)) {
    return Failure(ExitCode::kUsage, "the URL names no server",
                   "as in --url http://localhost:9200");
  }
  return url;
}

// The first line of a file that holds nothing else.
Result<std::string> ReadSecret(const std::string& path, std::string_view flag) {
  if (path == "-") {
    return Failure(ExitCode::kUsage, std::string(flag) + " cannot be standard input",
                   "name a file, as in " + std::string(flag) + " <(vault ...)");
  }
  auto text = ReadSmallFile(path, kLongestSecret);
  if (!text) return text;
  while (text->ends_with('\n') || text->ends_with('\r')) text->pop_back();
  if (text->empty() || !std::ranges::all_of(*text, IsTextCharacter)) {
    return Failure(ExitCode::kUsage,
                   "the file of " + std::string(flag) + " does not hold one line of text");
  }
  return text;
}

// A secret that a header holds as it is.
Result<std::string> ReadToken(const std::string& path, std::string_view flag) {
  auto token = ReadSecret(path, flag);
  if (!token || std::ranges::all_of(*token, IsHeaderCharacter)) return token;
  return Failure(ExitCode::kUsage, "the file of " + std::string(flag) + " holds more than ASCII");
}

Result<std::string> AuthorizationFrom(const ConnectionOptions& options) {
  const int ways =
      !options.user.empty() + !options.api_key_file.empty() + !options.token_file.empty();
  if (ways > 1 || options.user.empty() != options.password_file.empty()) {
    return Failure(ExitCode::kUsage, "the flags do not say in one way who we are",
                   "give --user with --password-file, or --api-key-file, or --token-file");
  }
  if (ways == 0) return "";
  if (!options.user.empty()) {
    const bool is_name = std::ranges::all_of(options.user, IsTextCharacter) &&
                         options.user.find(':') == std::string::npos;
    if (!is_name)
      return Failure(ExitCode::kUsage, "--user cannot hold a colon or a control character");
    const auto password = ReadSecret(options.password_file, "--password-file");
    if (!password) return password;
    return "Basic " + EncodeBase64(options.user + ":" + *password);
  }
  if (!options.token_file.empty()) {
    const auto token = ReadToken(options.token_file, "--token-file");
    return token ? Result<std::string>("Bearer " + *token) : token;
  }
  const auto key = ReadToken(options.api_key_file, "--api-key-file");
  if (!key) return key;
  // The server hands keys out in both spellings: "id:key", and that in base64.
  const bool is_plain = key->find(':') != std::string::npos;
  return "ApiKey " + (is_plain ? EncodeBase64(*key) : *key);
}

Identity IdentityIn(const ConnectionOptions& options) {
  if (!options.user.empty()) return Identity::kPassword;
  if (!options.api_key_file.empty()) return Identity::kApiKey;
  return options.token_file.empty() ? Identity::kNobody : Identity::kToken;
}

// The value of a hexadecimal digit; nothing for another character.
std::optional<unsigned> DigitOf(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return std::nullopt;
}

// The bytes of pairs of digits, either all with a colon between them or all without.
std::optional<std::string> BytesOfPairs(std::string_view text) {
  const std::size_t step = text.size() > 2 && text[2] == ':' ? 3 : 2;
  std::string bytes;
  for (std::size_t at = 0; at < text.size(); at += step) {
    if (at + 2 > text.size() || (step == 3 && at != 0 && text[at - 1] != ':')) return std::nullopt;
    const auto high = DigitOf(text[at]);
    const auto low = DigitOf(text[at + 1]);
    if (!high || !low) return std::nullopt;
    bytes += static_cast<char>(*high * 16 + *low);
  }
  return bytes;
}

Result<std::string> CheckedFingerprint(std::string_view text) {
  auto bytes = BytesOfPairs(text);
  if (!bytes || bytes->size() != Digest().size() || text.ends_with(':')) {
    return Failure(ExitCode::kUsage,
                   "--ca-fingerprint is no SHA-256: 64 hexadecimal digits, colons between pairs or "
                   "none",
                   "as openssl x509 -fingerprint -sha256 -noout -in CA.pem prints it");
  }
  return std::move(*bytes);
}

Result<void> ReadTrust(const ConnectionOptions& options, Connection& connection) {
  if (options.ca_cert.empty() && options.ca_fingerprint.empty()) return {};
  if (!connection.url.starts_with("https://")) {
    return Failure(ExitCode::kUsage,
                   "--ca-cert and --ca-fingerprint say whom to trust over TLS, but the URL begins "
                   "with http://",
                   "--url https://" + connection.url.substr(std::string_view("http://").size()));
  }
  if (!options.ca_fingerprint.empty()) {
    auto fingerprint = CheckedFingerprint(options.ca_fingerprint);
    if (!fingerprint) return std::unexpected(fingerprint.error());
    connection.ca_fingerprint = std::move(*fingerprint);
    return {};
  }
  auto certificate = ReadSmallFile(options.ca_cert, kLongestCertificate);
  if (!certificate) return std::unexpected(certificate.error());
  if (certificate->empty()) {  // not: as if the flag were not there
    return Failure(ExitCode::kInput, "the file of --ca-cert is empty");
  }
  connection.ca_cert = std::move(*certificate);
  return {};
}

// "[::1]" of "http://[::1]:9200/base", in lower case.
std::string HostIn(std::string_view url) {
  std::string_view rest = url.substr(url.find("//") + 2);
  rest = rest.substr(0, rest.find('/'));
  std::string host(rest.substr(0, rest.starts_with('[') ? rest.find(']') + 1 : rest.find(':')));
  std::ranges::transform(host, host.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
  return host;
}

// By a name or an address that never leads elsewhere (RFC 6761, 1122, 4291).
bool IsThisMachine(std::string_view url) {
  const std::string host = HostIn(url);
  in_addr address = {};
  if (::inet_pton(AF_INET, host.c_str(), &address) == 1) {
    return ntohl(address.s_addr) >> 24 == IN_LOOPBACKNET;
  }
  return host == "localhost" || host.ends_with(".localhost") || host == "[::1]";
}

}  // namespace

void AddCompressOption(CommandLine& command, ConnectionOptions& options) {
  command
      .Add("--compress", options.compress,
           "Send records as gzip: auto (to other machines), always, never")
      .Takes("WHEN")
      .ShowsDefault()
      .OneOf({"auto", "always", "never"});
}

void AddConnectionOptions(CommandLine& command, ConnectionOptions& options) {
  command.Add("--url", options.url, "Server, over http or https")
      .Takes("URL")
      .Filled()
      .ShowsDefault();
  command.Add("--user", options.user, "User name there, with --password-file")
      .Takes("NAME")
      .Filled();
  command.Add("--password-file", options.password_file, "File with the user's password")
      .Takes("FILE")
      .Filled();
  command
      .Add("--api-key-file", options.api_key_file,
           "File with an API key, as id:key or as the server encodes it")
      .Takes("FILE")
      .Filled();
  command.Add("--token-file", options.token_file, "File with a bearer token")
      .Takes("FILE")
      .Filled();
  command
      .Add("--ca-cert", options.ca_cert,
           "Certificate (PEM) of the authority that vouches for the server")
      .Takes("FILE")
      .Filled();
  command
      .Add("--ca-fingerprint", options.ca_fingerprint,
           "SHA-256 of that certificate, where the server shows it")
      .Takes("HEX")
      .Filled()
      .Excludes("--ca-cert");
}

void AddHostOptions(CommandLine& command, ConnectionOptions& options) {
  command.Add("--host", options.host, "Server's name, in place of --url")
      .Takes("HOST")
      .Filled()
      .Excludes("--url");
  command.Add("-p,--port", options.port, "Its port, 9200 if not given")
      .Takes("PORT")
      .Excludes("--url");
}

Result<Connection> MakeConnection(const ConnectionOptions& options) {
  std::string asked = options.url;
  if (!options.host.empty() || options.port != 0) {
    asked = "http://" + (options.host.empty() ? "localhost" : options.host) + ":" +
            std::to_string(options.port != 0 ? options.port : kDefaultPort);
  }
  auto url = CheckedUrl(std::move(asked));
  if (!url) return std::unexpected(url.error());
  auto authorization = AuthorizationFrom(options);
  if (!authorization) return std::unexpected(authorization.error());
  Connection connection = {.url = std::move(*url),
                           .authorization = std::move(*authorization),
                           .ca_cert = "",
                           .ca_fingerprint = "",
                           .identity = IdentityIn(options),
                           .compresses = false};
  connection.compresses = options.compress == "always" ||
                          (options.compress == "auto" && !IsThisMachine(connection.url));
  if (auto read = ReadTrust(options, connection); !read) return std::unexpected(read.error());
  return connection;
}

std::string WarningFor(const Connection& connection) {
  if (!connection.url.starts_with("http://") || IsThisMachine(connection.url)) return "";
  return connection.authorization.empty()
             ? "records go to another machine unencrypted: https:// would protect them"
             : "records and password go to another machine unencrypted: https:// would protect "
               "them";
}

}  // namespace fun::loader
