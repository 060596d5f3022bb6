#include "loader/server/connection.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>

namespace fun::loader {
namespace {

// A file that is gone with the test.
class File {
 public:
  explicit File(std::string_view text)
      : path_(testing::TempDir() + "loader-connection-test" + std::to_string(::getpid()) + "-" +
              std::to_string(++made_)) {
    std::ofstream(path_, std::ios::binary) << text;
  }
  ~File() { std::remove(path_.c_str()); }
  const std::string& path() const { return path_; }

 private:
  static inline int made_ = 0;
  std::string path_;
};

TEST(MakeConnection, TakesHttpAndHttpsOnly) {
  for (const std::string url : {"http://localhost:9200", "https://es.example.org/base/"}) {
    ConnectionOptions options;
    options.url = url;
    EXPECT_TRUE(MakeConnection(options)) << url;
  }
  for (const std::string url : {"", "localhost:9200", "ftp://x", "http://", "http://a b",
                                "http://a?b", "http:///", "file:///etc/passwd"}) {
    ConnectionOptions options;
    options.url = url;
    const auto made = MakeConnection(options);
    ASSERT_FALSE(made) << url;
    EXPECT_EQ(made.error().code, ExitCode::kUsage);
  }
}

TEST(MakeConnection, RefusesAPasswordInTheUrlAndDoesNotRepeatIt) {
  ConnectionOptions options;
  options.url = "http://u:hunter2@localhost";
  const auto made = MakeConnection(options);
  ASSERT_FALSE(made);
  EXPECT_EQ((made.error().message + made.error().hint).find("hunter2"), std::string::npos);
}

TEST(MakeConnection, MakesTheUrlOfHostAndPort) {
  ConnectionOptions options;
  options.host = "es1";
  EXPECT_EQ(MakeConnection(options)->url, "http://es1:9200");
  options.port = 9201;
  EXPECT_EQ(MakeConnection(options)->url, "http://es1:9201");
}

TEST(MakeConnection, ReadsSecretsFromFiles) {
  const File file("hunter2\n");
  ConnectionOptions user;
  user.user = "ada";
  user.password_file = file.path();
  EXPECT_EQ(MakeConnection(user)->authorization, "Basic YWRhOmh1bnRlcjI=");
  ConnectionOptions token;
  token.token_file = file.path();
  EXPECT_EQ(MakeConnection(token)->authorization, "Bearer hunter2");
  ConnectionOptions key;
  key.api_key_file = file.path();
  EXPECT_EQ(MakeConnection(key)->authorization, "ApiKey hunter2");
}

TEST(MakeConnection, TakesAUserAndAPasswordOfUtf8) {
  const File file("pässwörd\n");
  ConnectionOptions options;
  options.user = "zoë";
  options.password_file = file.path();
  const auto made = MakeConnection(options);
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(made->authorization, "Basic em/Dqzpww6Rzc3fDtnJk");
}

TEST(MakeConnection, RefusesControlsAnywhereAndMoreThanAsciiInAHeader) {
  const File accent("t\xC3\xA9");
  const File control("a\x7f");
  ConnectionOptions token;
  token.token_file = accent.path();
  ConnectionOptions key;
  key.api_key_file = accent.path();
  ConnectionOptions password;
  password.user = "ada";
  password.password_file = control.path();
  ConnectionOptions user = password;
  user.user = "a\x1f";
  user.password_file = accent.path();
  for (const ConnectionOptions& options : {token, key, password, user}) {
    const auto made = MakeConnection(options);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, ExitCode::kUsage);
  }
}

TEST(MakeConnection, SaysHowWeAreKnown) {
  const File file("hunter2\n");
  ConnectionOptions key;
  key.api_key_file = file.path();
  EXPECT_EQ(MakeConnection(key)->identity, Identity::kApiKey);
  EXPECT_EQ(MakeConnection({})->identity, Identity::kNobody);
}

TEST(MakeConnection, EncodesAnApiKeyOfIdAndKey) {
  const File file("id:key\r\n");
  ConnectionOptions options;
  options.api_key_file = file.path();
  EXPECT_EQ(MakeConnection(options)->authorization, "ApiKey aWQ6a2V5");
}

TEST(MakeConnection, RefusesContradictionsAndSecretsOfManyLines) {
  const File file("one\ntwo\n");
  ConnectionOptions both;
  both.token_file = both.api_key_file = file.path();
  ConnectionOptions alone;
  alone.user = "ada";
  ConnectionOptions lines;
  lines.token_file = file.path();
  ConnectionOptions piped;
  piped.token_file = "-";
  for (const ConnectionOptions& options : {both, alone, lines, piped}) {
    const auto made = MakeConnection(options);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, ExitCode::kUsage);
  }
}

