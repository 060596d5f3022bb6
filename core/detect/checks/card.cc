#include "core/detect/checks/card.h"

#include <algorithm>
#include <cstdint>

#include "core/detect/checks/text.h"

namespace fun::detect {
namespace {

// An issuer's numbers: their first six digits lie in [low, high].
struct Issuer {
  int low;
  int high;
  std::size_t fewest;
  std::size_t most;
};

constexpr Issuer kIssuers[] = {
    {400000, 499999, 13, 13}, {400000, 499999, 16, 16}, {400000, 499999, 19, 19},  // Visa
    {510000, 559999, 16, 16}, {222100, 272099, 16, 16},                            // Mastercard
    {340000, 349999, 15, 15}, {370000, 379999, 15, 15},                            // Amex
    {300000, 305999, 14, 14}, {360000, 369999, 14, 14}, {380000, 399999, 14, 14},  // Diners
    {601100, 601199, 16, 19}, {644000, 659999, 16, 19},                            // Discover
    {352800, 358999, 16, 19},                                                      // JCB
    {620000, 629999, 16, 19},                                                      // UnionPay
    {500000, 509999, 16, 19}, {560000, 589999, 16, 19}, {630000, 639999, 16, 19},  // Maestro
    {670000, 679999, 16, 19}};

bool IsOfIssuer(std::string_view digits) {
  int first = 0;
  for (std::size_t i = 0; i < 6; ++i) first = first * 10 + (digits[i] - '0');
  return std::ranges::any_of(kIssuers, [first, &digits](const Issuer& issuer) {
    return first >= issuer.low && first <= issuer.high && digits.size() >= issuer.fewest &&
           digits.size() <= issuer.most;
  });
}

// Bare, or 4-4-4-4(-3), 4-6-5, 4-6-4, 4-4-5.
bool IsCardLayout(std::string_view found) {
  std::uint64_t layout = 0;
  std::uint64_t size = 0;
  for (const char c : found) {
    if (IsAsciiDigit(c)) {
      ++size;
    } else if (size > 0) {
      layout = layout * 100 + size;
      size = 0;
    }
  }
  if (layout == 0) return true;
  layout = layout * 100 + size;
  constexpr std::uint64_t kLayouts[] = {4040404, 404040403, 40605, 40604, 40405, 4040403};
  return std::ranges::find(kLayouts, layout) != std::end(kLayouts);
}

// In groups between spaces it is a number by itself: "4111 1111 1111 1111/123".
bool IsPartOfId(std::string_view text, Span match) {
  return Slice(text, match).contains(' ') ? TouchesWord(text, match)
                                          : IsPartOfLongerId(text, match);
}

bool IsOneDigitRepeated(std::string_view digits) {
  return std::ranges::all_of(digits, [&digits](char c) { return c == digits[0]; });
}

}  // namespace

bool IsLuhnValid(std::string_view digits) {
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const int digit = digits[digits.size() - 1 - i] - '0';
    const int doubled = 2 * digit > 9 ? 2 * digit - 9 : 2 * digit;
    sum += i % 2 == 0 ? digit : doubled;
  }
  return sum % 10 == 0;
}

bool MayHoldCard(const ByteSummary& summary, std::string_view) { return summary.longest_run >= 13; }

bool IsCard(std::string_view text, Span& match) {
  // Digits behind the number may be its date: shorter matches are tried, group by group.
  for (Span tried = match; tried.size() >= 13;) {
    const DigitsOf number(Slice(text, tried));
    if (number.total < 13) return false;
    if (!IsPartOfId(text, tried) && number.total <= 19 && IsOfIssuer(number.view()) &&
        IsCardLayout(Slice(text, tried)) && IsLuhnValid(number.view()) &&
        !IsOneDigitRepeated(number.view())) {
      match = tried;
      return true;
    }
    while (tried.size() > 0 && IsAsciiDigit(text[tried.end - 1])) --tried.end;
    while (tried.size() > 0 && !IsAsciiDigit(text[tried.end - 1])) --tried.end;
  }
  return false;
}

}  // namespace fun::detect
