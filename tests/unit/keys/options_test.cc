#include "keys/options.h"

#include <fcntl.h>
#include <gtest/gtest.h>

#include <vector>

#include "core/base/command_line.h"
#include "core/base/encoding.h"
#include "core/base/fd.h"
#include "tests/unit/keys/scratch.h"

namespace fun::keys {
namespace {

constexpr std::string_view kText = "FUNKEY-SECRET-1 AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n";

KeyOptions WithPath(const std::string& path) {
  KeyOptions options;
  options.path = path;
  return options;
}

TEST(LoadWorkingSecret, WithoutReleaseIsTheSecretItself) {
  const Scratch scratch;
  const auto secret = LoadWorkingSecret(WithPath(scratch.File("key", kText)));
  ASSERT_TRUE(secret.has_value());
  EXPECT_EQ(EncodeHex(secret->bytes()),
            "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
}

TEST(LoadWorkingSecret, UnderAReleaseIsDerived) {
  const Scratch scratch;
  KeyOptions options = WithPath(scratch.File("key", kText));
  options.release = "2026-spring";
  const auto secret = LoadWorkingSecret(options);
  ASSERT_TRUE(secret.has_value());
  EXPECT_EQ(EncodeHex(secret->bytes()),
            "f8e402ff5d749e95c90f3419591265c5ac6dd6b15f621cbba32ac5962e4afb72");
}

TEST(LoadWorkingSecret, ReadsADescriptor) {
  const Scratch scratch;
  const UniqueFd fd(::open(scratch.File("key", kText).c_str(), O_RDONLY));
  KeyOptions options;
  options.fd = fd.get();
  EXPECT_TRUE(LoadWorkingSecret(options).has_value());
}

TEST(LoadWorkingSecret, RefusesNoKeyAndTwoKeys) {
  const Scratch scratch;
  KeyOptions two = WithPath(scratch.File("key", kText));
  two.fd = 0;
  EXPECT_EQ(LoadWorkingSecret({}).error().code, ExitCode::kUsage);
  EXPECT_EQ(LoadWorkingSecret(two).error().code, ExitCode::kUsage);
}

TEST(LoadWorkingSecret, RefusesAReleaseNameThatCannotBeOne) {
  const Scratch scratch;
  KeyOptions options = WithPath(scratch.File("key", kText));
  for (const std::string& name : {std::string("a b"), std::string("a/b"), std::string("a\n"),
                                  std::string("caf\xc3\xa9"), std::string(65, 'a')}) {
    options.release = name;
    ASSERT_FALSE(LoadWorkingSecret(options).has_value()) << name;
    EXPECT_EQ(LoadWorkingSecret(options).error().code, ExitCode::kUsage) << name;
  }
  options.release = std::string(64, '~');
  EXPECT_TRUE(LoadWorkingSecret(options).has_value());
}

// What standard error says of this command line, after "TOOL: error: ".
std::string AnswerTo(std::vector<const char*> words) {
  KeyOptions options;
  CommandLine command("tool", "");
  CommandLine work = command.AddCommand("work", "");
  AddKeyOptions(work, options);
  words.insert(words.begin(), "tool");
  testing::internal::CaptureStderr();
  // Nothing in the command line is written to; main's argv merely is not const.
  const int code =
      command.Parse(static_cast<int>(words.size()), const_cast<char**>(words.data())).value_or(0);
  const std::string said = testing::internal::GetCapturedStderr();
  EXPECT_EQ(code, said.empty() ? 0 : 2) << said;
  constexpr std::string_view kStart = "tool: error: ";
  return said.starts_with(kStart) ? said.substr(kStart.size(), said.find('\n') - kStart.size())
                                  : said;
}

TEST(CommandLine, SaysWhichFlagAndNeverWhichValue) {
  EXPECT_EQ(AnswerTo({"work", "--key", "hunter2"}), "");
  EXPECT_EQ(AnswerTo({"work", "hunter2"}), "there is an argument too many");
  EXPECT_EQ(AnswerTo({"work", "--secret=hunter2"}), "there is no flag --secret");
  EXPECT_EQ(AnswerTo({"work", "--hunter2"}), "there is an argument too many");
  EXPECT_EQ(AnswerTo({"work", "--key-fd", "hunter2"}), "--key-fd does not take this value");
  EXPECT_EQ(AnswerTo({"work", "--key-fd", "-7"}), "--key-fd does not take this value");
  EXPECT_EQ(AnswerTo({"work", "--allow-weak-key=hunter2"}),
            "--allow-weak-key does not take this value");
  EXPECT_EQ(AnswerTo({"work", "--key"}), "--key: 1 required FILE missing");
  EXPECT_EQ(AnswerTo({"hunter2"}), "a subcommand is required");
}

TEST(AddKeyOptions, TakesNoEmptyValueForAbsenceNorTheNextFlagForAValue) {
  EXPECT_EQ(AnswerTo({"work", "--release=", "--key", "k"}), "--release= has no value behind it");
  EXPECT_EQ(AnswerTo({"work", "--key=", "k"}), "--key= has no value behind it");
  EXPECT_EQ(AnswerTo({"work", "--key=", "--allow-open-key"}), "--key= has no value behind it");
  EXPECT_EQ(AnswerTo({"work", "--", "--key="}), "there is no flag --key");  // an argument, not ours
  EXPECT_EQ(AnswerTo({"work", "--key", ""}), "--key does not take this value");
}

}  // namespace
}  // namespace fun::keys
