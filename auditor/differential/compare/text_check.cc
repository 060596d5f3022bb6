#include "auditor/differential/compare/text_check.h"

#include <charconv>
#include <string>

#include "core/base/byte_set.h"

namespace fun::auditor {
namespace {

// A text with one of these may hold a name in another spelling.
constexpr ByteSet kSignsOfEncoding("%&\\=");

bool IsPlain(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x80 || kSignsOfEncoding.Has(c)) return false;
  }
  return true;
}

// "a%20b+c" as the text that it means; `plus` stands for a plus sign.
std::string PercentDecoded(std::string_view text, char plus) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned byte = 0;
    const char* const digits = text.data() + i + 1;
    const bool is_escape = text[i] == '%' && i + 2 < text.size() &&
                           std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2;
    if (is_escape) {
      decoded += static_cast<char>(byte);
      i += 2;
    } else {
      decoded += text[i] == '+' ? plus : text[i];
    }
  }
  return decoded;
}

}  // namespace

TextVerdict TextCheck::Check(std::string_view raw, std::string_view anonymized, bool is_template) {
  if (raw == anonymized) return TextVerdict::kSound;
  FindCovers(anonymized, covers_);
  if (!CoversText(raw, anonymized, covers_)) {
    const bool may_lose = is_template || MayLoseParts(raw);
    const bool is_cut = may_lose && IsCutFrom(raw, anonymized, covers_);
    return is_cut ? TextVerdict::kSound : TextVerdict::kChanged;
  }
  for (const Cover& cover : covers_) {
    if (cover.is_mark) continue;
    const std::string_view pseudonym = Slice(anonymized, cover.place);
    if (!IsRight(raw, pseudonym, cover.covered, is_template)) return TextVerdict::kWrongPseudonym;
  }
  return TextVerdict::kSound;
}

bool TextCheck::IsRight(std::string_view raw, std::string_view pseudonym, std::string_view covered,
                        bool is_template) {
  if (covered == pseudonym || pseudonyms_.IsOf(pseudonym, covered)) return true;
  detect::KnownMatch person;
  const bool is_known = identities_.FindWhole(covered, person) && !person.is_ambiguous;
  if (is_known && !person.exact.empty() && pseudonyms_.IsOf(pseudonym, person.exact)) return true;
  if (pseudonyms_.IsOf(pseudonym, PercentDecoded(covered, '+')) ||
      pseudonyms_.IsOf(pseudonym, PercentDecoded(covered, ' '))) {
    return true;
  }
  if (!IsPlain(raw)) return true;
  const bool is_certain = covers_.size() == 1 && (is_known || is_template);
  return !is_certain && (covers_.size() == 1 || IsSomebodys(raw, pseudonym) ||
                         raw.contains(pseudonym) || is_template);
}

// True when a known person stands in `raw` whose pseudonym it is.
bool TextCheck::IsSomebodys(std::string_view raw, std::string_view pseudonym) {
  people_.clear();
  identities_.Find(raw, people_);
  for (const detect::KnownMatch& person : people_) {
    if (person.exact.empty() || pseudonyms_.IsOf(pseudonym, person.exact)) return true;
  }
  return people_.empty();  // the raw text names nobody whom we know
}

}  // namespace fun::auditor
