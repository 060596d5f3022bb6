#include "core/detect/forms.h"

#include <array>
#include <bit>

#include "core/detect/checks/address/english.h"
#include "core/detect/checks/address/french.h"
#include "core/detect/checks/iban.h"
#include "core/detect/checks/secret.h"

namespace fun::detect {
namespace {

// How words begin that make a form.
struct WordBegin {
  std::string_view first;
  std::string_view second;
  std::string_view third;  // empty: any
  std::uint16_t form;
};

constexpr WordBegin kWordBegins[] = {
    {"A", "KSI", "Iz", kFormToken},      // AKIA, ASIA, AIza
    {"g", "hil", "pousrt", kFormToken},  // ghp_, github_pat_, glpat-
    {"x", "o", "x", kFormToken},         // xoxb-
    {"sr", "k", "_", kFormToken},        // sk_live_
    {"e", "y", "JA", kFormJwt},          //
    {"aA", "tTrR)", "", kFormSpoken},    // at, arobase, (a)
    {"cC", "hH", "eE", kFormSpoken},     // chez
    {"ie", "s", "t :", kFormSecret},     // is, est
};

using BeginsOfByte = std::array<std::uint8_t, 256>;  // a bit for each of kWordBegins

constexpr BeginsOfByte BeginsWith(std::string_view WordBegin::* letters) {
  BeginsOfByte begins = {};
  for (std::size_t i = 0; i < std::size(kWordBegins); ++i) {
    const std::string_view some = kWordBegins[i].*letters;
    for (std::size_t byte = 0; byte < begins.size(); ++byte) {
      const bool is_one = some.empty() || some.contains(static_cast<char>(byte));
      begins[byte] = static_cast<std::uint8_t>(begins[byte] | (is_one ? 1U << i : 0U));
    }
  }
  return begins;
}

constexpr BeginsOfByte kByFirst = BeginsWith(&WordBegin::first);
constexpr BeginsOfByte kBySecond = BeginsWith(&WordBegin::second);
constexpr BeginsOfByte kByThird = BeginsWith(&WordBegin::third);

unsigned BeginsOf(const BeginsOfByte& begins, char c) {
  return begins[static_cast<unsigned char>(c)];
}

constexpr int kDotsOfIpv4 = 3;
constexpr int kColonsOfIpv6 = 6;  // of one that is not shortened and ends as an IPv4 address

// How many there are; `enough` do.
int Count(std::uint64_t bits, int enough) {
  int count = 0;
  for (; bits != 0 && count < enough; bits &= bits - 1) ++count;
  return count;
}

// In what follows, what is shifted by 1 stands one byte before.

bool HoldsIbanBegin(const ByteWindow& window, std::string_view text, std::size_t at) {
  const std::uint64_t two_letters = window.letters << 2 & window.letters << 3;
  std::uint64_t ends = window.digits & window.digits << 1 & two_letters & ~(window.words << 4);
  for (; ends != 0; ends &= ends - 1) {
    const std::size_t begin = at + static_cast<std::size_t>(std::countr_zero(ends)) - 3;
    if (IsIbanCountry(text[begin], text[begin + 1])) return true;
  }
  return false;
}

// White space between a number and a capital letter or a digit, where a street's name begins.
bool HoldsEnglishNumber(const ByteWindow& window, std::string_view text, std::size_t at) {
  const std::uint64_t numbers =
      window.digits << 2 | window.commas << 2 | (window.letters << 2 & window.digits << 3);
  std::uint64_t names = (window.capitals | window.digits) & window.white << 1 & numbers;
  for (; names != 0; names &= names - 1) {
    const std::size_t name = at + static_cast<std::size_t>(std::countr_zero(names));
    if (MayBeginEnglishStreet(text, name)) return true;
  }
  return false;
}

// A letter amid six bytes and six of a number.
bool HoldsLetterInNumber(const ByteWindow& window) {
  const std::uint64_t two = window.run & window.run << 1;
  const std::uint64_t six = two & two << 2 & two << 4;
  return (six & window.letters << 6 & six << 7) != 0;
}

// An @ that touches no name.
bool HoldsSpacedAt(const ByteWindow& window) {
  const std::uint64_t label = window.letters | window.digits | window.high;
  return (~label & window.ats << 1 & ~(label << 2)) != 0;
}

}  // namespace

void FormFinder::Add(const ByteWindow& window, std::string_view text, std::size_t at) {
  const auto form = [](bool is_found, std::uint16_t bit) { return is_found ? unsigned{bit} : 0U; };
  const bool has_pair = (window.colons & window.colons << 1) != 0;
  forms_ = static_cast<std::uint16_t>(
      forms_ | form(HoldsEnglishNumber(window, text, at), kFormEnglishAddress) |
      form(HoldsIbanBegin(window, text, at), kFormIban) | form(has_pair, kFormIpv6) |
      form(HoldsLetterInNumber(window), kFormNir) | form(HoldsSpacedAt(window), kFormSpoken) |
      form(window.letters != 0, kFormWord));
  dots_ += Count(window.digits & window.dots << 1 & window.digits << 2, kDotsOfIpv4);
  colons_ += Count(window.colons, kColonsOfIpv6);
  has_gap_ = has_gap_ || (window.white | window.commas) != 0;
  AddStreets(window, text, at);
  AddWords(window, text, at);
  AddNames(window, text, at);
}

// Numbers that no word byte stands before: of up to four digits with a word behind, of five alone.
void FormFinder::AddStreets(const ByteWindow& window, std::string_view text, std::size_t at) {
  const std::uint64_t begins = window.digits & ~(window.words << 1);
  // Added to a number, its begin is carried to the byte behind it.
  const std::uint64_t sum = window.digits + begins;
  const bool is_number_at_end = sum < begins && at + ByteWindow::kSize >= text.size();
  const std::uint64_t ends = sum & ~window.digits;
  const std::uint64_t two = window.digits << 1 & window.digits << 2;
  const std::uint64_t five = two & two << 2 & window.digits << 5;
  const std::uint64_t postcodes = ends & five & ~(window.digits << 6) & ~window.words;
  if (postcodes != 0 || is_number_at_end) forms_ |= kFormFrenchAddress;

  const std::uint64_t gaps = window.white | window.commas | window.high;
  const std::uint64_t behind_gap = (ends & ~five & gaps) << 1;
  // "12bis", and more than one space: not looked at any closer.
  has_street_ = has_street_ || (ends & ~five & window.letters) != 0 || (behind_gap & gaps) != 0;
  for (std::uint64_t words = behind_gap & window.letters; words != 0 && !has_street_;
       words &= words - 1) {
    has_street_ = MayBeginStreet(text, at + static_cast<std::size_t>(std::countr_zero(words)));
  }
}

void FormFinder::AddWords(const ByteWindow& window, std::string_view text, std::size_t at) {
  const std::uint64_t alphanumeric = window.letters | window.digits;
  for (std::uint64_t begins = window.letters & ~(alphanumeric << 1); begins != 0;
       begins &= begins - 1) {
    const std::size_t begin = at + static_cast<std::size_t>(std::countr_zero(begins));
    if (begin + 2 >= text.size()) return;
    unsigned found = BeginsOf(kByFirst, text[begin]) & BeginsOf(kBySecond, text[begin + 1]) &
                     BeginsOf(kByThird, text[begin + 2]);
    for (; found != 0; found &= found - 1) forms_ |= kWordBegins[std::countr_zero(found)].form;
  }
}

// Behind a name one digit may stand, and what is neither letter nor digit.
void FormFinder::AddNames(const ByteWindow& window, std::string_view text, std::size_t at) {
  const std::uint64_t others = ~(window.letters | window.digits) << 1;
  const std::uint64_t digits = window.digits << 1 & window.letters << 2;
  std::uint64_t signs = (window.equals | window.colons) & (window.letters << 1 | others | digits);
  if (at != 0) signs = signs >> kOverlap << kOverlap;  // the others were in the window before
  for (; signs != 0; signs &= signs - 1) {
    const std::size_t sign = at + static_cast<std::size_t>(std::countr_zero(signs));
    if (EndsSecretName(text.substr(0, sign))) forms_ |= kFormSecret;
    if (EndsCookieName(text.substr(0, sign))) forms_ |= kFormCookie;
  }
}

std::uint16_t FormFinder::Finish() const {
  unsigned forms = forms_;
  if (has_street_ && has_gap_) forms |= kFormFrenchAddress;
  if (dots_ >= kDotsOfIpv4) forms |= kFormIpv4;
  if (colons_ >= kColonsOfIpv6) forms |= kFormIpv6;
  return static_cast<std::uint16_t>(forms);
}

}  // namespace fun::detect
