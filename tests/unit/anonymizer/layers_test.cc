// JSON in strings: edits reach through the layers, and all else stays.
#include <gtest/gtest.h>

#include <string>

#include "core/json/text.h"
#include "tests/unit/anonymizer/anonymized.h"

namespace fun::anonymizer {
namespace {

// `json` as a string of a string … of a line: {"event":"…"}.
std::string InLayers(std::string json, int layers) {
  for (int i = 0; i < layers; ++i) {
    std::string quoted;
    json::AppendQuoted(json, quoted);
    json = "{\"event\":" + quoted + "}";
  }
  return json;
}

TEST(LineAnonymizer, ReachesThroughLayersAndLeavesAllElse) {
  ExpectAnonymized({
      {R"({"event":"{\"username\":\"ada\"}"})", R"({"event":"{\"username\":\"<ada>\"}"})"},
      {R"({"event":"{\"email\": \"x\", \"a\": 1e400}"})", R"({"event":"{\"a\": 1e400}"})"},
      {R"({"event":" \t{\u0022username\u0022:\u0022\u0061da\u0022}\n"})",
       R"({"event":" \t{\u0022username\u0022:\u0022<ada>\u0022}\n"})"},
      {R"({"event":"[{\"username\":\"ada\"},\"\/\u00e9\"]"})",
       R"({"event":"[{\"username\":\"<ada>\"},\"\/\u00e9\"]"})"},
      {R"({"event":"{\"a\":\"{\\\"email\\\":1,\\\"b\\\":\\\"\\\\n\\\"}\"}"})",
       R"({"event":"{\"a\":\"{\\\"b\\\":\\\"\\\\n\\\"}\"}"})"},
      {R"({"event":"\"{\\\"username\\\":\\\"ada\\\"}\""})",
       R"({"event":"\"{\\\"username\\\":\\\"<ada>\\\"}\""})"},
      {R"({"event":"{\"us\\u0065rname\":\"\\u0061da\"}"})",
       R"({"event":"{\"us\\u0065rname\":\"<ada>\"}"})"},
      {R"({"event":"{\"username\":\"\\ud83d\"}"})", R"({"event":"{\"username\":\"<high>\"}"})"},
      {R"({"event":"{\"username\":\"\ud83d\"}"})", R"({"event":"{\"username\":\"<high>\"}"})"},
      {R"({"event":"{\"a\":\"\ud83d\",\"email\":1}"})", R"({"event":"{\"a\":\"\ud83d\"}"})"},
      {"{\"event\":\"{\\\"username\\\":\\n\\\"ada\\\",\\\"a\\\":\\\"\\n\\\"}\"}",
       "{\"event\":\"{\\\"username\\\":\\n\\\"<ada>\\\",\\\"a\\\":\\\"\\n\\\"}\"}"},
  });
}

TEST(LineAnonymizer, DoesTheSameInOneTwoAndThreeLayers) {
  const std::string before =
      R"({"a":[1, "\"\\\u00e9\n"],"username":"ada","email":{"x":"y"},"c":"caf\u00e9","city":1})";
  const std::string behind =
      Named(R"({"a":[1, "\"\\\u00e9\n"],"username":"<ada>","c":"caf\u00e9"})");
  for (int layers = 0; layers <= 10; ++layers) {
    EXPECT_EQ(Anonymized("seed", InLayers(before, layers)), InLayers(behind, layers)) << layers;
    EXPECT_EQ(Anonymized("standard", InLayers(before, layers)), InLayers(behind, layers)) << layers;
  }
}

TEST(LineAnonymizer, RedactsTextInEveryLayerUnderStandard) {
  for (int layers = 0; layers <= 10; ++layers) {
    EXPECT_EQ(Anonymized("standard", InLayers(R"({"a":"to \"ada@example.org\""})", layers)),
              InLayers(R"({"a":"to \"<<EMAIL>>\""})", layers))
        << layers;
  }
}

TEST(LineAnonymizer, ReadsJsonThatBecameAKey) {
  ExpectAnonymized({
      {R"({"POST":{"{\"username\":\"ada\",\"email\":\"x\"}":[""]}})",
       R"({"POST":{"{\"username\":\"<ada>\"}":[""]}})"},
      {R"({"{\"a\":{\"email\":1}}":{"email":2}})", R"({"{\"a\":{}}":{}})"},
      {R"({"{\"a\":\"82.1.2.3\"}":1})", "=", R"({"{\"a\":\"<<IP>>\"}":1})"},
  });
}

TEST(LineAnonymizer, TakesTextThatOnlyBeginsLikeJsonForText) {
  ExpectAnonymized({
      {R"({"body":"[1] see \"there\": good"})", "="},
      {R"({"body":"{curly} words, email: none"})", "="},
      {R"({"body":"\"quoted\" words"})", "="},
      {R"({"body":"[ada@example.org]"})", "=", R"({"body":"[<<EMAIL>>]"})"},
      {R"({"body":"[\"ada@example.org\", \"b"})", "=", R"({"body":"[\"<<EMAIL>>\", \"b"})"},
  });
}

// The line is layer 0; layers 1 to 15 are read, and a string in the last of
// them that looks like JSON is dropped unread.
TEST(LineAnonymizer, DropsAStringThatHidesDeeperThan16Layers) {
  for (const char* const policy : {"seed", "standard"}) {
    const std::string behind = Named(R"({"username":"<ada>"})");
    EXPECT_EQ(Anonymized(policy, InLayers(R"({"username":"ada"})", 15)), InLayers(behind, 15));
    for (int layers = 16; layers <= 18; ++layers) {
      EXPECT_EQ(Anonymized(policy, InLayers(R"({"username":"ada"})", layers)), InLayers("{}", 15))
          << layers;
    }
  }
  TestAnonymizer seed("seed");
  seed(InLayers(R"({"username":"ada"})", 16));
  EXPECT_EQ(seed.counts.dropped_too_deep, 1U);
  seed(InLayers(R"({"username":"ada"})", 15));
  EXPECT_EQ(seed.counts.dropped_too_deep, 0U);
}

// The key was edited before its value turned out to hide too deep.
TEST(LineAnonymizer, DropsAMemberWithTheEditsOfItsKey) {
  const std::string line =
      InLayers(R"({"a":1,"ada@example.org":"{}","b@example.org":2,"{\"c\":3}":"{}"})", 15);
  EXPECT_EQ(Anonymized("standard", line), InLayers(R"({"a":1,"<<EMAIL>>":2})", 15));
}

TEST(LineAnonymizer, EmptiesAKeyAndALoneStringThatHideTooDeep) {
  const std::string key = InLayers(R"({"{\"email\":1}":2})", 15);
  EXPECT_EQ(Anonymized("seed", key), InLayers(R"({"":2})", 15));
  std::string lone = R"({"email":1})";
  for (int i = 0; i < 16; ++i) {
    std::string quoted;
    json::AppendQuoted(lone, quoted);
    lone = quoted;
  }
  const std::string out = Anonymized("seed", "{\"event\":" + lone + "}");
  EXPECT_EQ(out.find("email"), std::string::npos);
  EXPECT_FALSE(out.starts_with("rejected")) << out;
}

}  // namespace
}  // namespace fun::anonymizer
