#include "loader/bulk/batch.h"

#include <gtest/gtest.h>

#include <random>

namespace fun::loader {
namespace {

NewRecord RecordOf(std::string_view line, Span json, std::uint64_t number) {
  return {line, json, "p-2015.02.02", "ID", "2015-02-02T00:30:00.864Z", 16'468, {0, number}};
}

TEST(Batch, IsAnActionAndADocumentForEachRecord) {
  Batch batch;
  batch.Add(RecordOf(R"({"a": 1})", {0, 8}, 1));
  NewRecord dated = RecordOf(R"({"@timestamp":"x"})", {0, 18}, 2);
  dated.timestamp = "";
  batch.Add(dated);
  EXPECT_EQ(batch.body(),
            "{\"create\":{\"_index\":\"p-2015.02.02\",\"_id\":\"ID\"}}\n"
            "{\"@timestamp\":\"2015-02-02T00:30:00.864Z\",\"a\": 1}\n"
            "{\"create\":{\"_index\":\"p-2015.02.02\",\"_id\":\"ID\"}}\n"
            "{\"@timestamp\":\"x\"}\n");
}

TEST(Batch, GivesBackTheLineByteForByte) {
  Batch batch;
  const std::string line = "Feb  1 10:00:00 h: { \"a\":1}\t\r";
  batch.Add(RecordOf(line, {19, 27}, 1));
  batch.Add(RecordOf(R"({"b":2})", {0, 7}, 2));
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
      whole.Add(RecordOf(lines.back(), {before.size(), before.size() + json.size()}, i + 1));
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
