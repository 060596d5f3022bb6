#include "loader/bulk/settle.h"

#include <gtest/gtest.h>

namespace fun::loader {
namespace {

// Records {"n":0}, {"n":1} … of days 100, 101 …
Batch BatchOfDays(std::size_t size) {
  Batch batch;
  for (std::size_t i = 0; i < size; ++i) {
    const std::string line = R"({"n":)" + std::to_string(i) + "}";
    batch.Add(
        {line, {0, line.size()}, "i", "ID", {}, static_cast<event::EpochDay>(100 + i), {0, i + 1}});
  }
  return batch;
}

Answer ItemsAnswer(std::initializer_list<std::string_view> items) {
  std::string body;
  for (const auto item : items) body.append(body.empty() ? "" : ",").append(item);
  return {200, R"({"errors":true,"items":[)" + body + "]}"};
}

std::string LinesOf(const Batch& batch) {
  std::string lines;
  for (std::size_t i = 0; i < batch.size(); ++i) lines += batch.LineOf(i);
  return lines;
}

constexpr std::string_view kCreated = R"({"create":{"status":201}})";
constexpr std::string_view kThere =
    R"({"create":{"status":409,"error":{"type":"version_conflict_engine_exception"}}})";
constexpr std::string_view kBusy =
    R"({"create":{"status":429,"error":{"type":"es_rejected_execution_exception"}}})";
constexpr std::string_view kFull =
    R"({"create":{"status":429,"error":{"type":"cluster_block_exception"}}})";
constexpr std::string_view kBad =
    R"({"create":{"status":400,"error":{"type":"document_parsing_exception"}}})";
constexpr std::string_view kBlocked =
    R"({"create":{"status":403,"error":{"type":"cluster_block_exception"}}})";
constexpr std::string_view kShards =
    R"({"create":{"status":400,"error":{"type":"validation_exception"}}})";

TEST(Settle, TellsRecordsApart) {
  const auto settled =
      Settle(BatchOfDays(5), ItemsAnswer({kCreated, kThere, kBusy, kBad, kCreated}));
  EXPECT_FALSE(settled.stop);
  EXPECT_EQ(settled.outcome.by_day.at(100).indexed, 1U);
  EXPECT_EQ(settled.outcome.by_day.at(101).already_there, 1U);
  EXPECT_EQ(settled.outcome.by_day.at(104).indexed, 1U);
  EXPECT_FALSE(settled.outcome.by_day.contains(103));  // nothing of that day is there
  ASSERT_EQ(settled.again.size(), 1U);
  EXPECT_EQ(LinesOf(settled.again[0]), R"({"n":2})");
  ASSERT_EQ(settled.outcome.dead_letters.size(), 1U);
  EXPECT_EQ(settled.outcome.dead_letters[0].line, R"({"n":3})");
  EXPECT_EQ(settled.outcome.dead_letters[0].place.line, 4U);
  EXPECT_EQ(settled.outcome.dead_letters[0].type, "document_parsing_exception");
  EXPECT_EQ(settled.pressure, Pressure::kBusy);
  EXPECT_EQ(settled.said, "429 es_rejected_execution_exception");
}

TEST(Settle, TellsAFullDiskFromAFullQueue) {
  EXPECT_EQ(Settle(BatchOfDays(2), ItemsAnswer({kBusy, kFull})).pressure, Pressure::kFloodStage);
  EXPECT_EQ(Settle(BatchOfDays(1), ItemsAnswer({kBusy})).pressure, Pressure::kBusy);
}

TEST(Settle, StopsForWhatWouldHoldForEveryRecord) {
  for (const auto item : {kBlocked, kShards}) {
    const auto settled = Settle(BatchOfDays(2), ItemsAnswer({kCreated, item}));
    ASSERT_TRUE(settled.stop) << item;
    EXPECT_EQ(settled.stop->code, ExitCode::kEnvironment);
    EXPECT_TRUE(settled.outcome.dead_letters.empty());
    EXPECT_EQ(settled.outcome.size(), 1U);  // what was indexed stays counted
  }
  for (const long status : {400, 401, 403, 404, 405, 302}) {
    EXPECT_TRUE(Settle(BatchOfDays(2), {status, ""}).stop) << status;
  }
}

TEST(Settle, SendsTheWholeBatchAgainWhenTheServerIsUnwell) {
  for (const long status : {429, 500, 502, 503, 504}) {
    const auto settled = Settle(BatchOfDays(3), {status, R"({"error":{"type":"some_exception"}})"});
    ASSERT_EQ(settled.again.size(), 1U) << status;
    EXPECT_EQ(LinesOf(settled.again[0]), R"({"n":0}{"n":1}{"n":2})");
    EXPECT_EQ(settled.said, std::to_string(status) + " some_exception");
  }
}

TEST(Settle, HalvesWhatIsTooLargeAndGivesUpOnOneRecord) {
  const auto halved = Settle(BatchOfDays(3), {413, ""});
  ASSERT_EQ(halved.again.size(), 2U);
  EXPECT_EQ(LinesOf(halved.again[0]) + LinesOf(halved.again[1]), R"({"n":0}{"n":1}{"n":2})");
  const auto alone = Settle(BatchOfDays(1), {413, ""});
  EXPECT_TRUE(alone.again.empty());
  ASSERT_EQ(alone.outcome.dead_letters.size(), 1U);
  EXPECT_EQ(alone.outcome.dead_letters[0].type, kTooLargeType);
}

TEST(Settle, StopsWhenTheAnswerDoesNotNameEveryRecord) {
  EXPECT_TRUE(Settle(BatchOfDays(2), ItemsAnswer({kCreated})).stop);
  EXPECT_TRUE(Settle(BatchOfDays(1), {200, R"({"errors":false})"}).stop);
  EXPECT_TRUE(Settle(BatchOfDays(1), {200, "<html>"}).stop);
}

TEST(Settle, LosesNoRecordWhateverIsSaid) {
  const auto settled =
      Settle(BatchOfDays(6), ItemsAnswer({kBad, kBusy, kFull, kCreated, kThere, kBad}));
  std::size_t again = 0;
  for (const Batch& batch : settled.again) again += batch.size();
  EXPECT_EQ(settled.outcome.size() + again, 6U);
}

}  // namespace
}  // namespace fun::loader
