#include "anonymizer/chunk.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "core/stream/options.h"
#include "tests/unit/anonymizer/anonymized.h"

namespace fun::anonymizer {
namespace {

class ChunkAnonymizerTest : public testing::Test {
 protected:
  ChunkOutput Take(std::string bytes, stream::ChunkKind kind = stream::ChunkKind::kLines) {
    stream::Chunk chunk;
    chunk.bytes = std::move(bytes);
    chunk.kind = kind;
    ChunkOutput output;
    output.text = "of the chunk before";
    output.line_ends = 99;
    chunks_(chunk, output);
    return output;
  }

 private:
  event::Policy policy_ = event::Policy::BuiltIn("seed").value();
  ChunkAnonymizer chunks_{LineAnonymizer::Create(policy_, nullptr,
                                                 keys::Secret::CopyOf(kTestSecret),
                                                 {stream::kDefaultMaxLine, 1024, false})
                              .value()};
};

const std::string kAnonymizedLine =
    "{\"username\":\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\"}\n";

TEST_F(ChunkAnonymizerTest, WritesEveryGoodLineAndNamesEveryBadOne) {
  const std::string chunk = "{\"username\":\"ada\"}\n\nbad\n{\"a\":1}\n \n{\"a\":";
  const ChunkOutput output = Take(chunk);
  EXPECT_EQ(output.text, Named("{\"username\":\"<ada>\"}\n{\"a\":1}\n"));
  EXPECT_EQ(record::EquationText(output.lines),
            "read 6 = out 2 + rejected 2 + blank 2 + dropped 0");
  EXPECT_TRUE(output.lines.IsBalanced());
  ASSERT_EQ(output.rejected.size(), 2U);
  EXPECT_EQ(output.rejected[0].line, 2U);
  EXPECT_EQ(Slice(chunk, output.rejected[0].bytes), "bad\n");
  EXPECT_EQ(output.rejected[0].reason, "unknown-prefix");
  EXPECT_EQ(output.rejected[1].line, 5U);
  EXPECT_EQ(Slice(chunk, output.rejected[1].bytes), "{\"a\":");
  EXPECT_EQ(output.rejected[1].reason, "unfinished-last-line");
  EXPECT_EQ(output.line_ends, 6U);
  EXPECT_EQ(output.fields.pseudonyms, 1U);
}

TEST_F(ChunkAnonymizerTest, GivesALastLineWithoutNewlineOne) {
  EXPECT_EQ(Take("{\"a\":1}").text, "{\"a\":1}\n");
}

TEST_F(ChunkAnonymizerTest, CountsALongLineOnceAndItsEndOnce) {
  const ChunkOutput begin = Take("xxxx", stream::ChunkKind::kLongLineBegin);
  EXPECT_EQ(begin.text, "");
  EXPECT_EQ(begin.lines.read, 1U);
  EXPECT_EQ(begin.lines.rejected, 1U);
  EXPECT_EQ(begin.rejected.at(0).reason, "too-long");
  EXPECT_EQ(begin.line_ends, 0U);
  const ChunkOutput middle = Take("xxxx", stream::ChunkKind::kLongLineGoesOn);
  EXPECT_EQ(middle.lines.read + middle.line_ends + middle.rejected.size(), 0U);
  const ChunkOutput end = Take("xx\n", stream::ChunkKind::kLongLineGoesOn);
  EXPECT_EQ(end.lines.read, 0U);
  EXPECT_EQ(end.line_ends, 1U);
}

TEST_F(ChunkAnonymizerTest, SeesAnAnonymizedLogByItsFirstLineThatIsNotBlank) {
  EXPECT_TRUE(Take(kAnonymizedLine).begins_anonymized);
  EXPECT_TRUE(Take("\n \n" + kAnonymizedLine + "{}\n").begins_anonymized);
  EXPECT_FALSE(Take("{}\n" + kAnonymizedLine).begins_anonymized);
  EXPECT_FALSE(Take("bad\n" + kAnonymizedLine).begins_anonymized);
  EXPECT_FALSE(Take("{}\n").begins_anonymized);
}

}  // namespace
}  // namespace fun::anonymizer
