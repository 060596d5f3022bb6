#include "anonymizer/erasure/line_eraser.h"

#include <gtest/gtest.h>

#include <string>

#include "keys/pseudonym.h"

namespace fun::anonymizer {
namespace {

keys::Secret SecretOfErasure() { return keys::Secret::CopyOf("a secret of these tests"); }

std::string PseudonymIn(keys::Domain domain, std::string_view name) {
  auto pseudonyms = keys::Pseudonymizer::Create(SecretOfErasure(), domain);
  return std::string(pseudonyms->Of(name));
}

const std::string kErasedName = PseudonymIn(keys::Domain::kUsername, "ada");
const std::string kErasedId = PseudonymIn(keys::Domain::kUserId, "7");
const std::string kNameThatStays = PseudonymIn(keys::Domain::kUsername, "bob");

struct Erased {
  std::string text;
  std::uint64_t mentions = 0;
  bool is_broken = false;
};

Erased Erase(const std::string& lines) {
  const auto subjects =
      Subjects::Parse("username,user_id\nada,7\n", "people.csv", SecretOfErasure());
  EXPECT_TRUE(subjects.has_value());
  ChunkEraser eraser(*subjects, json::kDefaultMaxDepth);
  stream::Chunk chunk;
  chunk.bytes = lines;
  ErasedChunk output;
  eraser(chunk, output);
  EXPECT_TRUE(output.lines.IsBalanced() || output.broken);
  return {output.text, output.mentions, output.broken.has_value()};
}

TEST(LineEraser, RemovesAnEventWhoseEnvelopeNamesALearner) {
  for (const std::string& event :
       {R"({"username":")" + kErasedName + R"("})",
        R"({"context":{"username":")" + kErasedName + R"("}})",
        R"({"username":"","context":{"user_id":")" + kErasedId + R"("}})",
        R"({"usern\u0061me":")" + kErasedName + R"("})", R"({"user_id":")" + kErasedId + R"("})",
        R"({"username":"","event":{"user_id":")" + kErasedId + R"("}})",
        R"({"username":")" + kNameThatStays + R"(","username":")" + kErasedName + R"("})"}) {
    EXPECT_EQ(Erase(event + "\n").text, "") << event.size();
  }
}

TEST(LineEraser, KeepsAnotherLearnersEventAndMarksTheMention) {
  const std::string before = R"({"username":")" + kNameThatStays + R"(", "event" : {"user_id":")";
  const Erased erased = Erase(before + kErasedId + R"("},"n":1.50})" + "\n");
  EXPECT_EQ(erased.text, before + R"(<<ERASED>>"},"n":1.50})" + "\n");
  EXPECT_EQ(erased.mentions, 1);
}

TEST(LineEraser, MarksMentionsInKeysTextsAndLayersWhateverStandsBeside) {
  EXPECT_EQ(
      Erase(R"({"a":["x)" + kErasedName + R"(","\u00e9)" + kErasedName + "0" + R"(\n"]})" + "\n")
          .text,
      R"({"a":["x<<ERASED>>","\u00e9<<ERASED>>0\n"]})"
      "\n");
  EXPECT_EQ(Erase(R"({")" + kErasedName + R"(":"{\"u\":\")" + kErasedId + R"(\"}"})" + "\n").text,
            R"({"<<ERASED>>":"{\"u\":\"<<ERASED>>\"}"})"
            "\n");
  std::string escaped;
  for (const char c : kErasedName)
    escaped += std::string(R"(\u00)") + (c < 'a' ? "3" : "6") +
               (c < 'a' ? c : static_cast<char>(c - 'a' + '1'));
  EXPECT_EQ(Erase(R"({"a":")" + escaped + R"(, too"})" + "\n").text, R"({"a":"<<ERASED>>, too"})"
                                                                     "\n");
}

TEST(LineEraser, LeavesDigestsThatAreNobodysAsTheyAre) {
  const std::string line =
      R"({"username":")" + kNameThatStays + R"(","a":")" + kErasedName.substr(1) + R"("})" + "\n";
  EXPECT_EQ(Erase(line).text, line);
}

TEST(LineEraser, RefusesWhatIsNoEventOfARelease) {
  for (const char* line :
       {"no event\n", "\n", "[1]\n", "{\"a\":1\n", "Feb  1 10:00:00 host x: {}\n"}) {
    EXPECT_TRUE(Erase(line).is_broken) << line;
  }
}

}  // namespace
}  // namespace fun::anonymizer
