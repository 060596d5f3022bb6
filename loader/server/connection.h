// Which server, and who we are there: the flags that funload and funquery share.
//
// A password never comes from the command line or the URL, where other users
// and shell histories see it: only from a file.
#pragma once

#include <cstdint>
#include <string>

#include "core/base/error.h"

namespace fun {
class CommandLine;
}

namespace fun::loader {

struct ConnectionOptions {
  std::string url = "http://localhost:9200";
  std::string host;        // --host H, with --port: funquery's older spelling of the URL
  std::uint16_t port = 0;  // -p PORT; 0: not given
  std::string user;
  std::string password_file;
  std::string api_key_file;
  std::string token_file;
  std::string ca_cert;
  std::string ca_fingerprint;  // as Elasticsearch prints it
  std::string compress = "auto";
};

// --url, --user, --password-file, --api-key-file, --token-file, --ca-cert,
// --ca-fingerprint.
void AddConnectionOptions(CommandLine& command, ConnectionOptions& options);

// --host and -p/--port, in place of --url.
void AddHostOptions(CommandLine& command, ConnectionOptions& options);

// How a request says who asks.
enum class Identity : std::uint8_t { kNobody, kPassword, kApiKey, kToken };

struct Connection {
  std::string url;             // without a slash at its end
  std::string authorization;   // value of the header, or ""
  std::string ca_cert;         // PEM, or ""
  std::string ca_fingerprint;  // SHA-256, 32 bytes, or ""; without either: whom the system trusts
  Identity identity = Identity::kNobody;
  bool compresses = false;  // the records
};

// Reads the files that the flags name; talks to nobody.  kUsage when the URL is none,
// holds a password, or the flags contradict each other (also: whom to trust, over http); kInput
// when a file cannot be read.
Result<Connection> MakeConnection(const ConnectionOptions& options);

// --compress.
void AddCompressOption(CommandLine& command, ConnectionOptions& options);

// What one should know before sending a secret over `connection`; "" when nothing.
std::string WarningFor(const Connection& connection);

}  // namespace fun::loader
