#include "keys/key_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>

#include "keys/at_rest/sealed_key.h"
#include "keys/file/key_text.h"
#include "tests/unit/keys/pipe.h"
#include "tests/unit/keys/scratch.h"

namespace fun::keys {
namespace {

constexpr std::string_view kRaw = "the 2015 script kept this key";
// The bytes 0, 1, … 31.
constexpr std::string_view kLine = "FUNKEY-SECRET-1 AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

std::string CountedText() {
  std::string bytes;
  for (char c = 0; c < 32; ++c) bytes += c;
  return bytes;
}

// The secret that a file of these bytes holds, or "" and the code and words of a refusal.
struct Reading {
  std::string secret;
  ExitCode code = ExitCode::kDone;
  std::string words;
};

Reading Read(std::string_view bytes, Allowance allow = {}, mode_t mode = 0600) {
  const Scratch scratch;
  const auto key = ReadKeyFile(scratch.File("key", bytes, mode), allow);
  if (key) return {std::string(key->secret.bytes()), ExitCode::kDone, ""};
  return {"", key.error().code, key.error().message + " / " + key.error().hint};
}

TEST(ReadKeyFile, TakesARawSecretLessOneFinalNewline) {
  const std::string raw(kRaw);
  EXPECT_EQ(Read(raw).secret, raw);
  EXPECT_EQ(Read(raw + "\n").secret, raw);
  EXPECT_EQ(Read(raw + "\n\n").secret, raw + "\n");
  EXPECT_EQ(Read(raw + "\r\n").secret, raw + "\r");
  EXPECT_EQ(Read(" " + raw + " ").secret, " " + raw + " ");
  EXPECT_EQ(Read(std::string(1, '\0') + raw + '\xff').secret, std::string(1, '\0') + raw + '\xff');
}

TEST(ReadKeyFile, TakesTheTextForm) {
  const std::string line(kLine);
  EXPECT_EQ(Read(line + "\n").secret, CountedText());
  EXPECT_EQ(Read(line).secret, CountedText());
  EXPECT_EQ(Read("# created: 2026-11-23T10:00:00Z\r\n\r\n" + line + "\r\n# end\n").secret,
            CountedText());
  EXPECT_EQ(Read("# key id: 08ddeff7cf84023e\n" + line + "\n").secret, CountedText());
}

TEST(ReadKeyFile, RefusesAMarkedFileThatIsNotWhole) {
  const std::string line(kLine);
  const std::string broken[] = {
      "FUNKEY-SECRET-1",
      "FUNKEY-SECRET-1 ",
      "FUNKEY-SECRET-2 " + line.substr(16),
      "FUNKEY-SECRET-1\n" + line.substr(16),
      " " + line,
      line + " ",
      line + "\n" + line + "\n",
      line + "\nand more\n",
      line.substr(0, line.size() - 1),
      line.substr(0, line.size() - 2) + "9=",  // stray bits
      line.substr(0, 16) + "  " + line.substr(18),
      "FUNKEY-SECRET-1 AAECAwQFBgcICQoLDA0ODw==",  // 16 bytes
      std::string(kRaw) + " FUNKEY-",
      "# FUNKEY-SECRET-1\n",
  };
  for (const std::string& bytes : broken) {
    const Reading reading = Read(bytes, {.weak = true, .open = true});
    EXPECT_EQ(reading.code, ExitCode::kUsage) << bytes;
    EXPECT_EQ(reading.words.find("AAEC"), std::string::npos) << reading.words;
  }
}

TEST(ReadKeyFile, RefusesTheKeyIdOfAnotherKey) {
  const Reading reading = Read("# key id: 0123456789abcdef\n" + std::string(kLine) + "\n");
  EXPECT_EQ(reading.code, ExitCode::kUsage);
  EXPECT_NE(reading.words.find("states the key id of another key"), std::string::npos);
}

TEST(ReadKeyFile, RefusesPemAsASecret) {
  const Reading reading = Read("-----BEGIN PRIVATE KEY-----\nMC4CAQAw\n-----END PRIVATE KEY-----\n",
                               {.weak = true, .open = true});
  EXPECT_EQ(reading.code, ExitCode::kUsage);
  EXPECT_EQ(reading.words.find("MC4C"), std::string::npos);
}

TEST(ReadKeyFile, RefusesMoreThan4KiB) {
  std::string bytes;
  while (bytes.size() < 4096) bytes += std::to_string(bytes.size());
  bytes.resize(4096);
  EXPECT_EQ(Read(bytes).secret, bytes);
  EXPECT_EQ(Read(bytes + "x", {.weak = true}).code, ExitCode::kUsage);
  EXPECT_EQ(Read(std::string(1'000'000, 'x'), {.weak = true}).code, ExitCode::kUsage);
}

TEST(ReadKeyFile, RefusesAWeakRawSecretUnlessAllowed) {
  for (const std::string weak : {"fifteen bytes!!", "passwordpassword\n", "0123456789abcdef\n"}) {
    EXPECT_EQ(Read(weak).code, ExitCode::kUsage) << weak;
    EXPECT_EQ(Read(weak).words.find(weak.substr(0, 8)), std::string::npos) << weak;
    EXPECT_EQ(Read(weak, {.weak = true}).secret, weak.substr(0, weak.find('\n')));
  }
}

TEST(ReadKeyFile, RefusesAnEmptySecretAlways) {
  EXPECT_EQ(Read("", {.weak = true, .open = true}).code, ExitCode::kUsage);
  EXPECT_EQ(Read("\n", {.weak = true, .open = true}).code, ExitCode::kUsage);
}

TEST(ReadKeyFile, RefusesAFileThatOthersCanOpenUnlessAllowed) {
  for (const mode_t mode : {0640, 0604, 0644, 0620, 0602, 0666}) {
    const Reading reading = Read(kRaw, {}, mode);
    EXPECT_EQ(reading.code, ExitCode::kEnvironment) << std::oct << mode;
    EXPECT_NE(reading.words.find("chmod 600"), std::string::npos) << reading.words;
    EXPECT_EQ(Read(kRaw, {.open = true}, mode).secret, kRaw) << std::oct << mode;
  }
  for (const mode_t mode : {0600, 0400, 0700}) EXPECT_EQ(Read(kRaw, {}, mode).secret, kRaw);
}

// Design, section 3: of several codes 2 comes before 6.
TEST(ReadKeyFile, SaysWeakBeforeOpen) { EXPECT_EQ(Read("short", {}, 0644).code, ExitCode::kUsage); }

TEST(ReadKeyFile, FollowsALinkAndChecksTheFileBehindIt) {
  const Scratch scratch;
  std::filesystem::create_symlink(scratch.File("key", kRaw, 0600), scratch.Path("link"));
  EXPECT_EQ(ReadKeyFile(scratch.Path("link"), {})->secret.bytes(), kRaw);
  std::filesystem::create_symlink(scratch.File("open", kRaw, 0644), scratch.Path("loose"));
  EXPECT_EQ(ReadKeyFile(scratch.Path("loose"), {}).error().code, ExitCode::kEnvironment);
}

TEST(ReadKeyFile, DoesNotRepeatANameThatNoFileHas) {
  const auto key = ReadKeyFile("correct horse battery staple", {});
  ASSERT_FALSE(key.has_value());
  EXPECT_EQ(key.error().code, ExitCode::kUsage);
  EXPECT_EQ((key.error().message + key.error().hint).find("horse"), std::string::npos);
}

TEST(ReadKeyFile, RefusesADirectory) {
  EXPECT_EQ(ReadKeyFile(testing::TempDir(), {}).error().code, ExitCode::kUsage);
}

TEST(ReadKeyFrom, ReadsAPipeWhoseModeIsNoMatter) {
  std::array<int, 2> ends = {};
  ASSERT_EQ(::pipe(ends.data()), 0);
  ASSERT_EQ(::write(ends[1], kRaw.data(), kRaw.size()), static_cast<ssize_t>(kRaw.size()));
  ::close(ends[1]);
  const auto key = ReadKeyFrom(ends[0], "file descriptor 3", {});
  ASSERT_TRUE(key.has_value()) << key.error().message;
  EXPECT_EQ(key->secret.bytes(), kRaw);
  EXPECT_EQ(::close(ends[0]), 0) << "it must still be open";
}

TEST(ReadKeyFile, TellsKindTimeAndWeakness) {
  const Scratch scratch;
  const auto text =
      ReadKeyFile(scratch.File("a", "# created: 2026-11-23T10:00:00Z\n" + std::string(kLine)), {});
  ASSERT_TRUE(text.has_value());
  EXPECT_FALSE(text->is_raw);
  EXPECT_EQ(text->created, "2026-11-23T10:00:00Z");
  EXPECT_EQ(text->weakness, "");
  const auto raw = ReadKeyFile(scratch.File("b", "password"), {.weak = true});
  ASSERT_TRUE(raw.has_value());
  EXPECT_TRUE(raw->is_raw);
  EXPECT_EQ(raw->created, "");
  EXPECT_EQ(raw->weakness, "it is under 16 bytes");
}

TEST(ReadKeyFile, TakesNoCommentForATimeThatIsNone) {
  const Scratch scratch;
  const auto key =
      ReadKeyFile(scratch.File("a", "# created: correct horse batter\n" + std::string(kLine)), {});
  ASSERT_TRUE(key.has_value());
  EXPECT_EQ(key->created, "");
}

TEST(FormatKeyText, WritesWhatIsReadBack) {
  const auto text = FormatKeyText(Secret::CopyOf(CountedText()), "2026-11-23T10:00:00Z");
  ASSERT_TRUE(text.has_value());
  EXPECT_EQ(text->bytes(),
            "# created: 2026-11-23T10:00:00Z\n"
            "# key id: 08ddeff7cf84023e\n" +
                std::string(kLine) + "\n");
  EXPECT_EQ(Read(text->bytes()).secret, CountedText());
}

// As Read, of a file that is sealed with kWords under the key id `stated`.
Reading ReadSealed(std::string_view plain, std::string_view stated, Allowance allow = {}) {
  const UniqueFd fd = PipeOf(kWords);
  allow.passphrase_fd = fd.get();
  return Read(Seal(plain, stated, Secret::CopyOf(kWords)).value(), allow);
}

TEST(ReadKeyFile, OpensASealedFileAndJudgesWhatIsInIt) {
  const std::string line(kLine);
  EXPECT_EQ(ReadSealed(line, "08ddeff7cf84023e").secret, CountedText());
  EXPECT_EQ(ReadSealed(line, "0123456789abcdef").code, ExitCode::kUsage);
  EXPECT_EQ(ReadSealed(std::string(kRaw) + "\n", "").secret, kRaw);
  EXPECT_EQ(ReadSealed("passwordpassword", "").code, ExitCode::kUsage);
  EXPECT_EQ(ReadSealed(std::string(4096, 'x') + "y", "", {.weak = true}).code, ExitCode::kUsage);
}

TEST(ReadKeyFile, AsksNoPassphraseForASealedFileThatOthersCanOpen) {
  const std::string sealed = Seal(kLine, "", Secret::CopyOf(kWords)).value();
  const Reading reading = Read(sealed, {.passphrase_fd = 999}, 0644);
  EXPECT_EQ(reading.code, ExitCode::kEnvironment);
  EXPECT_NE(reading.words.find("chmod 600"), std::string::npos) << reading.words;
}

TEST(ReadKeyFile, OpensNoSealWithinASeal) {
  const std::string inner = Seal(kLine, "", Secret::CopyOf(kWords)).value();
  EXPECT_EQ(ReadSealed(inner, "").code, ExitCode::kUsage);
}

TEST(ReadKeyFile, WaitsForNobodyAtANamedPipe) {
  const Scratch scratch;
  ASSERT_EQ(::mkfifo(scratch.Path("pipe").c_str(), 0600), 0);
  const auto key = ReadKeyFile(scratch.Path("pipe"), {});
  ASSERT_FALSE(key.has_value());
  EXPECT_EQ(key.error().code, ExitCode::kUsage);
  EXPECT_NE(key.error().message.find("named pipe"), std::string::npos) << key.error().message;
}

}  // namespace
}  // namespace fun::keys
