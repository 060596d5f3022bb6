#include "anonymizer/output/line_marks.h"

#include <gtest/gtest.h>

namespace fun::anonymizer {
namespace {

TEST(MarkLines, GivesEveryLineAMarkAndEqualLinesEqualHashes) {
  std::vector<LineMark> marks;
  MarkLines("{\"a\":1}\n{\"a\":2}\n{\"a\":1}\n", marks);
  ASSERT_EQ(marks.size(), 3U);
  EXPECT_EQ(marks[0].hash, marks[2].hash);
  EXPECT_NE(marks[0].hash, marks[1].hash);
  MarkLines("", marks);
  EXPECT_TRUE(marks.empty());
}

}  // namespace
}  // namespace fun::anonymizer
