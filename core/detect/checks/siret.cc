#include "core/detect/checks/siret.h"

#include <algorithm>

#include "core/detect/checks/card.h"
#include "core/detect/checks/text.h"

namespace fun::detect {
namespace {

constexpr std::string_view kCompanyWords[] = {
    "siret", "siren",   "entreprise*",       "soci\xC3\xA9t\xC3\xA9*", "societe*",
    "rcs",   "company", "auto-entrepreneu*", "auto-entreprise*",       "micro-entreprise*"};

// One of these stands in every word above.
constexpr std::string_view kCompanyStems[] = {"sire", "entrepr", "soci", "rcs", "company"};

// "1 732 829 320", "732 829 320 000", "732 829 320,50".
bool IsPartOfLongerNumber(std::string_view text, Span match) {
  const auto parts = [](char c) {
    return c == ' ' || c == '.' || c == ',' || c == '\xA0' || c == '\xAF';
  };
  if (parts(ByteBefore(text, match))) {
    std::size_t at = match.begin;
    while (at > 0 && match.begin - at < 4 && (parts(text[at - 1]) || IsBeyondAscii(text[at - 1])))
      --at;
    if (at > 0 && IsAsciiDigit(text[at - 1])) return true;
  }
  std::size_t at = match.end;
  while (at < text.size() && at - match.end < 4 && (parts(text[at]) || IsBeyondAscii(text[at])))
    ++at;
  return at > match.end && at < text.size() && IsAsciiDigit(text[at]);
}

constexpr std::string_view kLaPoste = "356000000";

bool IsSiretSum(std::string_view digits) {
  if (IsLuhnValid(digits)) return true;
  int sum = 0;
  for (const char c : digits) sum += c - '0';
  return digits.starts_with(kLaPoste) && sum % 5 == 0;
}

}  // namespace

bool MayHoldSiret(const ByteSummary& summary, std::string_view) {
  return summary.longest_run >= 14;
}
bool MayHoldSiren(const ByteSummary& summary, std::string_view text) {
  return summary.longest_run >= 9 && std::ranges::any_of(kCompanyStems, [text](auto stem) {
           return FindFolded(text, stem) != text.npos;
         });
}

bool IsSiret(std::string_view text, Span& match) {
  if (IsPartOfLongerId(text, match)) return false;
  const std::string_view found = Slice(text, match);
  const DigitsOf number(found);
  if (!IsSiretSum(number.view()) || number.view().starts_with("0000")) return false;
  const bool is_grouped = found.size() > number.size + 2;  // 3-3-3-5
  return is_grouped || HasWordBefore(text, match, kCompanyWords);
}

bool IsSiren(std::string_view text, Span& match) {
  if (IsPartOfLongerId(text, match) || IsPartOfLongerNumber(text, match)) return false;
  const std::string_view found = Slice(text, match);
  const DigitsOf number(found);
  if (!IsLuhnValid(number.view()) || number.view().starts_with("000")) return false;
  return HasWordBefore(text, match, kCompanyWords);
}

}  // namespace fun::detect
