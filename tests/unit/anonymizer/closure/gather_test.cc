// What a line states of people, and what it does not.
#include "anonymizer/closure/gather.h"

#include <gtest/gtest.h>

#include <string>

namespace fun::anonymizer {
namespace {

// All statements that count, "kind value" each, of a log of whole lines.
std::string Gathered(std::string_view log) {
  LineGatherer gatherer(1024);
  StatedIdentities stated;
  event::LineSplitter splitter;
  splitter.Start(log);
  event::Line line;
  while (splitter.Next(line)) gatherer.GatherLine(line, stated);
  std::string all;
  for (const auto& [kind, value] : stated.Resolve()) {
    all.append(all.empty() ? "" : "; ").append(NameOf(kind)).append(" ").append(value);
  }
  return all;
}

TEST(GatherLine, TakesNothingOfBrokenLines) {
  EXPECT_EQ(Gathered(R"({"username":"adal")"), "");
  EXPECT_EQ(Gathered(R"(x {"username":"adal"})"), "");
  EXPECT_EQ(Gathered(R"({"username":"adal"} {})"), "");
  EXPECT_EQ(Gathered("\n  \n"), "");
  EXPECT_EQ(Gathered(std::string(100'000, '[')), "");
}

TEST(GatherLine, TakesTheEnvelope) {
  EXPECT_EQ(Gathered(R"({"username":"adal","context":{"user_id":57000113,"username":"b\u00e9"}})"),
            "username adal; username b\xC3\xA9; user_id 57000113");
  EXPECT_EQ(Gathered(R"({"username":"","context":{"user_id":null,"username":null}})"), "");
  EXPECT_EQ(Gathered(R"({"username":7,"context":{"user_id":"57000113"}})"), "user_id 57000113");
}

TEST(GatherLine, LeavesTheEventsOwnNameAlone) {
  EXPECT_EQ(Gathered(R"({"username":"adal","name":"edx.course","event":{"name":"A Textbook"}})"),
            "username adal");
}

TEST(GatherLine, LeavesPseudonymsAndMonstersAlone) {
  const std::string pseudonym(64, 'a');
  EXPECT_EQ(Gathered(R"({"username":")" + pseudonym + "\"}"), "");
  EXPECT_EQ(Gathered(R"({"username":")" + std::string(300, 'x') + "\"}"), "");
  EXPECT_EQ(Gathered(R"({"username":"\ud83d"})"), "");  // no text could hold it
}

TEST(GatherLine, TakesUsernamesAtAnyDepthAndInAnyLayer) {
  EXPECT_EQ(
      Gathered(
          R"({"event":"{\"a\":[{\"user\\u006eame\":\"adal\"}],\"b\":\"{\\\"username\\\":\\\"bobby\\\"}\"}"})"),
      "username adal; username bobby");
  EXPECT_EQ(Gathered(R"({"event":{"username":["adal","bobby"],"target_username":"cleo"}})"),
            "username adal; username bobby; username cleo");
}

TEST(GatherLine, TakesEmailsByTheirShape) {
  EXPECT_EQ(
      Gathered(R"({"event":{"email":"ada@example.org","mail":"none","secondary_email":"@x.y"}})"),
      "email ada@example.org");
  EXPECT_EQ(
      Gathered(R"({"event":{"POST":{"identifiers":["a@example.org, bobby\nc@example.org"]}}})"),
      "email a@example.org; email c@example.org");
}

TEST(GatherLine, TakesProfilesAndSettings) {
  EXPECT_EQ(Gathered(R"({"event":{"email":"a@example.org","name":"Ada Lovelace"}})"),
            "email a@example.org; name Ada Lovelace");
  EXPECT_EQ(Gathered(R"({"event":{"first_name":"Ada","last_name":"Lovelace"}})"),
            "name Ada Lovelace");
  EXPECT_EQ(Gathered(R"({"event":{"setting":"name","old":"Ada Byron","new":"Ada Lovelace"}})"),
            "name Ada Byron; name Ada Lovelace");
  EXPECT_EQ(Gathered(R"({"event":{"setting":"email","old":"a@example.org","new":null}})"),
            "email a@example.org");
  EXPECT_EQ(Gathered(R"({"event":{"setting":"language","old":"fr","new":"en"}})"), "");
}

constexpr std::string_view kRegistration =
    R"({"username":"","event":"{\"POST\":{\"username\":[\"adal\"],\"name\":[\"Ada Lovelace\"]}}"})";

TEST(GatherLine, TakesANameFromARequestOnlyIfAnEnvelopeConfirmsIt) {
  const std::string line(kRegistration);
  EXPECT_EQ(Gathered(line), "");
  EXPECT_EQ(Gathered(line + "\n" + R"({"username":"adal"})"), "username adal; name Ada Lovelace");
  EXPECT_EQ(Gathered(R"({"username":"adal"})"
                     "\n" +
                     line),
            "username adal; name Ada Lovelace");
  EXPECT_EQ(Gathered(line + "\n" + R"({"username":"","event":{"username":"adal"}})"),
            "username adal");  // not in an envelope
  EXPECT_EQ(
      Gathered(R"({"username":"adal","event":{"POST":{"name":["Ada L"],"user_id":57000113}}})"),
      "username adal; name Ada L");
}

TEST(GatherLine, TakesWhatIsWholeOfAPayloadThatWasCut) {
  EXPECT_EQ(
      Gathered(
          R"({"username":"adal","event":"{\"POST\": {\"username\": [\"adal\"], \"name\": [\"Ada Lovelace\"], \"goals\": [\"I wo"})"),
      "username adal; name Ada Lovelace");
}

TEST(GatherLine, TakesARequestBodyThatBecameAKey) {
  EXPECT_EQ(
      Gathered(R"({"username":"adal","event":{"POST":{"{\"name\":\"Ada Lovelace\"}":[""]}}})"),
      "username adal; name Ada Lovelace");
}

TEST(StatedIdentities, AreTheSameInWhateverOrderTheyCome) {
  StatedIdentities one;
  StatedIdentities two;
  StatedIdentities both;
  one.StateIf("adal", detect::IdentityKind::kName, "Ada Lovelace");
  two.StateEnvelope("adal");
  both.StateEnvelope("adal");
  both.StateIf("adal", detect::IdentityKind::kName, "Ada Lovelace");
  one.Merge(std::move(two));
  EXPECT_EQ(one.Resolve(), both.Resolve());
  EXPECT_EQ(both.Resolve().size(), 2U);
}

}  // namespace
}  // namespace fun::anonymizer