// 32 bytes: 00 01 … 1e 1f, with `between` in the gaps.
std::string FingerprintText(std::string_view between) {
  std::string text;
  for (int byte = 0; byte < 32; ++byte) {
    if (byte != 0) text += between;
    text += "0123456789ABCDEF"[byte / 16];
    text += "0123456789abcdef"[byte % 16];
  }
  return text;
}

Result<Connection> WithFingerprint(const std::string& text) {
  ConnectionOptions options;
  options.url = "https://localhost:9200";
  options.ca_fingerprint = text;
  return MakeConnection(options);
}

TEST(MakeConnection, TakesAFingerprintWithAndWithoutColonsInAnyCase) {
  std::string bytes;
  for (char byte = 0; byte < 32; ++byte) bytes += byte;
  for (const std::string_view between : {"", ":"}) {
    const auto made = WithFingerprint(FingerprintText(between));
    ASSERT_TRUE(made) << between;
    EXPECT_EQ(made->ca_fingerprint, bytes);
  }
}

TEST(MakeConnection, RefusesWhatIsNoFingerprint) {
  const std::string plain = FingerprintText("");
  const std::string colons = FingerprintText(":");
  std::string mixed = colons;
  mixed.erase(5, 1);
  for (const std::string& text :
       {std::string("0"), plain.substr(1), plain.substr(2), plain + "0", plain + "00", colons + ":",
        ":" + colons, colons + ":00", FingerprintText(" "), FingerprintText("::"), mixed,
        "g" + plain.substr(1), plain.substr(2) + ": ", "sha256:" + plain}) {
    const auto made = WithFingerprint(text);
    ASSERT_FALSE(made) << text;
    EXPECT_EQ(made.error().code, ExitCode::kUsage);
  }
}

TEST(MakeConnection, RefusesAnEmptyCertificateFile) {
  const File file("");
  ConnectionOptions options;
  options.url = "https://localhost:9200";
  options.ca_cert = file.path();
  const auto made = MakeConnection(options);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, ExitCode::kInput);
}

TEST(MakeConnection, RefusesToTrustSomebodyOverHttp) {
  ConnectionOptions fingerprint;
  fingerprint.ca_fingerprint = FingerprintText("");
  ConnectionOptions certificate;
  certificate.ca_cert = "ca.pem";
  for (const ConnectionOptions& options : {fingerprint, certificate}) {
    const auto made = MakeConnection(options);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, ExitCode::kUsage);
    EXPECT_EQ(made.error().hint, "--url https://localhost:9200");
  }
}

TEST(WarningFor, IsSaidOfAnOpenLineToAnotherMachine) {
  EXPECT_EQ(WarningFor({"http://localhost:9200", "Basic x", "", ""}), "");
  EXPECT_EQ(WarningFor({"https://es.example.org", "Basic x", "", ""}), "");
  EXPECT_NE(WarningFor({"http://es.example.org", "", "", ""}), "");
}

TEST(WarningFor, KnowsThisMachineByItsWholeName) {
  for (const std::string host : {"localhost", "LocalHost:9200", "es.localhost/base", "127.0.0.1",
                                 "127.9.9.9:9200", "[::1]", "[::1]:9200/base"}) {
    EXPECT_EQ(WarningFor({"http://" + host, "Basic x", "", ""}), "") << host;
  }
  for (const std::string host :
       {"localhost.invalid", "localhosts", "notlocalhost:9200", "127.example.invalid",
        "127.0.0.1.invalid", "128.0.0.1", "[::1", "[::12]", "es/localhost", "es/.localhost"}) {
    EXPECT_NE(WarningFor({"http://" + host, "Basic x", "", ""}), "") << host;
  }
}

TEST(MakeConnection, PacksRecordsForAnotherMachineOnly) {
  ConnectionOptions options;
  EXPECT_FALSE(MakeConnection(options)->compresses);
  options.url = "http://localhost.invalid:9200";
  EXPECT_TRUE(MakeConnection(options)->compresses);
}

}  // namespace
}  // namespace fun::loader
