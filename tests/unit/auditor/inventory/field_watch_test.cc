#include "auditor/inventory/field_watch.h"

#include <gtest/gtest.h>

#include "auditor/chunk.h"
#include "auditor/inventory/unknown.h"

namespace fun::auditor {
namespace {

const event::Policy& Standard() {
  static const auto policy = event::Policy::BuiltIn("standard");
  return *policy;
}

ChunkAudit AuditOf(std::string_view lines) {
  static const detect::Detector detector;
  Judge judge(Standard(), detector, nullptr, {});
  judge.CountFields();
  ChunkJudge chunk_judge(std::move(judge), JudgeOptions().max_line, 10);
  stream::Chunk chunk;
  chunk.bytes = lines;
  ChunkAudit audit;
  chunk_judge(chunk, audit);
  return audit;
}

std::string Text(const Sights& sights) {
  std::string text;
  for (const auto& [name, sight] : sights) {
    text += name + " " + std::to_string(sight.count) + " " + std::to_string(sight.line) + " " +
            KindsText(sight.kinds) + (sight.is_unknown ? " unknown\n" : "\n");
  }
  return text;
}

TEST(FieldWatch, CountsPathsThroughListsIdsAndLayers) {
  const ChunkAudit audit = AuditOf(
      "{\"event_type\":\"problem_check\",\"event\":\"{\\\"answers\\\":{\\\"a\\\":[1,\\\"x\\\"]}}\"}"
      "\n"
      "{\"event_type\":\"problem_check\",\"event\":{\"answers\":{\"7\":null}}}\n"
      "{\"event\":{\"zorro\":true},\"event_type\":\"/u/zorro\"}\n");
  EXPECT_EQ(Text(audit.inventory.fields),
            "/event 3 1 string,object\n"
            "/event/<unknown> 1 3 boolean unknown\n"
            "/event/answers 1 2 object\n"
            "/event/answers/<id> 1 2 null\n"
            "/event> 1 1 object\n"
            "/event>/answers 1 1 object\n"
            "/event>/answers/<id> 1 1 list\n"
            "/event>/answers/<id>/* 2 1 string,number\n"
            "/event_type 3 1 string\n");
}

// The judge remembers values that it has found good; they are counted all the same.
TEST(FieldWatch, CountsWhatTheJudgeHasSeenBefore) {
  const std::string line =
      "{\"event_type\":\"play\\u005fvideo\",\"event\":\"{\\\"answers\\\":{\\\"a\\\":[1]}}\"}\n";
  const ChunkAudit audit = AuditOf(line + line + line + line);
  EXPECT_EQ(Text(audit.inventory.fields),
            "/event 4 1 string\n"
            "/event> 4 1 object\n"
            "/event>/answers 4 1 object\n"
            "/event>/answers/<id> 4 1 list\n"
            "/event>/answers/<id>/* 4 1 number\n"
            "/event_type 4 1 string\n");
  EXPECT_EQ(audit.inventory.event_types.at("play_video").count, 4U);
  EXPECT_EQ(audit.inventory.event_types.size(), 1U);
}

TEST(FieldWatch, KeysThatLookLikeStepsAreUnknown) {
  const ChunkAudit audit = AuditOf("{\"event\":{\"*\":1,\"<id>\":1,\">\":1,\"<unknown>\":1}}\n");
  EXPECT_EQ(audit.inventory.fields.at("/event/<unknown>").count, 4U);
  EXPECT_EQ(audit.inventory.fields.size(), 2U);
}

TEST(FieldWatch, KeysThatStandForDataAreKnown) {
  const std::string pseudonym(64, 'a');
  const ChunkAudit audit =
      AuditOf("{\"event\":{\"<<EMAIL>>\":1,\"" + pseudonym + "\":1,\"{\\\"title\\\":1}\":1}}\n");
  EXPECT_EQ(Text(audit.inventory.fields),
            "/event 1 1 object\n"
            "/event/<json> 1 1 number\n"
            "/event/<json>> 1 1 object\n"
            "/event/<json>>/title 1 1 number\n"
            "/event/<masked> 2 1 number\n");
}

TEST(FieldWatch, ALineThatIsRefusedCountsNothing) {
  const ChunkAudit audit = AuditOf("{\"event\":1,\"title\":}\n{\"event\":2}\n");
  EXPECT_EQ(Text(audit.inventory.fields), "/event 1 2 number\n");
}

TEST(FieldWatch, EventTypesByNamePathOrShape) {
  const ChunkAudit audit = AuditOf(
      "{\"event_type\":\"play_video\"}\n{\"event_type\":\"/courses\"}\n"
      "{\"event_type\":\"zorro was here\"}\n{\"event_type\":\"play_video\"}\n");
  EXPECT_EQ(Text(audit.inventory.event_types),
            "/… 1 2 \nletters+spaces[8-15] 1 3  unknown\nplay_video 2 1 \n");
}

TEST(FieldWatch, APathHasAnEnd) {
  std::string deep;
  for (int i = 0; i < 500; ++i) deep += "{\"event\":";
  const ChunkAudit audit = AuditOf(deep + "1" + std::string(500, '}') + "\n");
  EXPECT_LE(audit.inventory.fields.size(), 32U);
}

TEST(Inventory, PartsMakeOneWhereTheyStoodFirst) {
  Sights sum;
  AddTo(sum, {{"a", {2, 0, 3, 1, false}}}, 0, 10);
  AddTo(sum, {{"a", {1, 0, 1, 2, false}}, {"b", {1, 0, 5, 1, true}}}, 1, 0);
  EXPECT_EQ(Text(sum), "a 3 13 string,number\nb 1 5 string unknown\n");
  EXPECT_EQ(sum["a"].input, 0U);
  EXPECT_EQ(sum["b"].input, 1U);
}

TEST(Inventory, HoldsTheFirstInTheirOrderHoweverTheyCame) {
  Sights one;
  Sights two;
  for (int i = 0; i < 12'000; ++i) {
    AddTo(one, {{std::to_string(1'000'000 + i), {1, 0, 1, 1, false}}}, 0, 0);
    AddTo(two, {{std::to_string(1'011'999 - i), {1, 0, 1, 1, false}}}, 0, 0);
  }
  EXPECT_EQ(one.size(), kMostSights + 1);
  EXPECT_EQ(Text(one), Text(two));
  EXPECT_EQ(one.at("…").count, 2'000U);
}

TEST(AddUnknown, OneWarningForEachPlaceAndShape) {
  Audit audit(10);
  ChunkAudit part = AuditOf(
      "{\"event\":{\"zorro\":1}}\n{\"event\":{\"zorra\":1}}\n{\"event_type\":\"zorro was "
      "here\"}\n");
  stream::Chunk chunk;
  chunk.is_first = true;
  audit.Add(chunk, part);
  AddUnknown(audit);
  EXPECT_EQ(audit.rules(), (record::Tally{{"unknown-event-type", 1}, {"unknown-key", 1}}));
  ASSERT_EQ(audit.findings().size(), 2U);
  EXPECT_EQ(audit.findings()[0].finding.pointer, "/event/<unknown>");
  EXPECT_EQ(audit.findings()[0].finding.shape, "times[2-3]");
  EXPECT_EQ(audit.findings()[0].line, 1U);
  EXPECT_EQ(audit.findings()[1].finding.shape, "letters+spaces[8-15] times[1]");
  EXPECT_EQ(audit.findings()[1].line, 3U);
}

}  // namespace
}  // namespace fun::auditor
