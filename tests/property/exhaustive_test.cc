// An audit with its short cuts against one without, on lines made of what rules nearly match.
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "core/base/encoding.h"
#include "core/json/text.h"
#include "tests/property/rounds.h"
#include "tests/unit/auditor/judge/both_judges.h"
#include "tests/unit/core/detect/layers/encoders.h"

namespace fun::auditor {
namespace {

std::string WithoutBrackets(std::string text) {
  text.erase(text.find("[["), 2);
  return text.erase(text.find("]]"), 2);
}

// Lines that hold pieces which resemble each rule's matches and each known person.
class LineMaker {
 public:
  explicit LineMaker(unsigned seed) : random_(seed) {
    for (const detect::Rule& rule : detect::Rules()) {
      for (const auto piece : {rule.hit, rule.miss}) pieces_.emplace_back(piece);
      for (const auto text : {rule.french, rule.english}) {
        pieces_.push_back(WithoutBrackets(std::string(text)));
      }
    }
    for (const detect::KnownIdentity& known : BothJudges::Known()) pieces_.push_back(known.value);
    for (const char* const piece :
         {"ADA  LOVELACE", "Lovelace, Ada", "@video", "ada_la", "Zoe\u0301", "(zoe)", "\uFF21da_l",
          "0123456789abcdef0123456789abcdef", "edx.forum.thread-created", "course-v1:a+b+c"}) {
      pieces_.emplace_back(piece);
    }
  }

  std::string Line() {
    std::string line = R"({"a":)" + Value(2);
    if (Chance(3)) line += R"(,"username":)" + Value(0);
    if (Chance(4)) line += "," + Quoted(Encoded()) + ":0";
    if (Chance(4)) line += R"(,"event":)" + Value(1);
    return line + "}";
  }

 private:
  bool Chance(unsigned one_in) { return random_() % one_in == 0; }

  static std::string Quoted(std::string_view text) {
    std::string quoted;
    json::AppendQuoted(text, quoted);
    return quoted;
  }

  // A string or a list, or such in a string.
  std::string Value(unsigned depth) {
    if (depth > 0 && Chance(4)) return Quoted(R"({"b":)" + Value(depth - 1) + "}");
    if (depth > 0 && Chance(4)) return "[" + Value(depth - 1) + "," + Value(depth - 1) + "]";
    return Quoted(Encoded());
  }

  std::string Encoded() {
    std::string text;
    for (auto left = 1 + random_() % 3; left > 0; --left) {
      text += Piece();
      if (left > 1 && !Chance(4)) text += kBetween[random_() % std::size(kBetween)];
    }
    for (auto left = random_() % 4; left > 0; --left) text = EncodedOnce(text);
    return text;
  }

  std::string Piece() {
    std::string piece = pieces_[random_() % pieces_.size()];
    for (auto left = random_() % 3; left > 0; --left) Mutate(piece);
    return piece;
  }

  // By a byte of ASCII, at the place of one: the text stays UTF-8.
  void Mutate(std::string& text) {
    const std::size_t at = random_() % (text.size() + 1);
    if (at == text.size() || static_cast<unsigned char>(text[at]) >= 0x80) return;
    const char byte = kBytes[random_() % kBytes.size()];
    if (Chance(3)) {
      text.erase(at, 1);
    } else if (Chance(2)) {
      text.insert(at, 1, byte);
    } else {
      text[at] = byte;
    }
  }

  std::string EncodedOnce(const std::string& text) {
    const auto encoding = static_cast<detect::Encoding>(random_() % detect::kEncodingCount);
    if (encoding == detect::Encoding::kBase64) return InBase64(text);
    const auto zeal = static_cast<detect::Zeal>(random_() % 3);
    return detect::EncodeText(random_, encoding, zeal, text).text;
  }

  // Of either alphabet, padded or not, behind something or not.
  std::string InBase64(const std::string& text) {
    std::string encoded = EncodeBase64(text);
    if (Chance(2)) {
      for (char& c : encoded) c = c == '+' ? '-' : c == '/' ? '_' : c;
    }
    if (Chance(2)) encoded.resize(encoded.find_last_not_of('=') + 1);
    return Chance(3) ? "token/" + encoded + "." + text : encoded;
  }

  static constexpr std::string_view kBetween[] = {
      " ", ", ", "/", "&x=", "\n", "\u200B", "%20", "="};
  static constexpr std::string_view kBytes = "0123456789.:@+- ()afxKs_/=\"\\[,%&;\t\v\x01";

