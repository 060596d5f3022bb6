// Whole lines, and what the table says of them.
#include "anonymizer/explain/line_explainer.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/unit/anonymizer/anonymized.h"

namespace fun::anonymizer {
namespace {

std::string NumberAndMarks(const FieldTally& tally) {
  std::string text;
  for (const auto& [name, count] :
       {std::pair{"kept", tally.kept}, {"changed", tally.changed}, {"dropped", tally.dropped}}) {
    if (count != 0) text.append(" ").append(name).append(" ").append(std::to_string(count));
  }
  for (const auto& [mark, count] : tally.marks) {
    text.append(" ").append(mark).append(" ").append(std::to_string(count));
  }
  return text;
}

// "/path kept 1", a row each; "?" behind the path of what no rule selects, "(key)" behind a key's.
std::string Explained(std::string_view policy_name, std::string_view text) {
  const event::Policy policy = event::Policy::BuiltIn(policy_name).value();
  const detect::Detector detector;
  auto anonymizer = LineAnonymizer::Create(policy, &detector, keys::Secret::CopyOf(kTestSecret),
                                           {1 << 24, 1024, false})
                        .value();
  event::LineSplitter splitter;
  splitter.Start(text);
  event::Line line;
  EXPECT_TRUE(splitter.Next(line));
  std::string out;
  FieldCounts counts;
  EXPECT_EQ(anonymizer.AnonymizeLine(line, out, counts), "");
  FieldTable table;
  LineExplainer(policy, 1024).ExplainLine(line, anonymizer.edits(), table);
  std::string rows;
  for (const auto& [place, tally] : table) {
    rows.append(place.path).append(place.is_key ? "(key)" : "");
    rows.append(place.rule == kNoRule ? "?" : "").append(NumberAndMarks(tally)).append("\n");
  }
  return rows;
}

TEST(LineExplainer, TellsWhatIsKeptChangedAndDropped) {
  EXPECT_EQ(Explained("standard", R"({"username":"ada","time":"t","email":"x","page":null})"),
            "/email dropped 1\n"
            "/page kept 1\n"
            "/time? kept 1\n"
            "/username changed 1 pseudonym 1\n");
  EXPECT_EQ(Explained("seed", R"({"username":"","email":"x","note":"ada@example.org"})"),
            "/*? kept 1\n/email dropped 1\n/username kept 1\n");
}

TEST(LineExplainer, ShowsNoKeyThatMayBeData) {
  EXPECT_EQ(Explained("standard", R"({"Ada L.":{"ada@example.org":1},"course":{"zo\u00e9":2}})"),
            "/*? kept 1\n"
            "/*/*? kept 1\n"
            "/*/*(key)? changed 1 <<EMAIL>> 1\n"
            "/course? kept 1\n"
            "/course/*? kept 1\n");
}

TEST(LineExplainer, WritesElementsOfListsAsOnePlace) {
  EXPECT_EQ(Explained("standard", R"({"username":["ada","",7],"event":[[1,2],"x"]})"),
            "/event? kept 1\n"
            "/event/*? kept 2\n"
            "/event/*/*? kept 2\n"
            "/username kept 1\n"
            "/username/* kept 1 changed 1 dropped 1 pseudonym 1\n");
}

TEST(LineExplainer, GoesOnInJsonWithinStringsToAnyDepth) {
  EXPECT_EQ(Explained("standard", R"({"event":"{\"POST\":\"{\\\"email\\\":\\\"x\\\",)"
                                  R"(\\\"body\\\":\\\"ada@example.org \\\\u00e9\\\"}\"}"})"),
            "/event? kept 1\n"
            "/event>/POST? kept 1\n"
            "/event>/POST>/body? changed 1 <<EMAIL>> 1\n"
            "/event>/POST>/email dropped 1\n");
}

TEST(LineExplainer, GoesOnInJsonWithinKeys) {
  EXPECT_EQ(Explained("standard", R"({"event":{"POST":{"{\"email\":\"x\",\"n\":1}":[""]}}})"),
            "/event? kept 1\n"
            "/event/POST? kept 1\n"
            "/event/POST/*? kept 1\n"
            "/event/POST/*/*? kept 1\n"
            "/event/POST/*>/*? kept 1\n"
            "/event/POST/*>/email dropped 1\n");
}

TEST(LineExplainer, CountsNothingWithinWhatWasDropped) {
  EXPECT_EQ(Explained("standard", R"({"email":{"username":"ada","a":[1]},"a":{}})"),
            "/*? kept 1\n/email dropped 1\n");
  EXPECT_EQ(Explained("standard", R"({"a":1,"email":[[{}],2],"gender":"f","b":[]})"),
            "/*? kept 2\n/email dropped 1\n/gender dropped 1\n");
}

TEST(LineExplainer, TellsThatATailWasCut) {
  EXPECT_EQ(Explained("standard",
                      R"({"event":"{\"GET\": {}, \"POST\": {\"username\": [\"ada\"], \"em"})"),
            "/event? changed 1 tail cut 1\n"
            "/event>/GET? kept 1\n"
            "/event>/POST? kept 1\n"
            "/event>/POST/username kept 1\n"
            "/event>/POST/username/* changed 1 pseudonym 1\n");
}

TEST(LineExplainer, TakesTextThatOnlyBeginsLikeJsonForText) {
  EXPECT_EQ(Explained("standard", R"({"a":"[1] see ada@example.org"})"),
            "/*? changed 1 <<EMAIL>> 1\n");
}

TEST(LineExplainer, CountsEveryMarkOfAText) {
  EXPECT_EQ(
      Explained("standard", R"({"event":"ada@example.org, bob@example.org, 06 12 34 56 78"})"),
      "/event? changed 1 <<EMAIL>> 2 <<PHONE>> 1\n");
}

TEST(LineExplainer, SaysUnderAClosedPolicyWhatIsUnknown) {
  EXPECT_EQ(Explained("strict", R"({"username":"ada","my_plugin":{"x":1},"event_type":"no such"})"),
            "/*? dropped 1\n/event_type dropped 1\n/username changed 1 pseudonym 1\n");
}

TEST(LineExplainer, IsNotMisledByALoggersPrefix) {
  EXPECT_EQ(Explained("standard", R"(Feb  1 10:00:00 host x: {"email":"x","ip":"192.0.2.7"})"),
            "/email dropped 1\n/ip changed 1\n");
}

TEST(LineExplainer, CountsDeepPathsTogether) {
  std::string deep;
  for (int i = 0; i < 900; ++i) deep += "[";
  const std::string rows =
      Explained("standard", R"({"event":)" + deep + std::string(900, ']') + "}");
  EXPECT_LT(rows.size(), 6000U);
  EXPECT_NE(rows.find("/…? kept 868\n"), rows.npos) << rows;
}

}  // namespace
}  // namespace fun::anonymizer
