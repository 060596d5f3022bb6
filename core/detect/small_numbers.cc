#include "core/detect/small_numbers.h"

#include "core/base/byte_set.h"
#include "core/detect/byte_summary.h"
#include "core/detect/checks/address/english.h"
#include "core/detect/checks/address/french.h"
#include "core/detect/checks/secret.h"
#include "core/detect/checks/siret.h"
#include "core/detect/checks/text.h"
#include "core/detect/layers/escape.h"

namespace fun::detect {
namespace {

constexpr std::size_t kMostWhole = 4;     // digits
constexpr std::size_t kMostFraction = 6;  // of a second

constexpr std::string_view kPlace = "0";
constexpr std::string_view kOther = "0.0";

// The end of the small number that begins at text[at]; `at` if none does.
std::size_t EndOfSmallNumber(std::string_view text, std::size_t at) {
  const std::size_t whole = CountDigitsAt(text, at);
  if (whole == 0 || whole > kMostWhole || (text[at] == '0' && whole > 1)) return at;
  const std::size_t dot = at + whole;
  if (dot == text.size() || text[dot] != '.') return dot;
  const std::size_t fraction = CountDigitsAt(text, dot + 1);
  return fraction == 0 || fraction > kMostFraction ? at : dot + 1 + fraction;
}

// The same of one that is a member's value; text[at - 1] is a colon.
std::size_t EndOfMember(std::string_view text, std::size_t at) {
  if (at < 2 || text[at - 2] != '"') return at;
  const std::size_t end = EndOfSmallNumber(text, at);
  return end < text.size() && (text[end] == ',' || text[end] == '}') ? end : at;
}

bool MayNameCompany(std::string_view text) {
  ByteSummary longest;
  longest.longest_run = kMostWhole + kMostFraction;
  return MayHoldSiren(longest, text);
}

}  // namespace

bool IsSmallNumber(std::string_view number) {
  return !number.empty() && EndOfSmallNumber(number, 0) == number.size();
}

bool MaySmallNumbersMatter(std::string_view text) {
  const ByteSummary summary = Summarize(text);
  return MayHoldEscapes(text) || MayHoldSecret(summary, text) || MayNameCompany(text) ||
         MayHoldFrenchAddress(summary, text) || MayHoldEnglishAddress(summary, text);
}

bool MaySmallNumberMatter(std::string_view key) {
  return MayNameSecret(key) || MayNameCompany(key);
}

SmallNumbers::Masked SmallNumbers::Mask(std::string_view text) {
  if (text.size() > kLongest) return {text};
  std::size_t numbers = 0;
  std::size_t size = 0;   // of masked_
  std::size_t taken = 0;  // of `text`
  const auto put = [this, &size](std::string_view part) {
    size += part.copy(masked_.data() + size, part.size());
  };
  for (std::size_t at = 0; (at = FindAny<':'>(text, at)) < text.size();) {
    const std::size_t end = EndOfMember(text, ++at);
    if (end == at) continue;
    put(text.substr(taken, at - taken));
    put(IsSmallPlace(text.substr(at, end - at)) ? kPlace : kOther);
    ++numbers;
    taken = at = end;
  }
  if (numbers == 0) return {text};
  put(text.substr(taken));
  return {{masked_.data(), size}, numbers};
}

bool SmallNumbers::IsMasked(std::string_view text, std::size_t at) {
  return at > 0 && text[at - 1] == ':' && EndOfMember(text, at) != at;
}

}  // namespace fun::detect
