// JSON within strings: whole, within each other, cut, broken.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/json/text.h"
#include "tests/unit/auditor/judge/judging.h"

namespace fun::auditor {
namespace {

// `text` as a JSON string.
std::string Quoted(std::string_view text) {
  std::string quoted;
  json::AppendQuoted(text, quoted);
  return quoted;
}

std::string Event(std::string_view text) { return R"({"event": )" + Quoted(text) + "}"; }

TEST(Layers, AreWalkedAndFindingsPlacedInTheDeepestOnly) {
  EXPECT_EQ(Judged(Event(R"({"POST": {"q": ["x", "ada@example.org"]}})")),
            "email /event>/POST/q/1 json letters+symbols[8-15]");
  EXPECT_EQ(Judged(Event(Event(Quoted("82.1.2.3")))),
            "ipv4 /event>/event> json>json digits+symbols[8-15]");
}

TEST(Layers, TellTheOutermostString) {
  const std::string line = Event(R"({"q": "ada\u0040example.org"})");
  const auto findings = FindingsIn(line, "standard");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(Words(findings[0]), "email /event>/q json letters+symbols[8-15]");
  EXPECT_EQ(Slice(line, findings[0].string), R"({\"q\": \"ada\\u0040example.org\"})");
}

TEST(Layers, AreFoundByContentInAnyString) {
  EXPECT_EQ(Judged(R"({"event_type": "  [\"82.1.2.3\"]"})"),
            "ipv4 /event_type>/0 json digits+symbols[8-15]");
}

TEST(Layers, AreFoundInKeys) {
  EXPECT_EQ(Judged("{" + Quoted(R"({"username":"ada"})") + ": 1}"),
            "username /*>/username json letters[2-3]");
  EXPECT_EQ(Judged(Event("{\"POST\":{" + Quoted(R"({"email":"x"})") + ":[\"\"]}}")),
            "dropped-field /event>/POST/*>/email json>json letters[1]");
}

TEST(Layers, ConformToThePolicyAtAnyDepth) {
  EXPECT_EQ(Judged(Event(R"({"POST": {"username": ["ada"], "email": ""}})")),
            "username /event>/POST/username/0 json letters[2-3]\n"
            "dropped-field /event>/POST/email json empty[0]");
  // "/name" is the name of the event; of what is within a string, it is a person's.
  EXPECT_EQ(Judged(R"({"name": "problem_check"})"), "");
  EXPECT_EQ(Judged(Event(R"({"name": "x"})")), "dropped-field /event>/name json letters[1]");
}

TEST(Layers, DeeperThanSixteenAreAFinding) {
  std::string text = "[1]";
  for (int layer = 1; layer < 16; ++layer) text = Quoted(text);
  EXPECT_EQ(Judged(R"({"event": )" + Quoted(text) + "}"), "");
  const auto findings = FindingsIn(R"({"event": )" + Quoted(Quoted(text)) + "}", "standard");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].rule, kIncompleteRule);
  EXPECT_EQ(findings[0].shape, "json[2-3]");
}

TEST(Layers, NestedTooDeepAreAFinding) {
  const std::string deep = std::string(1025, '[') + std::string(1025, ']');
  const auto findings = FindingsIn(Event(deep), "standard");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].rule, kIncompleteRule);
}

