#include "anonymizer/closure/stated.h"

#include <algorithm>
#include <utility>

namespace fun::anonymizer {

using detect::IdentityKind;

void StatedIdentities::State(IdentityKind kind, std::string_view value) {
  Texts& texts = stated_[static_cast<std::size_t>(kind)];
  if (!texts.contains(value)) texts.emplace(value);
}

void StatedIdentities::StateEnvelope(std::string_view username) {
  if (envelopes_.contains(username)) return;
  envelopes_.emplace(username);
  State(IdentityKind::kUsername, username);
}

void StatedIdentities::StateIf(std::string_view username, IdentityKind kind,
                               std::string_view value) {
  conditional_.emplace(username, kind, value);
}

void StatedIdentities::Merge(StatedIdentities&& other) {
  for (std::size_t kind = 0; kind < stated_.size(); ++kind) {
    stated_[kind].merge(other.stated_[kind]);
  }
  envelopes_.merge(other.envelopes_);
  conditional_.merge(other.conditional_);
}

std::vector<detect::KnownIdentity> StatedIdentities::Resolve() const {
  std::vector<detect::KnownIdentity> all;
  for (std::size_t kind = 0; kind < stated_.size(); ++kind) {
    for (const std::string& value : stated_[kind]) {
      all.push_back({static_cast<IdentityKind>(kind), value});
    }
  }
  for (const auto& [username, kind, value] : conditional_) {
    if (envelopes_.contains(username)) all.push_back({kind, value});
  }
  std::ranges::sort(all);
  all.erase(std::ranges::unique(all).begin(), all.end());
  return all;
}

}  // namespace fun::anonymizer
