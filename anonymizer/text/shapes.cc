#include "anonymizer/text/shapes.h"

#include <algorithm>
#include <vector>

#include "anonymizer/text/opaque_keys.h"

namespace fun::anonymizer {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

bool IsDigits(std::string_view text) { return std::ranges::all_of(text, IsDigit); }

bool IsTime(std::string_view text) {
  constexpr std::string_view kShape = "9999-99-99T99:99:99";
  if (text.size() < kShape.size() || text.size() > kShape.size() + 16) return false;
  for (std::size_t i = 0; i < kShape.size(); ++i) {
    if (kShape[i] == '9' ? !IsDigit(text[i]) : text[i] != kShape[i]) return false;
  }
  text.remove_prefix(kShape.size());
  return std::ranges::all_of(text, [](char c) {
    return IsDigit(c) || c == '.' || c == ':' || c == '+' || c == '-' || c == 'Z';
  });
}

bool IsSecretOfQuery(std::string_view key) {
  constexpr std::string_view kSecrets[] = {"code",      "state", "ticket", "nonce",    "sig",
                                           "signature", "jwt",   "auth",   "assertion"};
  return std::ranges::find(kSecrets, key) != std::end(kSecrets);
}

bool IsKeyFragment(std::string_view fragment) {
  std::vector<Span> keys;
  const std::string_view name = fragment.substr(1);
  FindOpaqueKeys(name, keys);
  return keys.size() == 1 && keys[0].size() == name.size();
}

}  // namespace fun::anonymizer
