#include "loader/transform/transform.h"

#include <gtest/gtest.h>

#include <string>

namespace fun::loader {
namespace {

constexpr std::string_view kTime = R"("time":"2015-02-02T00:30:00.864078+00:00")";
constexpr std::string_view kFront = R"({"@timestamp":"2015-02-02T00:30:00.864Z",)";
constexpr std::string_view kLogstash = R"("@version":"1","type":"logs","hour_of_day":0,)";

// The document of a line, "no time", or "no object".
std::string Transformed(const std::string& text, const TransformOptions& options) {
  event::LineSplitter splitter;
  event::Line line;
  const std::string chunk = text + "\n";
  splitter.Start(chunk);
  if (!splitter.Next(line) || !line.refusal.empty()) return "refused";
  auto transform = Transform::Make(options);
  MemberVisitor& reader = (*transform)->Begin(line);
  if (!event::WalkLine(line, json::kDefaultMaxDepth, reader).empty()) return "no object";
  const Document& document = (*transform)->DocumentOf(line);
  if (!document.time) return "no time";
  std::string out;
  EXPECT_TRUE(json::AppendEdited(line.text, document.edits, out));
  const std::size_t behind = line.text.size() - document.json.end;
  out = out.substr(document.json.begin, out.size() - behind - document.json.begin);
  EXPECT_EQ(out.size(), SizeOf(document));
  return out;
}

// What the shape alone makes of {time, MEMBERS}, without what is always there.
std::string Shaped(const std::string& members) {
  const std::string out =
      Transformed("{" + std::string(kTime) + "," + members + "}", {.is_logstash = false});
  EXPECT_TRUE(out.starts_with(kFront)) << out;
  return out.substr(kFront.size());
}

// As Shaped, with what the load of 2015 did.
std::string Logstash(const std::string& members, const std::string& zone = "") {
  const std::string out =
      Transformed("{" + std::string(kTime) + "," + members + "}", {.zone = zone});
  const std::string front = std::string(kFront) + std::string(kLogstash);
  EXPECT_TRUE(out.starts_with(front)) << out;
  return out.substr(front.size());
}

std::string WithTime(const std::string& rest) { return std::string(kTime) + rest + "}"; }

TEST(Transform, TakesTheTimeAndElseTheTimestamp) {
  const auto time_of = [](const std::string& text) {
    const std::string out = Transformed(text, {.is_logstash = false});
    return out.starts_with("{\"@timestamp\":\"") ? out.substr(15, 24) : out;
  };
  EXPECT_EQ(time_of(R"({"time":"2015-02-02T00:30:00Z","timestamp":"2016-01-01T00:00:00Z"})"),
            "2015-02-02T00:30:00.000Z");
  EXPECT_EQ(time_of(R"({"time":"soon","timestamp":"2016-01-01T00:00:00Z"})"),
            "2016-01-01T00:00:00.000Z");
  EXPECT_EQ(time_of(R"({"t\u0069me":"2015-02-02T00\u003a30:00Z"})"), "2015-02-02T00:30:00.000Z");
  EXPECT_EQ(time_of(R"({"time":1423000000})"), "no time");
  EXPECT_EQ(time_of(R"({"event":{"time":"2015-02-02T00:30:00Z"}})"), "no time");
  EXPECT_EQ(time_of(R"({"time":["2015-02-02T00:30:00Z"]})"), "no time");
  EXPECT_EQ(time_of(R"({"a":1)"), "no object");
  EXPECT_EQ(time_of(R"({"a":NaN})"), "no object");
}

// Rows 1 to 3 of the load of 2015, by intent: a header tells nothing of an event and is no part of
// its document, whoever let it in; what looks like one within the JSON is the event's own.
TEST(Transform, TakesNothingOfAHeaderBeforeTheJson) {
  const std::string json = "{" + WithTime(R"(,"n":1)");
  const std::string document = Transformed(json, {});
  for (const std::string_view header :
       {"Feb  2 01:30:00 lms1 tracking[77]: ", "Feb  2 01:30:00 lms1 [tracking] - "}) {
    EXPECT_EQ(Transformed(std::string(header) + json, {}), document) << header;
  }
  EXPECT_EQ(Transformed("lms1: " + json, {}), "refused");
  const std::string alike = R"("Feb  2 01:30:00 lms1 tracking[77]: {}")";
  EXPECT_NE(Shaped(R"("event":)" + alike).find(alike), std::string::npos);
}

TEST(Transform, LeavesAnOrdinaryLineAsItIs) {
  EXPECT_EQ(Shaped(R"( "n" : 1.50,"event":{"b":[1e400,"\ud800"], "a":{}},"x":null)"),
            WithTime(R"(, "n" : 1.50,"event":{"b":[1e400,"\ud800"], "a":{}},"x":null)"));
  EXPECT_EQ(Transformed(" \t{ " + std::string(kTime) + " } \r", {.is_logstash = false}),
            std::string(kFront) + " " + std::string(kTime) + " }");
}

TEST(Transform, GivesEachShapeOfEventItsName) {
  EXPECT_EQ(Shaped(R"("event":null)"), WithTime(R"(,"event":null)"));
  EXPECT_EQ(Shaped(R"("event":"a=b")"), WithTime(R"(,"event_text":"a=b")"));
  EXPECT_EQ(Shaped(R"("event":"{\"a\":\n\"\\u00e9\"}")"), WithTime(R"(,"event":{"a": "\u00e9"})"));
  EXPECT_EQ(Shaped(R"("event":"{\"a\":1,\"a\":2}")"),
            WithTime(R"(,"event_text":"{\"a\":1,\"a\":2}")"));
  EXPECT_EQ(Shaped(R"("event": [1])"), R"("unindexed":"{\"event\": [1]}",)" + WithTime(""));
}

TEST(Transform, PutsAsideWhatNoServerHolds) {
  const std::string deep = std::string(20, '[') + std::string(20, ']');
  for (const std::string& member :
       {std::string(R"("":1)"), std::string(R"("_id":1)"), std::string(R"("a.b":1)"),
        std::string(R"("unindexed":1)"), std::string(R"("x":{"a":1,"a":2})"),
        std::string(R"("x":[{"a":1,"\u0061":2}])"), "\"x\":[" + deep + "]",
        "\"x\":" + std::string(501, '1'), std::string(R"("username":{"a":1})"),
        std::string(R"("page":[["a"]])"), std::string(R"("context":"text")"),
        std::string(R"("context":{"":1})"), std::string(R"("context":{"user_id":{}})"),
        std::string(R"("x":{"\u0000":1})"),
        R"("event":{"a":{"b":")" + std::string(31'985, 'v') + "\"}}"}) {
    std::string escaped;
    json::AppendQuoted("{" + member + "}", escaped);
    EXPECT_EQ(Shaped(member + ",\"y\":1"), "\"unindexed\":" + escaped + "," + WithTime(R"(,"y":1)"))
        << member.substr(0, 40);
  }
  EXPECT_EQ(Shaped("\"x\":" + deep), WithTime(",\"x\":" + deep));
  const std::string held = R"("event":{"a":{"b":")" + std::string(31'984, 'v') + "\"}}";
  EXPECT_EQ(Shaped(held).size(), WithTime("," + held).size());
}

TEST(Transform, KeepsTheLastOfSeveral) {
  EXPECT_EQ(Shaped(R"("a":1,"b":2,"a":3)"),
            R"("unindexed":"{\"a\":1}",)" + WithTime(R"(,"b":2,"a":3)"));
  // An object that goes aside leaves nothing to be changed in it.
  EXPECT_EQ(Logstash(R"("context":{"user_id":7,"course_id":"a/b/c"},"context":null)"),
            R"("unindexed":"{\"context\":{\"user_id\":7,\"course_id\":\"a/b/c\"}}",)" +
                WithTime(R"(,"context":null)"));
  EXPECT_EQ(
      Transformed(R"({"a":1,"_b":2,"a":3,)" + std::string(kTime) + "}", {.is_logstash = false}),
      std::string(kFront) + R"("unindexed":"{\"a\":1,\"_b\":2}","a":3,)" + std::string(kTime) +
          "}");
}

// With a search for each member this took minutes.
TEST(Transform, KeepsTheLastOfSeveralAmongManyMembers) {
  std::string members;
  for (int i = 0; i < 100'000; ++i) members += "\"k" + std::to_string(i) + "\":1,";
  EXPECT_EQ(Shaped(members + R"("k7":2)").substr(0, 26), R"("unindexed":"{\"k7\":1}",")");
}

TEST(Transform, ReadsCourseAndUser) {
  EXPECT_EQ(Logstash(R"("context":{"course_id":"course-v1:U+N+R","user_id":42})"),
            R"("university":"U","course_number":"N","course_run":"R",)" +
                WithTime(R"(,"context":{"course_id":"course-v1:U+N+R","user_id":"42"})"));
  EXPECT_EQ(Logstash(R"("context":{"user_id":null})"), WithTime(R"(,"context":{"user_id":null})"));
}

TEST(Transform, AddsTheHourWhereLearnersAre) {
  EXPECT_TRUE(Logstash(R"("a":1)", "Europe/Paris").starts_with(R"("hour_of_day_local":1,)"));
}

TEST(Transform, TakesAnswersOut) {
  constexpr std::string_view kCheck = R"("event_type":"problem_check")";
  const auto check = [&](const std::string& event) {
    return Logstash(std::string(kCheck) + ",\"event\":" + event);
  };
  EXPECT_EQ(check(R"({"answers":{"a":1}, "grade":1,"correct_map":{},"state":{"input_state":1}})"),
            R"("event_problem":{"grade":1},)" +
                WithTime("," + std::string(kCheck) + R"(,"event":{"grade":1,"state":{}})"));
  EXPECT_EQ(check(R"("{\"state\":{\"seed\":1,\"student_answers\":{}},\"submission\":{}}")"),
            WithTime("," + std::string(kCheck) + R"(,"event":{"state":{"seed":1}})"));
  // What no server holds may leave with them.
  EXPECT_EQ(check(R"({"answers":{"a":1,"a":2},"answers":1,"b":1})"),
            WithTime("," + std::string(kCheck) + R"(,"event":{"b":1})"));
  EXPECT_EQ(check(R"({"state":{"student_answers":")" + std::string(40'000, 'v') + "\"}}"),
            WithTime("," + std::string(kCheck) + R"(,"event":{"state":{}})"));
  for (const std::string event : {R"("input_1=choice_2")", "[1]", R"({"a":1,"a":2})",
                                  R"({"state":{"a":1,"a":2}})", R"({"x":{"a":1,"a":2}})"}) {
    EXPECT_EQ(check(event), WithTime("," + std::string(kCheck))) << event;
  }
  EXPECT_EQ(Logstash(R"("event_type":"problem_show","event":{"answers":1})"),
            WithTime(R"(,"event_type":"problem_show","event":{"answers":1})"));
}

TEST(Transform, NamesWhatWasGraded) {
  EXPECT_EQ(Logstash(R"("name":"problem_graded","event":["input_1=2","<p>"])"),
            WithTime(R"(,"name":"problem_graded","event_problem_graded":["input_1=2","<p>"])"));
  EXPECT_EQ(Logstash(R"("name":"problem_graded","event":[{}])"),
            R"("unindexed":"{\"event\":[{}]}",)" + WithTime(R"(,"name":"problem_graded")"));
}

TEST(Transform, ReadsTypedFields) {
  EXPECT_EQ(Logstash(R"("event_type":"seq_goto","event":"{\"new\": 2,\"old\":1.0,\"id\":7}")"),
            R"("event_seq":{"old":1.0,"new":2},)" +
                WithTime(R"(,"event_type":"seq_goto","event":{"new": 2,"old":1.0,"id":7})"));
  EXPECT_EQ(Logstash(R"("event_type":"other","event":{"old":1})"),
            WithTime(R"(,"event_type":"other","event":{"old":1})"));
}

TEST(Transform, SaysReleaseAndPolicy) {
  const std::string line = "{" + std::string(kTime) + R"(,"release":"other"})";
  constexpr std::string_view kAside = R"("unindexed":"{\"release\":\"other\"}",)";
  EXPECT_EQ(Transformed(line, {.release = "é \"1\"", .policy_digest = "00ff"}),
            std::string(kFront) + std::string(kLogstash) +
                R"("release":"é \"1\"","policy_digest":"00ff",)" + std::string(kAside) +
                WithTime(""));
  EXPECT_EQ(Transformed(line, {.is_logstash = false, .release = "v1", .policy_digest = "00ff"}),
            std::string(kFront) + R"("release":"v1",)" + std::string(kAside) + WithTime(""));
}

TEST(Transform, RefusesAnUnknownZone) { EXPECT_FALSE(Transform::Make({.zone = "Europe/Nowhere"})); }

}  // namespace
}  // namespace fun::loader
