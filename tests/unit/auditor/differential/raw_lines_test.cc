#include "auditor/differential/raw_lines.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/auditor/judge/judging.h"

namespace fun::auditor {
namespace {

class RawLinesTest : public testing::Test {
 protected:
  // The texts of all events, those that may have no partner with a question mark; the end's code
  // when it is none.
  std::vector<std::string> Read(const std::vector<std::string>& paths, JudgeOptions limits = {}) {
    RawLines lines(policy_, paths, limits);
    std::vector<std::string> texts;
    RawLine line;
    for (;;) {
      const auto next = lines.Next(line);
      if (!next) {
        texts.push_back("error " + std::to_string(static_cast<int>(next.error().code)));
        break;
      }
      if (!*next) break;
      texts.push_back(line.text + (line.is_optional ? "?" : ""));
    }
    counts_ = lines.counts();
    return texts;
  }

  const event::Policy policy_ = *event::Policy::BuiltIn("standard");
  RawCounts counts_;
};

using Texts = std::vector<std::string>;

TEST_F(RawLinesTest, AreTheEventsOfAllFilesInOrderWithoutPrefixes) {
  const TemporaryFile one("{\"a\":1}\nFeb  1 10:00:00 host x: {\"a\":2}\n");
  const TemporaryFile two("{\"a\":3}");
  EXPECT_EQ(Read({one.path(), two.path()}), (Texts{"{\"a\":1}", "{\"a\":2}", "{\"a\":3}"}));
  EXPECT_EQ(counts_.read, 3U);
  EXPECT_EQ(counts_.events, 3U);
}

TEST_F(RawLinesTest, LeaveOutWhatFunanonRejectsAndCountIt) {
  const TemporaryFile log("\n{\"a\":1}\n{\"a\":\n[1]\n{\"a\":[[[1]]]}\n{\"b\":\"" +
                          std::string(80, 'x') + "\"}\n{\"a\":2}\n");
  JudgeOptions limits;
  limits.max_depth = 3;
  limits.max_line = 64;
  EXPECT_EQ(Read({log.path()}, limits), (Texts{"{\"a\":1}", "{\"a\":2}"}));
  EXPECT_EQ(counts_.events, 2U);
}

TEST_F(RawLinesTest, EndWithThreeWhenAFileCannotBeRead) {
  const TemporaryFile log("{\"a\":1}\n");
  EXPECT_EQ(Read({log.path(), "/nonexistent/log"}), (Texts{"{\"a\":1}", "error 3"}));
}

TEST_F(RawLinesTest, AreNotReadFromAStream) {
  EXPECT_EQ(RawLines::Expand({"-"}).error().code, ExitCode::kUsage);
  EXPECT_EQ(RawLines::Expand({}).error().code, ExitCode::kUsage);
  EXPECT_EQ(RawLines::Expand({"/dev/null"}).error().code, ExitCode::kUsage);
  EXPECT_EQ(RawLines::Expand({"/nonexistent/*"}).error().code, ExitCode::kInput);
}

}  // namespace
}  // namespace fun::auditor
