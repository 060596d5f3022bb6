#include "loader/bulk/batch.h"

#include <gtest/gtest.h>

#include <random>

namespace fun::loader {
namespace {

NewRecord RecordOf(std::string_view line, Span json, std::span<const json::Edit> edits,
                   std::uint64_t number) {
  return {line, json, "p-2015.02.02", "ID", edits, 16'468, {0, number}};
}

TEST(Batch, IsAnActionAndADocumentForEachRecord) {
  Batch batch;
  const json::Edit edits[] = {{{1, 1}, R"("@timestamp":"T",)"}, {{6, 7}, "one"}};
  batch.Add(RecordOf(R"({"a": 1})", {0, 8}, edits, 1));
  batch.Add(RecordOf(R"({"b":2})", {0, 7}, {}, 2));
  EXPECT_EQ(batch.body(),
            "{\"create\":{\"_index\":\"p-2015.02.02\",\"_id\":\"ID\"}}\n"
            "{\"@timestamp\":\"T\",\"a\": one}\n"
            "{\"create\":{\"_index\":\"p-2015.02.02\",\"_id\":\"ID\"}}\n"
            "{\"b\":2}\n");
}

TEST(Batch, GivesBackTheLineByteForByte) {
  Batch batch;
  const std::string line = "Feb  1 10:00:00 h: { \"a\":1,\"b\":2}\t\r";
  const json::Edit edits[] = {{{20, 20}, "new,"}, {{21, 26}, ""}, {{29, 30}, "longer"}};
  batch.Add(RecordOf(line, {19, 33}, edits, 1));
  batch.Add(RecordOf(R"({"b":2})", {0, 7}, {}, 2));
  EXPECT_EQ(batch.LineOf(0), line);
  EXPECT_EQ(batch.LineOf(1), R"({"b":2})");
}

TEST(Batch, PartsHoldWhatTheWholeHolds) {
  std::mt19937 random(20240607);  // fixed: a failure must repeat
  for (int round = 0; round < 200; ++round) {
    Batch whole;
    std::vector<std::string> lines;
    const std::size_t size = 1 + random() % 20;
    for (std::size_t i = 0; i < size; ++i) {
      const std::string before(random() % 3, ' ');
      const std::string json = R"({"n":)" + std::to_string(random()) + "}";
      lines.push_back(before + json + std::string(random() % 2, '\r'));
      const std::size_t at = before.size() + 1 + random() % (json.size() - 1);
      const json::Edit edits[] = {{{before.size() + 1, before.size() + 1}, "front"},
                                  {{at, before.size() + json.size()}, random() % 2 ? "" : "tail"}};
      whole.Add(RecordOf(lines.back(), {before.size(), before.size() + json.size()}, edits, i + 1));
    }
    const std::size_t middle = random() % (size + 1);
    const Batch first = whole.Part(0, middle);
    const Batch second = whole.Part(middle, size);
    ASSERT_EQ(std::string(first.body()) + std::string(second.body()), whole.body());
    const std::size_t picked[] = {random() % size};
    const Batch one = whole.Pick(picked);
    ASSERT_EQ(one.LineOf(0), lines[picked[0]]);
    ASSERT_EQ(one.PlaceOf(0).line, picked[0] + 1);
    for (std::size_t i = middle; i < size; ++i) ASSERT_EQ(second.LineOf(i - middle), lines[i]);
  }
}

}  // namespace
}  // namespace fun::loader