TEST(CutPayload, IsJudgedAsFarAsItIsWhole) {
  EXPECT_EQ(Judged(Event(R"({"GET": {}, "POST": {"q": ["ada@example.org"], "r": ["xy)")),
            "email /event>/POST/q/0 json letters+symbols[8-15]");
  EXPECT_EQ(Judged(Event(R"({"GET": {}, "POST": {"q": ["x"], "r": ["xy)")), "");
}

TEST(CutPayload, IsScannedToItsLastByte) {
  EXPECT_EQ(Judged(Event(R"({"POST": {"q": ["to ada@example.org and)")),
            "email /event>/POST/q/0 json letters+symbols[8-15]");
  EXPECT_EQ(Judged(Event(R"({"POST": {"q": ["to ada\u0040example.org and)")),
            "email /event>/POST/q/0 json letters+symbols[8-15]");
}

TEST(CutPayload, WithAFieldCutInItsValueDoesNotConform) {
  EXPECT_EQ(Judged(Event(R"({"POST": {"email": "ada)")),
            "dropped-field /event>/POST/email json cut");
  EXPECT_EQ(Judged(Event(R"({"username": "9c56)")), "username /event>/username json cut");
  EXPECT_EQ(Judged(Event(R"({"username": ["9c56)")), "username /event>/username/0 json cut");
  EXPECT_EQ(Judged(Event(R"({"user_id": 42)")), "pseudonym /event>/user_id json cut");
  EXPECT_EQ(Judged(Event(R"({"user_id": [42)")), "pseudonym /event>/user_id/0 json cut");
}

TEST(CutPayload, WithinACutPayloadIsJudgedToo) {
  EXPECT_EQ(Judged(Event(R"({"POST": {"q": "{\"username\": \"ada\", \"r\": \"x)")),
            "username /event>/POST/q>/username json>json letters[2-3]");
  // A request body of JSON becomes a key, and is cut within it.
  EXPECT_EQ(Judged(Event(R"({"POST": {"{\"email\": \"x\", \"r)")),
            "dropped-field /event>/POST/*>/email json>json letters[1]");
}

TEST(BrokenPayload, IsScannedBehindTheBreak) {
  EXPECT_EQ(Judged(Event(R"("quoted" he said to ada@example.org)")),
            "email /event - letters+symbols[8-15]");
  EXPECT_EQ(Judged(Event(R"([1,,2] {"q": "ada\u0040example.org"} )")),
            "email /event>/1 json letters+symbols[8-15]");
  EXPECT_EQ(Judged(Event(R"([tag] some text)")), "");
}

TEST(BrokenPayload, MayHoldLoneSurrogates) {
  EXPECT_EQ(Judged(R"({"event": "{\"q\": \"\ud800 1.2.3.4\"}"})"),
            "ipv4 /event>/q json digits+symbols[4-7]");
}

TEST(Encodings, AreUndoneOneInAnother) {
  EXPECT_EQ(Judged(R"({"q": "ada%40example.org"})"), "email /q percent letters+symbols[8-15]");
  EXPECT_EQ(Judged(R"({"q": "YWRhJTQwZXhhbXBsZS5vcmc="})"),  // ada%40example.org
            "email /q base64>percent letters+symbols[8-15]");
  EXPECT_EQ(Judged(Event(R"({"q": ["ada&#64;example.org"]})")),
            "email /event>/q/0 json>html letters+symbols[8-15]");
  EXPECT_EQ(Judged(R"({"ada%2540example.org": 1})"),
            "email /* percent>percent letters+symbols[8-15]");
}

TEST(Encodings, SayOnceWhatStandsThereAsItIs) {
  EXPECT_EQ(Judged(R"({"q": "ada@example.org %20 x"})"), "email /q - letters+symbols[8-15]");
  EXPECT_EQ(Judged(R"({"q": "ada@example.org bob%40example.org"})"),
            "email /q - letters+symbols[8-15]\nemail /q percent letters+symbols[8-15]");
}

TEST(Encodings, DeeperThanAreUndoneAreSaid) {
  std::string deep = "ada%";
  for (int level = 0; level < 20; ++level) deep += "25";
  const auto findings = FindingsIn(R"({"q": ")" + deep + R"(40example.org"})", "standard");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].rule, kIncompleteRule);
}

TEST(Encodings, DeeperThanAreUndoneAreSaidBehindABreak) {
  std::string deep = "\\\\u0061da%";
  for (int level = 0; level < 20; ++level) deep += "25";
  const auto findings =
      FindingsIn(R"({"event": "[1,,2] {\"q\": \")" + deep + R"(40example.org\"} "})", "standard");
  EXPECT_TRUE(std::ranges::any_of(
      findings, [](const Finding& finding) { return finding.rule == kIncompleteRule; }));
}

TEST(Encodings, CountAllThatOneOfThemHolds) {
  // ada@example.org bob@example.org
  EXPECT_EQ(Judged(R"({"q": "YWRhQGV4YW1wbGUub3JnIGJvYkBleGFtcGxlLm9yZw=="})"),
            "email /q base64 letters+symbols[8-15]\nemail /q base64 letters+symbols[8-15]");
}

TEST(Encodings, HideNothingBehindAThousandHitsThatAreAllowed) {
  std::string ips;
  for (int i = 0; i < 1100; ++i) ips += "82.1.2.3 ";
  const auto findings = FindingsIn(R"({"ip": ")" + ips + R"(ada@example.org"})", "seed");
  ASSERT_FALSE(findings.empty());
  EXPECT_EQ(findings[0].rule, kIncompleteRule);
}

TEST(Encodings, HideNoKnownPerson) {
  const detect::Identities people = People("username,name\nada_l,Ada Lovelace\n");
  EXPECT_EQ(Judged(R"({"q": "/x?y=%61da_l"})", "standard", &people),
            "identity /q percent letters+symbols[4-7]");
}

TEST(Layers, LookAcrossTheValuesOfAWholeText) {
  // The word before a bare number says that it is a phone number.
  EXPECT_EQ(Judged(Event(R"({"n": ["tel", "0612345678"]})")), "phone-fr /event - digits[8-15]");
  // Where it is the key, that is seen in place, and not said again.
  EXPECT_EQ(Judged(Event(R"({"tel": "0612345678"})")), "phone-fr /event>/* json digits[8-15]");
}

}  // namespace
}  // namespace fun::auditor
