#include "core/detect/checks/address/words.h"

#include "core/detect/checks/text.h"

namespace fun::detect {
namespace {

constexpr std::string_view kNumberedParts[] = {
    "chapter*", "chapitre*", "module*",   "week",         "semaine",  "section*",
    "part",     "partie",    "unit",      "unit\xC3\xA9", "lesson*",  "le\xC3\xA7on*",
    "figure*",  "fig",       "table*",    "tableau",      "episode*", "s\xC3\xA9quence*",
    "lecture",  "exercise*", "exercice*", "question*",    "step",     "video",
    "top"};

constexpr std::string_view kYearWords[] = {"in",   "since", "until",  "by",       "of", "during",
                                           "from", "en",    "depuis", "jusqu'en", "de", "an"};

}  // namespace

std::size_t EndOfAddressWord(std::string_view text, std::size_t at) {
  while (at < text.size() && (IsWordByte(text[at]) || IsBeyondAscii(text[at]) || text[at] == '-' ||
                              text[at] == '\'' || text[at] == '.'))
    ++at;
  return at;
}

bool IsNumberedPart(std::string_view text, Span match) {
  if (HasWordBefore(text, match, kNumberedParts, 12)) return true;
  const bool is_year = CountDigitsAt(text, match.begin) == 4 &&
                       (text[match.begin] == '1' || text[match.begin] == '2');
  return is_year && HasWordBefore(text, match, kYearWords, 9);
}

}  // namespace fun::detect
