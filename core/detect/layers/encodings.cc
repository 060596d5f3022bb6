#include "core/detect/layers/encodings.h"

namespace fun::detect {
namespace {

constexpr std::string_view kEncodingNames[kEncodingCount] = {
    "percent", "html", "written", "quoted-printable", "look-alike", "invisible", "base64"};

}  // namespace

std::string_view EncodingName(Encoding encoding) {
  return kEncodingNames[static_cast<std::size_t>(encoding)];
}

std::string SpellChain(std::span<const EncodingSet> levels) {
  std::string chain;
  for (const EncodingSet level : levels) {
    char separator = '>';
    for (std::uint8_t i = 0; i < kEncodingCount; ++i) {
      if (!level.Has(static_cast<Encoding>(i))) continue;
      if (!chain.empty()) chain += separator;
      chain += kEncodingNames[i];
      separator = '+';
    }
  }
  return chain;
}

}  // namespace fun::detect
