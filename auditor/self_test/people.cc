#include "auditor/self_test/people.h"

namespace fun::auditor {
namespace {

std::string Lower(std::string word) {
  word[0] = static_cast<char>(word[0] | 0x20);
  return word;
}

}  // namespace

std::string InventWord(Chance& chance) {
  constexpr std::string_view kEnds[] = {"zk", "rv", "ndr", "lk", "rk", "vn", "mbr", "dz"};
  std::string word;
  for (int syllable = 0; syllable < 2; ++syllable) {
    word += chance.Text("bdfgkmprtvz", 1) + chance.Text("aeiou", 1);
  }
  word += chance.Pick(kEnds);
  word += chance.Text("aeiou", 1);
  word[0] = static_cast<char>(word[0] & ~0x20);
  return word;
}

std::vector<detect::KnownIdentity> InventPeople(Chance& chance) {
  using detect::IdentityKind;
  std::vector<detect::KnownIdentity> people;
  for (std::size_t i = 0; i < kInventedPeople; ++i) {
    const std::string first = InventWord(chance);
    const std::string last = InventWord(chance);
    const std::string number = chance.Digits(2);
    people.push_back({IdentityKind::kUsername, Lower(first) + "_" + Lower(last) + number});
    people.push_back({IdentityKind::kEmail, Lower(first) + "." + Lower(last) + "@example.org"});
    people.push_back({IdentityKind::kName, first + " " + last});
  }
  return people;
}

}  // namespace fun::auditor
