// Counting by place, bounded; and the table as text.
#include "anonymizer/explain/field_table.h"

#include <gtest/gtest.h>

#include "anonymizer/explain/inner_edits.h"
#include "anonymizer/explain/table_text.h"
#include "core/json/text.h"

namespace fun::anonymizer {
namespace {

FieldTally MarksIn(std::string_view edit_text) {
  FieldTally tally;
  CountMarks(edit_text, tally);
  return tally;
}

TEST(CountMarks, KnowsMarksPseudonymsAndRemovals) {
  using Marks = decltype(FieldTally::marks);
  EXPECT_EQ(MarksIn("").marks, (Marks{{"removed", 1}}));
  EXPECT_EQ(MarksIn("a<<EMAIL>><<IP>> <<EMAIL>>").marks, (Marks{{"<<EMAIL>>", 2}, {"<<IP>>", 1}}));
  EXPECT_EQ(MarksIn("\"" + std::string(64, 'a') + "\"").marks, (Marks{{"pseudonym", 1}}));
}

TEST(CountMarks, RepeatsNothingThatIsNoMark) {
  for (const std::string_view text : {"192.0.2.0", "<<Ada L.>>", "<<>>", "<<EMAIL>", "<EMAIL>>",
                                      "<<AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA>>"}) {
    EXPECT_TRUE(MarksIn(text).marks.empty()) << text;
  }
  EXPECT_TRUE(MarksIn(std::string(65, 'a')).marks.empty());
  EXPECT_TRUE(MarksIn(std::string(63, 'a')).marks.empty());
}

TEST(AddTable, CountsPlacesBeyondTheMostTogether) {
  FieldTable sum;
  FieldTable part;
  for (std::size_t i = 0; i < kMostPlaces + 5; ++i)
    part[{"/" + std::to_string(i), false, 0}].kept = 1;
  AddTable(sum, part);
  AddTable(sum, part);
  EXPECT_EQ(sum.size(), kMostPlaces + 1);
  EXPECT_EQ((sum[{std::string(kOtherPlaces), false, kSeveralRules}].kept), 10U);
  EXPECT_EQ((sum[{"/0", false, 0}].kept), 2U);
}

TEST(ExplainText, AlignsColumnsByCharactersAndKeepsAWhyOnOneLine) {
  event::PolicyText text;
  text.name = "mine";
  text.rules.push_back({"email", event::Action::kDrop, event::Grammar::kAny, {}, "one\ntwo"});
  const event::Policy policy = event::Policy::Of(std::move(text));
  const FieldTable table = {{{"/x/…", false, kNoRule}, {1, 20, 0, {{"<<IP>>", 20}}}},
                            {{"/email", false, 0}, {0, 0, 3, {}}}};
  EXPECT_EQ(ExplainText(table, policy),
            "path    count  kept  changed  dropped  action         rule   put there  why\n"
            "/email      3     0        0        3  drop           email  -          one two\n"
            "/x/…       21     1       20        0  unknown: scan  -      <<IP>> 20  no rule "
            "selects it\n");
  EXPECT_EQ(ExplainJson(table, policy),
            "{\"path\":\"/email\",\"count\":3,\"kept\":0,\"changed\":0,\"dropped\":3,"
            "\"action\":\"drop\",\"rule\":\"email\",\"put_there\":{},\"why\":\"one\\ntwo\"}\n"
            "{\"path\":\"/x/…\",\"count\":21,\"kept\":1,\"changed\":20,\"dropped\":0,"
            "\"action\":\"scan\",\"unknown\":true,\"put_there\":{\"<<IP>>\":20},"
            "\"why\":\"no rule selects it\"}\n");
}

TEST(MapEditsIn, IsTheInverseOfMapEditsOut) {
  // Raw bytes, and spans of the text that they mean.
  constexpr std::string_view raw = R"(a\u00e9\"b\ud83d\ude00c\\)";
  Arena arena;
  const std::string_view text = json::Unescape(raw, arena).text;
  const std::vector<json::Edit> wanted = {{{0, 1}, "x\"y"}, {{1, 3}, ""}, {{4, 9}, "<<A>>"}};
  std::vector<json::Edit> outer;
  json::MapEditsOut(raw, 7, wanted, arena, outer);
  std::vector<json::Edit> inner;
  MapEditsIn(raw, 7, outer, arena, inner);
  ASSERT_EQ(inner.size(), wanted.size());
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    EXPECT_EQ(inner[i].span.begin, wanted[i].span.begin) << i;
    EXPECT_EQ(inner[i].span.end, wanted[i].span.end) << i;
    EXPECT_EQ(inner[i].text, wanted[i].text) << i;
    EXPECT_LE(inner[i].span.end, text.size());
  }
}

TEST(FindRemoval, TellsARemovalFromAReplacement) {
  const std::vector<json::Edit> edits = {{{2, 5}, ""}, {{5, 8}, "x"}};
  EXPECT_EQ(FindRemoval(edits, 1), nullptr);
  EXPECT_EQ(FindRemoval(edits, 2), &edits[0]);
  EXPECT_EQ(FindRemoval(edits, 4), &edits[0]);
  EXPECT_EQ(FindRemoval(edits, 5), nullptr);
  EXPECT_EQ(EditsWithin(edits, {5, 8}).size(), 1U);
  EXPECT_EQ(EditsWithin(edits, {6, 8}).size(), 0U);
  EXPECT_EQ(EditsWithin(edits, {0, 9}).size(), 2U);
}

}  // namespace
}  // namespace fun::anonymizer
