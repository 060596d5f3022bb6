#include "auditor/differential/pseudonyms.h"

#include <algorithm>
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

}  // namespace fun::auditor