  std::mt19937 random_;
  std::vector<std::string> pieces_;
};

// Events whose JSON in a string holds, in strings next to each other, what makes a match together
// or what only the quotes around it or a word before it make one.  Few have a backslash or an
// escape.
class NeighboursMaker {
 public:
  explicit NeighboursMaker(unsigned seed) : random_(seed) {
    for (const detect::Rule& rule : detect::Rules()) {
      pieces_.emplace_back(rule.hit);
      pieces_.emplace_back(rule.miss);
      pieces_.push_back(EncodeBase64(rule.hit));
    }
    for (const detect::KnownIdentity& known : BothJudges::Known()) pieces_.push_back(known.value);
    for (const char* const piece : {"Chrome/116.0.5845.96",
                                    "(at) example (dot) org",
                                    "@example.org",
                                    " @ example.org",
                                    "_at_ example.org",
                                    "[AT] example.org",
                                    "2015-04-03T10:00:00.123456+00:00",
                                    "0",
                                    "12",
                                    "Baker Street",
                                    "2001:db8:",
                                    ":7",
                                    "i4x://Org/Course/video/1",
                                    "version",
                                    "Lovelace",
                                    "0123456789abcdef0123456789abcdef",
                                    "a+b",
                                    "[1,2]",
                                    "{}",
                                    "82.1.2",
                                    "3.4"}) {
      pieces_.emplace_back(piece);
    }
  }

  std::string Line() {
    std::string text = "{";
    for (auto left = 1 + random_() % 3; left > 0; --left) {
      text += "\"" + Key() + "\":" + Value() + (left > 1 ? "," : "");
    }
    std::string line = R"({"event":)";
    json::AppendQuoted(text + "}", line);
    return line + "}";
  }

 private:
  bool Chance(unsigned one_in) { return random_() % one_in == 0; }

  std::string Key() { return Chance(3) ? Plain(Piece()) : kKeys[random_() % std::size(kKeys)]; }

  std::string Value() {
    if (Chance(4)) return "[" + Atom() + (Chance(2) ? "," : ", ") + Atom() + "]";
    return Atom();
  }

  // A number stands bare or as a string.
  std::string Atom() {
    const std::string piece = Plain(Piece());
    const bool is_number = !piece.empty() && piece[0] != '0' && piece.size() < 16 &&
                           piece.find_first_not_of("0123456789") == piece.npos;
    return is_number && Chance(2) ? piece : "\"" + piece + "\"";
  }

  // A piece, or the part of it before or behind some place.
  std::string Piece() {
    const std::string& piece = pieces_[random_() % pieces_.size()];
    if (!Chance(3)) return piece;
    const std::size_t at = random_() % (piece.size() + 1);
    return Chance(2) ? piece.substr(0, at) : piece.substr(at);
  }

  // Without what JSON escapes.
  static std::string Plain(std::string text) {
    std::erase_if(text, [](char c) { return c == '"' || c == '\\' || c == '\n'; });
    return text;
  }

  static constexpr const char* kKeys[] = {
      "a",     "id",     "token",         "password", "tel",    "t\u00E9l", "phone", "SIREN",
      "siret", "cookie", "Authorization", "nir",      "secret", "version",  "name",  "card"};

  std::mt19937 random_;
  std::vector<std::string> pieces_;
};

TEST(Exhaustive, FindsInNeighbouringStringsWhatTheUsualAuditFinds) {
  NeighboursMaker lines(20261126);  // fixed: a failure must repeat
  BothJudges judges;
  std::size_t with_findings = 0;
  const int rounds = RoundsOfAudits();
  for (int round = 0; round < rounds; ++round) {
    const std::string line = lines.Line();
    ASSERT_TRUE(judges.FindTheSame(line)) << round << '\n' << line;
    with_findings += judges.usual().empty() ? 0 : 1;
  }
  EXPECT_GT(with_findings, static_cast<std::size_t>(rounds / 4));
  EXPECT_LT(with_findings, static_cast<std::size_t>(rounds) * 9 / 10);
}

TEST(Exhaustive, FindsInGeneratedLinesWhatTheUsualAuditFinds) {
  LineMaker lines(20240615);  // fixed: a failure must repeat
  BothJudges judges;
  std::size_t found = 0;
  std::size_t decoded = 0;
  const int rounds = RoundsOfAudits();
  for (int round = 0; round < rounds; ++round) {
    const std::string line = lines.Line();
    ASSERT_TRUE(judges.FindTheSame(line)) << round << '\n' << line;
    ASSERT_TRUE(judges.IsEveryAlphabetTheSame()) << round << '\n' << line;
    found += judges.usual().size();
    for (const Finding& finding : judges.usual()) decoded += finding.chain.empty() ? 0 : 1;
  }
  EXPECT_GT(found, static_cast<std::size_t>(rounds));
  EXPECT_GT(decoded, static_cast<std::size_t>(rounds / 2));
}

}  // namespace
}  // namespace fun::auditor
