#include "auditor/self_test/value.h"

#include <algorithm>

#include "auditor/self_test/numbers.h"
#include "auditor/self_test/people.h"
#include "core/base/encoding.h"

namespace fun::auditor {
namespace {

constexpr std::string_view kLower = "abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view kAlphanumeric =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
constexpr std::string_view kHex = "0123456789abcdef";
constexpr std::string_view kSpaces[] = {" ", "-", ".", ""};

std::string NumberBelow(std::size_t most, Chance& chance) {
  return std::to_string(1 + chance.Below(most));
}

// With a digit, so that nobody takes it for a word.
std::string Secret(std::size_t size, Chance& chance) {
  return chance.Text(kAlphanumeric, size - 2) + chance.Digits(1) + chance.Text("KQXZ", 1);
}

std::string EnglishAddress(Chance& chance) {
  constexpr std::string_view kKinds[] = {"Street", "Road", "Avenue", "Lane"};
  return NumberBelow(900, chance) + " " + InventWord(chance) + " " +
         std::string(chance.Pick(kKinds)) + ", " + InventWord(chance) + ", OR 97" +
         chance.Digits(3);
}

std::string FrenchAddress(Chance& chance) {
  constexpr std::string_view kKinds[] = {"rue", "avenue", "boulevard", "impasse"};
  return NumberBelow(200, chance) + " " + std::string(chance.Pick(kKinds)) + " " +
         InventWord(chance) + ", 75" + chance.Digits(3) + " " + InventWord(chance);
}

std::string Email(Chance& chance) {
  constexpr std::string_view kDomains[] = {"example.org", "mail.example.com", "example.net"};
  constexpr std::string_view kJoints[] = {".", "_", "-", "+"};
  return chance.Text(kLower, 5) + std::string(chance.Pick(kJoints)) + chance.Text(kLower, 4) +
         chance.Digits(1) + "@" + std::string(chance.Pick(kDomains));
}

std::string SpokenEmail(Chance& chance) {
  constexpr std::string_view kForms[] = {" (arobase) example (point) org",
                                         " [at] example [dot] org", " [at] example.org",
                                         " arobase example point org"};
  return InventWord(chance) + chance.Digits(2) + std::string(chance.Pick(kForms));
}

std::string Ipv4(Chance& chance) {
  constexpr std::string_view kNetworks[] = {"192.0.2.", "198.51.100.", "203.0.113."};
  return std::string(chance.Pick(kNetworks)) + NumberBelow(254, chance);
}

std::string Ipv6(Chance& chance) {
  const std::string head = "2001:db8:" + chance.Text("123456789abcdef", 1) + chance.Text(kHex, 3);
  if (chance.OneIn(2)) return head + "::" + chance.Text("123456789abcdef", 2);
  std::string address = head;
  for (int group = 0; group < 5; ++group) {
    address += ":" + chance.Text("123456789abcdef", 1) + chance.Text(kHex, 3);
  }
  return address;
}

std::string Base64Url(std::string text) {
  text = EncodeBase64(text);
  std::ranges::replace(text, '+', '-');
  std::ranges::replace(text, '/', '_');
  text.resize(text.find_last_not_of('=') + 1);
  return text;
}

std::string Jwt(Chance& chance) {
  return Base64Url(R"({"alg":"HS256","typ":"JWT"})") + "." +
         Base64Url(R"({"sub":")" + chance.Text(kLower, 8) + R"("})") + "." +
         chance.Text(kAlphanumeric, 43);
}

std::string Nir(Chance& chance) {
  const std::string nir = InventNir(chance);
  return chance.OneIn(2) ? nir : Grouped(nir, "1222332", " ");
}

std::string FrenchPhone(Chance& chance) {
  const std::string number = "0639980" + chance.Digits(3);
  switch (chance.Below(4)) {
    case 0:
      return Grouped(number, "22222", " ");
    case 1:
      return Grouped(number, "22222", ".");
    case 2:
      return "+33 " + Grouped(number.substr(1), "12222", " ");
    default:
      return "tel " + number;
  }
}

std::string Token(Chance& chance) {
  constexpr std::string_view kUpperAlphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  if (chance.OneIn(2)) return "AKIA" + chance.Digits(1) + chance.Text(kUpperAlphanumeric, 15);
  return "ghp_" + Secret(36, chance);
}

std::string PrivateKey(Chance& chance) {
  const std::string end = chance.OneIn(2) ? "\n" : "";
  return "-----BEGIN PRIVATE KEY-----" + end + "MC4CAQAwBQYDK2Vw" + chance.Text(kAlphanumeric, 48) +
         end + "-----END PRIVATE KEY-----";
}

std::string SecretBehindName(Chance& chance) {
  constexpr std::string_view kNames[] = {
      "password=", "api_key = ", "mot de passe : ", "access_token="};
  return std::string(chance.Pick(kNames)) + Secret(10, chance);
}

std::string Card(Chance& chance) {
  const std::string card = InventCard(chance);
  const std::string separator(chance.Pick(kSpaces));
  if (separator.empty() || separator == ".") return card;
  return Grouped(card, card.size() == 15 ? "465" : "4444", separator);
}

std::string Iban(Chance& chance) {
  const std::string iban = InventIban(chance);
  return chance.OneIn(2) ? iban : Grouped(iban, "4444444", " ");
}

struct Invention {
  std::string_view rule;
  std::string (*invent)(Chance& chance);
};

// clang-format off
constexpr Invention kInventions[] = {
    {"address-en", EnglishAddress},
    {"address-fr", FrenchAddress},
    {"authorization", [](Chance& c) { return "Authorization: Bearer " + Secret(24, c); }},
    {"card", Card},
    {"cookie", [](Chance& c) { return "Cookie: lang=fr; id=" + Secret(16, c); }},
    {"email", Email},
    {"email-spoken", SpokenEmail},
    {"iban", Iban},
    {"ipv4", Ipv4},
    {"ipv6", Ipv6},
    {"jwt", Jwt},
    {"nir", Nir},
    {"phone-fr", FrenchPhone},
    {"phone-intl", [](Chance& c) { return "+44 20 7946 0" + c.Digits(3); }},
    {"phone-local", [](Chance& c) { return "(514) 555-01" + c.Digits(2); }},
    {"private-key", PrivateKey},
    {"secret", SecretBehindName},
    {"siren", [](Chance& c) { return "SIREN " + Grouped(InventSiren(c), "333", " "); }},
    {"siret", [](Chance& c) { return Grouped(InventSiret(c), "3335", " "); }},
    {"token", Token},
    {"userinfo", [](Chance& c) { return "https://" + c.Text(kLower, 6) + ":" + Secret(8, c) + "@localhost/x"; }},
};
constexpr Invention kNumbers[] = {
    {"card", InventCard},
    {"phone-fr", [](Chance& c) { return "33639980" + c.Digits(3); }},
};
// clang-format on

std::string InventBy(std::span<const Invention> table, std::string_view rule, Chance& chance) {
  const auto row = std::ranges::find(table, rule, &Invention::rule);
  return row == table.end() ? std::string() : row->invent(chance);
}

}  // namespace

std::string InventValue(std::string_view rule, Chance& chance) {
  return InventBy(kInventions, rule, chance);
}

std::string InventNumber(std::string_view rule, Chance& chance) {
  return InventBy(kNumbers, rule, chance);
}

}  // namespace fun::auditor
