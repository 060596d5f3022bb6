#include "core/detect/rules.h"

#include <array>
#include <vector>

#include "core/base/encoding.h"
#include "core/detect/conditions.h"

namespace fun::detect {
namespace {

// clang-format off
constexpr Rule kRules[] = {
    {.id = "email", .mark = "<<EMAIL>>", .what = "e-mail address", .severity = Severity::kError,
     .pattern = R"([\pL\pN._%+'-]+@[\pL\pN-]+(?:\.[\pL\pN-]+)*\.\pL[\pL\pN-]*[\pL\pN])",
     .is_possible = MayHoldEmail, .accept = IsEmail,
     .hit = "ada.l@mail.example.org", .miss = "type@video+block@0123456789abcdef.html"},
    {.id = "ipv4", .mark = "<<IP>>", .what = "IPv4 address", .severity = Severity::kError,
     .pattern = R"(\d{1,3}(?:\.\d{1,3}){3})",
     .is_possible = MayHoldIpv4, .accept = IsFullIpv4,
     .hit = "82.1.2.3", .miss = "Chrome/116.0.5845.96"},
    {.id = "ipv6", .mark = "<<IP>>", .what = "IPv6 address", .severity = Severity::kError,
     .pattern = R"([0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){1,7}(?::[0-9A-Fa-f]{1,4}(?:(?:\.\d{1,3}){3})?|::))",
     .is_possible = MayHoldIpv6, .accept = IsFullIpv6,
     .hit = "2001:db8:1:2::7", .miss = "12:30:45"},
    {.id = "phone-fr", .mark = "<<PHONE>>", .what = "French phone number", .severity = Severity::kError,
     .pattern = R"((?:(?:\+|00)33[ .\-\x{A0}]?(?:\(0\)[ .\-\x{A0}]?)?[1-9]|0[1-9])(?:[ .\-\x{A0}]?\d{2}){4})",
     .is_possible = MayHoldPhone, .accept = IsPhone,
     .hit = "06 12 34 56 78", .miss = "978-2-07-036024-6"},
    {.id = "phone-intl", .mark = "<<PHONE>>", .what = "international phone number", .severity = Severity::kError,
     .pattern = R"((?:\+|00)[1-9]\d{0,2}[ .\-\x{A0}]?(?:\(\d{1,4}\)[ .\-\x{A0}]?)?\d{1,4}(?:[ .\-\x{A0}]?\d{1,4}){1,5})",
     .is_possible = MayHoldPhone, .accept = IsPhone,
     .hit = "+41 44 668 18 00", .miss = "course-v1:ENS+20005123+2015"},
};
// clang-format on

constexpr std::array<std::uint8_t, 256> kKindOfByte = [] {
  std::array<std::uint8_t, 256> kinds = {};
  kinds['@'] = ByteSummary::kHasAt;
  kinds['.'] = ByteSummary::kHasDot;
  kinds[':'] = ByteSummary::kHasColon;
  kinds['+'] = ByteSummary::kHasPlus;
  for (int digit = '0'; digit <= '9'; ++digit) {
    kinds[static_cast<std::size_t>(digit)] = ByteSummary::kHasDigit;
  }
  return kinds;
}();

}  // namespace

std::span<const Rule> Rules() { return kRules; }

std::string_view NameOf(Severity severity) {
  switch (severity) {
    case Severity::kNote:
      return "note";
    case Severity::kWarning:
      return "warning";
    case Severity::kError:
      return "error";
  }
  return "";
}

std::span<const std::string_view> RuleIds() {
  static const std::vector<std::string_view> ids = [] {
    std::vector<std::string_view> list;
    for (const Rule& rule : Rules()) list.push_back(rule.id);
    return list;
  }();
  return ids;
}

std::string RulesDigest() {
  std::string text;
  for (const Rule& rule : kRules) {
    text.append(rule.id).append("\t").append(NameOf(rule.severity)).append("\t");
    text.append(rule.pattern).append("\n");
  }
  return EncodeHex(AsBytes(Sha256::Of(text)));
}

ByteSummary Summarize(std::string_view text) {
  ByteSummary summary;
  unsigned kinds = 0;
  std::uint32_t digits = 0;
  for (const char c : text) {
    kinds |= kKindOfByte[static_cast<unsigned char>(c)];
    digits += static_cast<unsigned char>(c - '0') < 10 ? 1U : 0U;
  }
  summary.kinds = static_cast<std::uint8_t>(kinds);
  summary.digits = digits;
  return summary;
}

}  // namespace fun::detect
