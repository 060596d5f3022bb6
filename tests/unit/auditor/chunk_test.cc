#include "auditor/chunk.h"

#include <gtest/gtest.h>

namespace fun::auditor {
namespace {

ChunkJudge MakeJudge(std::size_t most_findings) {
  static const detect::Detector detector;
  static const auto policy = event::Policy::BuiltIn("standard");
  return {Judge(*policy, detector, nullptr, {}), JudgeOptions().max_line, most_findings};
}

TEST(ChunkJudge, StoresNoMoreFindingsThanItIsToldAndCountsAll) {
  ChunkJudge judge = MakeJudge(2);
  stream::Chunk chunk;
  chunk.bytes = "{\"email\":1}\n\n{\"email\":1,\"mail\":1}\nx\n";
  ChunkAudit audit;
  for (int round = 0; round < 2; ++round) {  // the second overwrites the first
    judge(chunk, audit);
    EXPECT_EQ(audit.rules, (record::Tally{{"dropped-field", 3}, {"line", 1}}));
    ASSERT_EQ(audit.findings.size(), 2U);
    EXPECT_EQ(audit.findings[0].line, 1U);
    EXPECT_EQ(audit.findings[1].line, 3U);
    EXPECT_EQ(audit.counts.read, 4U);
    EXPECT_EQ(audit.counts.out, 2U);
    EXPECT_EQ(audit.counts.blank, 1U);
    EXPECT_EQ(audit.counts.rejected, 1U);
  }
}

TEST(ChunkJudge, CountsALineInPiecesOnce) {
  ChunkJudge judge = MakeJudge(2);
  stream::Chunk chunk;
  chunk.bytes = "{\"a\":";
  ChunkAudit audit;
  chunk.kind = stream::ChunkKind::kLongLineBegin;
  judge(chunk, audit);
  EXPECT_EQ(audit.counts.rejected, 1U);
  EXPECT_EQ(audit.findings.size(), 1U);
  chunk.kind = stream::ChunkKind::kLongLineGoesOn;
  judge(chunk, audit);
  EXPECT_EQ(audit.counts.read, 0U);
  EXPECT_TRUE(audit.findings.empty());
}

}  // namespace
}  // namespace fun::auditor
