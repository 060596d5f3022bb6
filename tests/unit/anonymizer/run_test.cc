// A whole run: files in, files out, or none.
#include "anonymizer/run.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "core/base/encoding.h"
#include "tests/unit/anonymizer/anonymized.h"
#include "tests/unit/core/stream/packed.h"
#include "tests/unit/keys/scratch.h"

namespace fun::anonymizer {
namespace {

using keys::ReadWhole;

class RunAnonymizerTest : public testing::Test {
 protected:
  RunAnonymizerTest() {
    options_.key.path = scratch_.File("key", kTestSecret);
    options_.policy = "seed";
    options_.output = scratch_.Path("out");
    options_.summary = scratch_.Path("summary");
    options_.rejects = scratch_.Path("rejects");
    options_.input.quiet = true;
  }

  // The code that the run ends with; words to standard error are swallowed.
  ExitCode Run() {
    testing::internal::CaptureStderr();
    const auto summary = RunAnonymizer(options_);
    said_ = testing::internal::GetCapturedStderr();
    return summary ? summary->exit_code() : summary.error().code;
  }

  bool Exists(std::string_view name) const { return std::filesystem::exists(scratch_.Path(name)); }
  std::string Read(std::string_view name) const { return ReadWhole(scratch_.Path(name)); }
  void ExpectNoFileIsLeft() const {
    EXPECT_FALSE(Exists("out"));
    EXPECT_FALSE(Exists("summary"));
  }

  keys::Scratch scratch_;
  Options options_;
  std::string said_;
};

TEST_F(RunAnonymizerTest, WritesOutputRejectsAndASummaryThatAddsUp) {
  options_.input.inputs = {scratch_.File("a.log", stream::Gzipped("{\"username\":\"ada\"}\nbad\n\n"
                                                                  "{\"email\":1,\"a\":2}"))};
  EXPECT_EQ(Run(), ExitCode::kNo);  // one line was rejected, none may be
  const std::string expected = Named("{\"username\":\"<ada>\"}\n{\"a\":2}\n");
  EXPECT_EQ(Read("out"), expected);
  EXPECT_EQ(Read("rejects"), "bad\n");
  EXPECT_EQ(keys::ModeOf(scratch_.Path("rejects")), 0600U);
  const std::string summary = Read("summary");
  EXPECT_NE(summary.find(R"("read":4,"out":2,"rejected":1,"blank":1,"dropped":0,)"
                         R"("rejected_by_reason":{"unknown-prefix":1})"),
            std::string::npos)
      << summary;
  EXPECT_NE(summary.find("\"sha256\":\"" + EncodeHex(AsBytes(Sha256::Of(expected))) + "\""),
            std::string::npos)
      << summary;
}

TEST_F(RunAnonymizerTest, SaysWhereARejectedLineStandsAndNotWhatItHolds) {
  options_.linkable = true;  // a folder: two inputs
  options_.input.inputs = {scratch_.File("a.log", "{}\n"),
                           scratch_.File("b.log", "{}\n\nada@example.org\n")};
  options_.max_rejects = "1";
  EXPECT_EQ(Run(), ExitCode::kDone);
  EXPECT_EQ(said_,
            "funanon: " + scratch_.Path("b.log") + ", line 3, byte 4: rejected, unknown-prefix\n");
}

TEST_F(RunAnonymizerTest, LeavesNoOutputWhenAnInputIsDamaged) {
  options_.linkable = true;  // a folder: two inputs
  const std::string packed = stream::Gzipped("{\"username\":\"ada\"}\n");
  options_.input.inputs = {scratch_.File("a.log", "{}\n"),
                           scratch_.File("b.log", packed.substr(0, packed.size() - 4))};
  scratch_.File("summary", "of an earlier run");
  EXPECT_EQ(Run(), ExitCode::kInput);
  ExpectNoFileIsLeft();
}

TEST_F(RunAnonymizerTest, RefusesAnInputWithoutALineUnlessAllowed) {
  options_.input.inputs = {scratch_.File("a.log", "")};
  EXPECT_EQ(Run(), ExitCode::kInput);
  ExpectNoFileIsLeft();
  options_.input.allow_empty = true;
  EXPECT_EQ(Run(), ExitCode::kDone);
  EXPECT_EQ(Read("out"), "");
}

TEST_F(RunAnonymizerTest, RefusesAnAnonymizedLogBeforeAnyOutput) {
  const std::string hex = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
  const std::string line = "{\"username\":\"" + hex + "\"}\n";
  options_.input.inputs = {scratch_.File("a.log", "\n" + line + "{}\n")};
  EXPECT_EQ(Run(), ExitCode::kUsage);
  ExpectNoFileIsLeft();
  options_.allow_pseudonyms = true;
  EXPECT_EQ(Run(), ExitCode::kDone);
  EXPECT_EQ(Read("out"), line + "{}\n");
}

TEST_F(RunAnonymizerTest, RejectsAnAnonymizedLineFurtherDown) {
  const std::string hex = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
  const std::string line = "{\"username\":\"" + hex + "\"}\n";
  options_.input.inputs = {scratch_.File("a.log", "{}\n" + line)};
  EXPECT_EQ(Run(), ExitCode::kNo);
  EXPECT_EQ(Read("out"), "{}\n");
  EXPECT_EQ(Read("rejects"), line);
}

TEST_F(RunAnonymizerTest, RefusesToWriteOverAnInput) {
  options_.input.inputs = {scratch_.File("out", "{\"username\":\"ada\"}\n")};
  EXPECT_EQ(Run(), ExitCode::kUsage);
  EXPECT_EQ(Read("out"), "{\"username\":\"ada\"}\n");
}

TEST_F(RunAnonymizerTest, RefusesABadPolicyKeyOrLimitBeforeItReads) {
  options_.input.inputs = {scratch_.File("a.log", "{}\n")};
  const Options good = options_;
  options_.policy = "none";
  EXPECT_EQ(Run(), ExitCode::kUsage);
  options_ = good;
  options_.key.path = scratch_.Path("no key");
  EXPECT_EQ(Run(), ExitCode::kUsage);
  options_ = good;
  options_.max_rejects = "many";
  EXPECT_EQ(Run(), ExitCode::kUsage);
  ExpectNoFileIsLeft();
}

TEST_F(RunAnonymizerTest, KeepsALineOverTheLimitByteForByteAndGoesOn) {
  const std::string long_line = "{\"a\":\"" + std::string(600'000, 'x') + "\"}\n";
  options_.input.inputs = {scratch_.File("a.log", "{}\n" + long_line + "{\"b\":1}\nbad\n")};
  options_.input.max_line = 1'000;
  EXPECT_EQ(Run(), ExitCode::kNo);
  EXPECT_EQ(Read("out"), "{}\n{\"b\":1}\n");
  EXPECT_TRUE(Read("rejects") == long_line + "bad\n");
  EXPECT_NE(said_.find("line 2, byte 3: rejected, too-long"), std::string::npos);
  EXPECT_NE(said_.find("line 4, byte 600020: rejected, unknown-prefix"), std::string::npos)
      << said_;
}

}  // namespace
}  // namespace fun::anonymizer
