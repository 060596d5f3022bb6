#include <gtest/gtest.h>

#include "auditor/judge/scanner.h"
#include "tests/unit/auditor/judge/both_judges.h"
#include "tests/unit/auditor/judge/judging.h"

namespace fun::auditor {
namespace {

using detect::Effort;
using Strings = std::vector<std::string>;

// "rule chain" of what is found.
Strings Found(std::string_view text, Effort effort) {
  const detect::Detector detector;
  detect::Identities people = People("username,name\nsoykm5smw,Ada Lovelace\n");
  people.PrepareExhaustiveScan();
  Scanner scanner(detector, &people, effort);
  Strings found;
  for (const Hit& hit : scanner.Scan(text).all) {
    found.push_back(std::string(hit.rule) + (hit.chain.empty() ? "" : " " + hit.chain));
  }
  return found;
}

TEST(Scanner, FindsTheSameWithoutShortCuts) {
  for (const Effort effort : {Effort::kUsual, Effort::kNoShortCuts, Effort::kEveryAlphabet}) {
    EXPECT_EQ(Found("lovelace, ad\u00E1 ada%40example.org", effort),
              (Strings{"identity", "email percent"}));
    EXPECT_EQ(Found("", effort), Strings());
  }
}

TEST(Scanner, ReadsBase64InTheAlphabetOfIdsWithEveryAlphabetOnly) {
  const std::string id = "c295a201c213";  // the username in base64: hexadecimal by chance
  EXPECT_EQ(Found(id, Effort::kUsual), Strings());
  EXPECT_EQ(Found(id, Effort::kNoShortCuts), Strings());
  EXPECT_EQ(Found(id, Effort::kEveryAlphabet), Strings{"identity base64"});
}

// A word that the other search may not take for the one it was given: longer, glued, of no case.
TEST(Identities, AreFoundByTheirWordsAsByHashes) {
  const auto known = BothJudges::Known();
  detect::Identities people = std::move(*detect::Identities::Load({}, known));
  people.PrepareExhaustiveScan();
  const std::string endless(1000, 'a');
  for (const std::string& text :
       Strings{"", "zoe _zoe_ zoe_ _zoe", "Ada Ada Lovelace Ada", "@ada @video",
               "Marie Anne de la Tour", "la Tour Marie Anne de", "Tour, Marie Anne de la",
               "jean-luc d\u2019ete", "\u674E\u5C0F\u9F99", "ada " + endless + " lovelace", endless,
               "ada_l" + endless, "57300414", "k2 K2"}) {
    std::vector<Span> by_hash;
    std::vector<Span> by_words;
    people.Scan(text, by_hash);
    people.ScanExhaustively(text, by_words);
    EXPECT_EQ(by_hash, by_words) << text;
  }
}

}  // namespace
}  // namespace fun::auditor
