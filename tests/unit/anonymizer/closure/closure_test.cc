// The identities of a run: which inputs can be gathered from, and what the guard leaves out.
#include "anonymizer/closure/closure.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <string>

#include "tests/unit/keys/scratch.h"

namespace fun::anonymizer {
namespace {

class ClosureTest : public testing::Test {
 protected:
  ClosureTest() { input_.quiet = true; }

  // How many places of `text` hold an identity of the run.
  std::size_t FoundIn(std::string_view text) {
    const auto identities = CloseIdentities(options_, input_, 1);
    if (!identities) return 99;
    std::vector<detect::KnownMatch> matches;
    identities->Find(text, matches);
    return matches.size();
  }

  ExitCode CodeOfClosing() {
    const auto identities = CloseIdentities(options_, input_, 1);
    return identities ? ExitCode::kDone : identities.error().code;
  }

  void Log(const std::string& text) { input_.inputs = {scratch_.File("log", text)}; }

  keys::Scratch scratch_;
  IdentityOptions options_;
  stream::InputOptions input_;
};

constexpr std::string_view kAda = "{\"username\":\"adal\"}\n";

TEST_F(ClosureTest, IsRefusedOverStandardInput) {
  options_.closure = "on";
  EXPECT_EQ(CodeOfClosing(), ExitCode::kUsage);
  input_.inputs = {"-"};
  EXPECT_EQ(CodeOfClosing(), ExitCode::kUsage);
}

TEST_F(ClosureTest, IsRefusedOverAPipeThatCanBeReadOnlyOnce) {
  const std::string fifo = scratch_.Path("fifo");
  ASSERT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
  input_.inputs = {fifo};
  options_.closure = "on";
  EXPECT_EQ(CodeOfClosing(), ExitCode::kUsage);
  options_.closure.clear();
  EXPECT_EQ(CodeOfClosing(), ExitCode::kDone);  // off, and the pipe was not opened
}

TEST_F(ClosureTest, FindsABadFileOfPeopleBeforeItReadsTheLog) {
  options_.files = {scratch_.File("people", "id,colour\n1,red\n")};
  input_.inputs = {scratch_.Path("no such log")};
  EXPECT_EQ(CodeOfClosing(), ExitCode::kUsage);
  options_.files.clear();
  EXPECT_EQ(CodeOfClosing(), ExitCode::kInput);
}

TEST_F(ClosureTest, IsOnOverFilesAndOffOnStandardInput) {
  Log(std::string(kAda));
  EXPECT_EQ(FoundIn("by adal"), 1U);
  options_.closure = "off";
  EXPECT_EQ(FoundIn("by adal"), 0U);
  options_.closure.clear();
  input_.inputs.clear();
  EXPECT_EQ(FoundIn("by adal"), 0U);
}

TEST_F(ClosureTest, AddsToTheFilesOfPeople) {
  options_.files = {scratch_.File("people", "username\nbobby\n")};
  Log(std::string(kAda));
  EXPECT_EQ(FoundIn("adal and bobby"), 2U);
  options_.closure = "off";
  EXPECT_EQ(FoundIn("adal and bobby"), 1U);
}

// A log in which `name` has an account and stands in the text of `count` of 1,000 other lines.
std::string LogOf(std::string_view name, int count) {
  std::string log = "{\"username\":\"" + std::string(name) + "\"}\n";
  for (int i = 0; i < 1000; ++i) {
    log += "{\"username\":\"\",\"event\":{\"body\":\"x ";
    log += i < count ? name : "y";
    log += " z\"}}\n";
  }
  return log;
}

TEST_F(ClosureTest, LeavesANameThatStandsInManyLinesAlone) {
  Log(LogOf("zorglub", 90));
  EXPECT_EQ(FoundIn("zorglub"), 1U);  // 9 %, but too few lines to tell
  Log(LogOf("zorglub", 110));
  EXPECT_EQ(FoundIn("zorglub"), 0U);
  options_.files = {scratch_.File("people", "username\nzorglub\n")};
  EXPECT_EQ(FoundIn("zorglub"), 1U);  // the guard belongs to gathered names
}

TEST_F(ClosureTest, AppliesANameThatStandsInThePersonsOwnLines) {
  std::string log;
  for (int i = 0; i < 1000; ++i) {
    log +=
        "{\"username\":\"zorglub\",\"event_type\":\"/u/"
        "zorglub\",\"event\":\"{\\\"b\\\":\\\"Zorglub!\\\"}\"}\n";
  }
  Log(log);
  EXPECT_EQ(FoundIn("zorglub"), 1U);
}

TEST_F(ClosureTest, CountsWhatItLeavesOutButShowsNoneOfIt) {
  Log(LogOf("zorglub", 110));
  const auto gathered = GatherIdentities(input_, 1);
  ASSERT_TRUE(gathered.has_value());
  EXPECT_EQ(gathered->report.too_common,
            (std::map<std::string, std::uint64_t>{{"username of 4-7 bytes", 1}}));
  input_.quiet = false;
  testing::internal::CaptureStderr();
  (void)CloseIdentities(options_, input_, 1);
  const std::string said = testing::internal::GetCapturedStderr();
  EXPECT_NE(said.find("1 username of 4-7 bytes"), std::string::npos) << said;
  EXPECT_EQ(said.find("zorglub"), std::string::npos);
}

TEST_F(ClosureTest, GathersTheSameWithAnyNumberOfThreads) {
  std::string log;
  for (int i = 0; i < 20'000; ++i) {
    log += "{\"username\":\"u" + std::to_string(i * 7919 % 5000) + "x\",\"event\":{\"email\":\"m" +
           std::to_string(i % 977) + "@example.org\",\"name\":\"Ada Name" + std::to_string(i % 31) +
           "\",\"b\":\"a zorglub\"}}\n";
  }
  Log(log + "{\"username\":\"zorglub\"}\n");
  const auto alone = GatherIdentities(input_, 1);
  const auto together = GatherIdentities(input_, 4);
  ASSERT_TRUE(alone.has_value() && together.has_value());
  EXPECT_EQ(alone->identities.size(), 5000U + 977U + 31U);
  EXPECT_EQ(alone->identities, together->identities);
  EXPECT_EQ(alone->report.too_common, together->report.too_common);
}

TEST_F(ClosureTest, WritesWhatIdentitiesReads) {
  Log(R"({"username":"a,\"d\nal","context":{"user_id":57000113},"event":{"email":"a@example.org","name":"Ada Lovelace"}})"
      "\n");
  options_.gather = scratch_.Path("gathered");
  ASSERT_TRUE(WriteGathered(options_, input_, 1).has_value());
  EXPECT_EQ(keys::ReadWhole(options_.gather),
            "kind,value\nusername,\"a,\"\"d\nal\"\nemail,a@example.org\nname,Ada Lovelace\n"
            "user_id,57000113\n");
  struct stat status = {};
  ASSERT_EQ(::stat(options_.gather.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  options_.files = {options_.gather};
  options_.closure = "off";
  EXPECT_EQ(FoundIn("a,\"d\nal; Lovelace Ada; a@example.org; 57000113"), 4U);
}

TEST_F(ClosureTest, LeavesNoFileWhenItCannotGather) {
  options_.gather = scratch_.Path("gathered");
  EXPECT_EQ(WriteGathered(options_, input_, 1).error().code, ExitCode::kUsage);
  Log("not json\n");
  EXPECT_EQ(WriteGathered(options_, input_, 1).error().code, ExitCode::kInput);
  EXPECT_FALSE(std::filesystem::exists(options_.gather));
  options_.gather = input_.inputs[0];
  EXPECT_EQ(WriteGathered(options_, input_, 1).error().code, ExitCode::kUsage);
  EXPECT_EQ(keys::ReadWhole(options_.gather), "not json\n");
}

TEST_F(ClosureTest, NamesASetByADigestThatNeedsTheKey) {
  const auto digest = [this](std::string_view secret) {
    return IdentitiesDigest(CloseIdentities(options_, input_, 1).value(),
                            keys::Secret::CopyOf(secret))
        .value();
  };
  Log(std::string(kAda));
  const std::string one = digest("a secret that only tests know");
  EXPECT_EQ(one.size(), 64U);
  EXPECT_EQ(one, digest("a secret that only tests know"));
  EXPECT_NE(one, digest("another secret that tests know"));
  Log("{\"username\":\"bobby\"}\n");
  EXPECT_NE(one, digest("a secret that only tests know"));
}

}  // namespace
}  // namespace fun::anonymizer
