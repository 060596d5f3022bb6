// Payloads that the platform cut in the middle, and JSON that is broken.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "anonymizer/values.h"
#include "core/json/text.h"
#include "tests/unit/anonymizer/anonymized.h"

namespace fun::anonymizer {
namespace {

TEST(LineAnonymizer, KeepsWhatIsWholeOfACutPayload) {
  ExpectAnonymized({
      {R"({"event":"{\"a\":1,\"b\":2"})", R"({"event":"{\"a\":1"})"},
      {R"({"event":"{\"a\":1,\"b\":\"x"})", R"({"event":"{\"a\":1"})"},
      {R"({"event":"{\"a\":1,\"username\":\"ad"})", R"({"event":"{\"a\":1"})"},
      {R"({"event":"{\"username\":\"ada\",\"ema"})", R"({"event":"{\"username\":\"<ada>\""})"},
      {R"({"event":"{\"email\":\"ada@exam"})", R"({"event":"{"})"},
      {R"({"event":"{\"email\":\"x\",\"city"})", R"({"event":"{"})"},
      {R"({"event":"{\"email\":\"x\",\"a\":1"})", R"({"event":"{"})"},
      {R"({"event":"{\"email\":\"x\",\"a\":1,"})", R"({"event":"{\"a\":1"})"},
      {R"({"event":"{\"GET\": {}, \"POST\": {\"q\": [\"x\"], \"email\": [\"ada@"})",
       R"({"event":"{\"GET\": {}, \"POST\": {\"q\": [\"x\"]"})"},
      {R"({"event":"{\"email\":\"x\",\"POST\":{\"city\":1,\"a\":[1,2"})",
       R"({"event":"{\"POST\":{\"a\":[1"})"},
      {R"({"event":"{\"a\":\"x\\"})", R"({"event":"{"})"},
      {R"({"event":"{\"a\":\"x\\u00"})", R"({"event":"{"})"},
  });
}

TEST(LineAnonymizer, CutsWhatStandsBehindAWholePayload) {
  ExpectAnonymized({
      {R"({"event":"{\"a\":1}{\"email\":\"x\"}"})", R"({"event":"{\"a\":1}"})"},
      {R"({"event":"{\"a\":1}\n{\"username\":\"ada\"}"})", R"({"event":"{\"a\":1}"})"},
      {R"({"event":"{\"email\":1} x"})", R"({"event":"{}"})"},
      {R"({"event":"[1] {\"email\":\"x\"}"})", R"({"event":"[1]"})"},
      {R"({"event":"\"q\" {\"email\":\"x\"}"})", R"({"event":"\"q\""})"},
  });
}

TEST(LineAnonymizer, CutsBrokenJsonAtTheFault) {
  ExpectAnonymized({
      {R"({"event":"{\"a\":NaN,\"email\":\"x\"}"})", R"({"event":"{"})"},
      {R"({"event":"{\"a\":1,\"b\":NaN,\"email\":\"x\"}"})", R"({"event":"{\"a\":1"})"},
      {R"({"event":"[NaN,{\"email\":\"x\"}]"})", R"({"event":"["})"},
      {R"({"event":"{{\"email\":\"x\"}}"})", R"({"event":"{"})"},
      {R"({"event":"{'a':1,'b':{\"email\":\"x\"}}"})", R"({"event":"{"})"},
      {R"({"event":"{\"{\\\"email\\\":\\\"x"})", R"({"event":"{"})"},
      {R"({"event":"[\"{\\\"email\\\":\\\"x"})", R"({"event":"["})"},
      {R"({"event":"\"{\\\"email\\\":\\\"x"})", R"({"event":""})"},
  });
}

TEST(LineAnonymizer, CutsAPayloadThatNestsTooDeep) {
  const std::string deep =
      std::string(2'000, '[') + R"({\"email\":\"x\"})" + std::string(2'000, ']');
  const std::string kept = R"({"event":")" + std::string(1'024, '[') + R"("})";
  EXPECT_EQ(Anonymized("seed", R"({"event":")" + deep + R"("})"), kept);
  EXPECT_EQ(Anonymized("standard", R"({"event":")" + deep + R"("})"), kept);
}

TEST(LineAnonymizer, CountsEveryTailThatItCuts) {
  TestAnonymizer seed("seed");
  seed(R"({"event":"{\"a\":1,\"b","x":"{\"a\":1} y","z":"{\"a\":1}"})");
  EXPECT_EQ(seed.counts.tails_cut, 2U);
}

// Is `kept` what remains of `original` when bytes are taken away or replaced by
// pseudonyms and marks?  Both are read from the left.
bool IsEditOf(std::string_view kept, std::string_view original) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < kept.size();) {
    const bool is_pseudonym = HasPseudonymShape(kept.substr(i, 64));
    const std::size_t mark = kept.substr(i).starts_with("<<") ? kept.find(">>", i) : kept.npos;
    if (is_pseudonym) {
      i += 64;
    } else if (mark != kept.npos) {
      i = mark + 2;
    } else {
      at = original.find(kept[i], at);
      if (at == original.npos) return false;
      ++at;
      ++i;
    }
  }
  return true;
}

// Every value that is planted begins so; it holds at every cut within it too.
constexpr std::string_view kPlant = "Plant";

const std::string kPayload =
    R"({"GET": {}, "POST": {"q": ["a \"b\" \\ \u00e9"], "username": ["PlantAda", "PlantBob"], )"
    R"("email": ["PlantMail@example.org"], "n": [1e400, -0.5], )"
    R"("inner": "{\"username\":\"PlantIn\",\"k\":[true],\"password\":\"PlantWord\"}", )"
    R"("password1": {"x": "PlantPass"}, "{\"name\":\"PlantKey\"}": [""], "z": [[], {}, null], )"
    R"("last_name": "PlantLast"}, "name": "PlantName", "end": "x"})";

TEST(LineAnonymizer, LeavesNoPlantedValueWhereverAPayloadIsCut) {
  for (const char* const policy : {"seed", "standard"}) {
    for (std::size_t size = 0; size <= kPayload.size(); ++size) {
      const std::string payload = kPayload.substr(0, size);
      std::string line = R"({"time":1,"event":)";
      json::AppendQuoted(payload, line);
      line += R"(,"page":"x"})";
      const std::string out = Anonymized(policy, line);
      ASSERT_EQ(out.find(kPlant), std::string::npos) << policy << " " << size;
      ASSERT_TRUE(out.starts_with(R"({"time":1,"event":")")) << policy << " " << size;
      ASSERT_TRUE(out.ends_with(R"(","page":"x"})")) << policy << " " << size;
      Arena arena;
      const std::string_view raw = std::string_view(out).substr(19, out.size() - 19 - 13);
      ASSERT_TRUE(IsEditOf(json::Unescape(raw, arena).text, payload)) << policy << " " << size;
    }
  }
}

TEST(LineAnonymizer, LeavesNoPlantedValueWhereverAnInnerPayloadIsCut) {
  for (const char* const policy : {"seed", "standard"}) {
    for (std::size_t size = 0; size <= kPayload.size(); ++size) {
      std::string inner = R"({"input_state":)";
      json::AppendQuoted(kPayload.substr(0, size), inner);
      std::string line = R"({"event":)";
      json::AppendQuoted(inner + R"(,"username":"PlantTop"})", line);
      const std::string out = Anonymized(policy, line + "}");
      ASSERT_EQ(out.find(kPlant), std::string::npos) << policy << " " << size;
      ASSERT_EQ(out.find("rejected"), std::string::npos) << policy << " " << size;
    }
  }
}

}  // namespace
}  // namespace fun::anonymizer
