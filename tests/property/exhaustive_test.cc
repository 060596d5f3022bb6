// An audit with its short cuts against one without, on lines made of what rules nearly match.
//
// FUN_FULL=1: 200,000 lines; else 10,000, and 1,000 under AddressSanitizer, where RE2 is slow.
#include <gtest/gtest.h>

#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "core/base/encoding.h"
#include "core/json/text.h"
#include "tests/unit/auditor/judge/both_judges.h"
#include "tests/unit/core/detect/layers/encoders.h"

namespace fun::auditor {
namespace {

int Rounds() {
  if (std::getenv("FUN_FULL") != nullptr) return 200'000;
#ifdef __SANITIZE_ADDRESS__
  return 1'000;
#else
  return 10'000;
#endif
}

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
  static constexpr std::string_view kBytes = "0123456789.:@+- ()afxKs_/=\"\\[,%&;";

  std::mt19937 random_;
  std::vector<std::string> pieces_;
};

TEST(Exhaustive, FindsInGeneratedLinesWhatTheUsualAuditFinds) {
  LineMaker lines(20240615);  // fixed: a failure must repeat
  BothJudges judges;
  std::size_t found = 0;
  std::size_t decoded = 0;
  const int rounds = Rounds();
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
