#include "auditor/differential/pseudonyms.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace fun::auditor {
namespace {

constexpr keys::Domain kDomains[] = {keys::Domain::kUsername, keys::Domain::kUserId,
                                     keys::Domain::kSession, keys::Domain::kAnonymousId};

std::size_t DomainOf(event::Action action) {
  return static_cast<std::size_t>(action) -
         static_cast<std::size_t>(event::Action::kPseudonymUsername);
}
static_assert(static_cast<int>(event::Action::kPseudonymAnonymousId) -
                  static_cast<int>(event::Action::kPseudonymUsername) ==
              static_cast<int>(keys::Domain::kAnonymousId));

}  // namespace

Result<Pseudonyms> Pseudonyms::Create(const keys::Secret& working) {
  std::vector<keys::Pseudonymizer> domains;
  for (const keys::Domain domain : kDomains) {
    auto made = keys::Pseudonymizer::Create(working, domain);
    if (!made) return std::unexpected(made.error());
    domains.push_back(std::move(*made));
  }
  return Pseudonyms(std::move(domains));
}

std::string_view Pseudonyms::Of(event::Action action, std::string_view message) {
  return message.empty() ? message : domains_[DomainOf(action)].Of(message);
}

bool Pseudonyms::IsOf(std::string_view pseudonym, std::string_view message) {
  return std::ranges::any_of(domains_, [pseudonym, message](keys::Pseudonymizer& domain) {
    return domain.Of(message) == pseudonym;
  });
}

std::string PercentDecoded(std::string_view text, char plus) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned byte = 0;
    const char* const digits = text.data() + i + 1;
    const bool is_escape = text[i] == '%' && i + 2 < text.size() &&
                           std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2;
    if (is_escape) {
      decoded += static_cast<char>(byte);
      i += 2;
    } else {
      decoded += text[i] == '+' ? plus : text[i];
    }
  }
  return decoded;
}

}  // namespace fun::auditor
