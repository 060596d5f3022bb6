#include "auditor/self_test/numbers.h"

#include <cstdint>

namespace fun::auditor {
namespace {

std::string TwoDigits(std::uint64_t number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

// Of a number of any length, letters counting as 10 to 35.
std::uint64_t RestOf97(const std::string& text) {
  std::string digits;
  for (const char c : text) {
    digits += c >= 'A' ? std::to_string(c - 'A' + 10) : std::string(1, c);
  }
  std::uint64_t rest = 0;
  for (const char c : digits) rest = (rest * 10 + static_cast<std::uint64_t>(c - '0')) % 97;
  return rest;
}

}  // namespace

char LuhnDigit(const std::string& digits) {
  int sum = 0;
  bool doubles = true;  // the last of `digits` is the second of the whole
  for (auto at = digits.rbegin(); at != digits.rend(); ++at, doubles = !doubles) {
    const int digit = (*at - '0') * (doubles ? 2 : 1);
    sum += digit / 10 + digit % 10;
  }
  return static_cast<char>('0' + (10 - sum % 10) % 10);
}

std::string InventCard(Chance& chance) {
  constexpr std::string_view kIssuers[] = {"4", "51", "55", "34", "37", "6011"};
  std::string card(chance.Pick(kIssuers));
  const std::size_t size = card[0] == '3' ? 15 : 16;
  card += chance.Digits(size - 1 - card.size());
  return card + LuhnDigit(card);
}

std::string InventIban(Chance& chance) {
  struct Country {
    std::string_view code;
    std::size_t letters;  // of the bank, before its digits
    std::size_t digits;
  };
  constexpr Country kCountries[] = {{"FR", 0, 23}, {"DE", 0, 18}, {"GB", 4, 14}, {"NL", 4, 10}};
  const Country& country = chance.Pick(kCountries);
  std::string account = chance.Text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", country.letters);
  // No card begins so: of 16 digits in groups nobody could tell which they are.
  if (account.empty()) account = "1";
  account += chance.Digits(country.letters + country.digits - account.size());
  const std::string code(country.code);
  return code + TwoDigits(98 - RestOf97(account + code + "00")) + account;
}

std::string InventNir(Chance& chance) {
  std::string nir = chance.OneIn(2) ? "1" : "2";
  nir += chance.Digits(2) + TwoDigits(1 + chance.Below(12));
  const std::string commune = TwoDigits(1 + chance.Below(98)) + TwoDigits(1 + chance.Below(98));
  // Corsica: 2A counts as 19, 2B as 18.
  const bool is_corsican = chance.OneIn(8);
  const bool is_south = chance.OneIn(2);
  std::string department = TwoDigits(1 + chance.Below(95));
  if (department == "20") department = "21";
  std::string counted = nir + (is_corsican ? (is_south ? "19" : "18") : department);
  nir += is_corsican ? (is_south ? "2A" : "2B") : department;
  const std::string rest = commune.substr(0, 3) + chance.Digits(3);
  counted += rest;
  return nir + rest + TwoDigits(97 - RestOf97(counted));
}

std::string InventSiren(Chance& chance) {
  const std::string digits = chance.Text("3456789", 1) + chance.Digits(7);
  return digits + LuhnDigit(digits);
}

std::string InventSiret(Chance& chance) {
  const std::string digits = InventSiren(chance) + "000" + chance.Digits(1);
  return digits + LuhnDigit(digits);
}

std::string Grouped(const std::string& text, const std::string& sizes,
                    const std::string& separator) {
  std::string grouped;
  std::size_t at = 0;
  for (const char size : sizes) {
    if (at >= text.size()) return grouped;
    const auto count = static_cast<std::size_t>(size - '0');
    grouped += (at == 0 ? "" : separator) + text.substr(at, count);
    at += count;
  }
  return at < text.size() ? grouped + separator + text.substr(at) : grouped;
}

}  // namespace fun::auditor
