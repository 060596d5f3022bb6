#include "keys/at_rest/passphrase.h"

#include <fcntl.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/unit/keys/pipe.h"
#include "tests/unit/keys/scratch.h"

namespace fun::keys {
namespace {

// The passphrase, or the code of the refusal.
std::string Ask(std::string_view given, bool is_new = false) {
  const UniqueFd fd = PipeOf(given);
  const PassphraseSource source = {fd.get(), false};
  const auto words = is_new ? AskNewPassphrase(source, "key") : AskPassphrase(source, "key");
  if (words) return std::string(words->bytes());
  return "refused " + std::to_string(static_cast<int>(words.error().code));
}

TEST(AskPassphrase, TakesALineToItsLastByte) {
  const std::string good(kWords);
  EXPECT_EQ(Ask(good), good);
  EXPECT_EQ(Ask(good + "\n"), good);
  EXPECT_EQ(Ask(" " + good + " \r\n"), " " + good + " \r");
  EXPECT_EQ(Ask("mot de passe \xc3\xa9t\xc3\xa9\n"), "mot de passe \xc3\xa9t\xc3\xa9");
  EXPECT_EQ(Ask(std::string(1024, 'x') + "\n"), std::string(1024, 'x'));
}

TEST(AskPassphrase, RefusesNothingAndTooMuch) {
  EXPECT_EQ(Ask(""), "refused 2");
  EXPECT_EQ(Ask("\n"), "refused 2");
  EXPECT_EQ(Ask(std::string(1025, 'x')), "refused 2");
  EXPECT_EQ(Ask(std::string("a\0b", 3)), "refused 2");
}

TEST(AskPassphrase, LeavesTheNextLineForTheNextKey) {
  const UniqueFd fd = PipeOf("the first passphrase\nthe second passphrase\n");
  EXPECT_EQ(AskPassphrase({fd.get(), false}, "a")->bytes(), "the first passphrase");
  EXPECT_EQ(AskPassphrase({fd.get(), false}, "b")->bytes(), "the second passphrase");
  EXPECT_EQ(AskPassphrase({fd.get(), false}, "c").error().code, ExitCode::kUsage);
}

TEST(AskPassphrase, RefusesADescriptorThatIsNotOpenOrOneOfOurOwn) {
  EXPECT_EQ(AskPassphrase({999, false}, "key").error().code, ExitCode::kEnvironment);
  const Scratch scratch;
  const UniqueFd own(::open(scratch.File("words", kWords).c_str(), O_RDONLY | O_CLOEXEC));
  EXPECT_EQ(AskPassphrase({own.get(), false}, "key").error().code, ExitCode::kEnvironment);
}

TEST(AskPassphrase, RefusesAFileThatOthersCanReadUnlessAllowed) {
  const Scratch scratch;
  const UniqueFd fd(::open(scratch.File("words", kWords, 0644).c_str(), O_RDONLY));
  EXPECT_EQ(AskPassphrase({fd.get(), false}, "key").error().code, ExitCode::kEnvironment);
  EXPECT_EQ(AskPassphrase({fd.get(), true}, "key")->bytes(), kWords);
}

TEST(AskNewPassphrase, RefusesWhatCanBeGuessed) {
  EXPECT_EQ(Ask(kWords, true), kWords);
  for (const std::string_view weak :
       {"short", "eleven byte", "password1234", "azertyazertyazerty", "aaaaaaaaaaaaaaaaaaaaa"}) {
    EXPECT_EQ(Ask(weak, true), "refused 2") << weak;
  }
}

}  // namespace
}  // namespace fun::keys
