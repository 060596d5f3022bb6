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
      : path_(testing::TempDir() + "loader-connection-test" + std::to_string(::getpid())) {
    std::ofstream(path_, std::ios::binary) << text;
  }
  ~File() { std::remove(path_.c_str()); }
  const std::string& path() const { return path_; }

 private:
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

TEST(WarningFor, IsSaidOfAnOpenLineToAnotherMachine) {
  EXPECT_EQ(WarningFor({"http://localhost:9200", "Basic x", ""}), "");
  EXPECT_EQ(WarningFor({"https://es.example.org", "Basic x", ""}), "");
  EXPECT_NE(WarningFor({"http://es.example.org", "", ""}), "");
}

}  // namespace
}  // namespace fun::loader
