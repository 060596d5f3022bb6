// The identities that lines state, and which of them count.
//
// What the platform says of itself (envelopes, server events) counts at once.  What came with a
// request counts only if an envelope confirms it: anybody may ask to register as anything.
#pragma once

#include <array>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "core/detect/known/identities.h"

namespace fun::anonymizer {

// A value; one for each thread, merged at the end.  The result does not depend on the order of
// statements or merges.
class StatedIdentities {
 public:
  void State(detect::IdentityKind kind, std::string_view value);

  // `username` stands in an envelope, which states it and confirms what it said of itself.
  void StateEnvelope(std::string_view username);

  // Counts only if some envelope names `username`.
  void StateIf(std::string_view username, detect::IdentityKind kind, std::string_view value);

  void Merge(StatedIdentities&& other);

  // What counts, sorted, each once.
  std::vector<detect::KnownIdentity> Resolve() const;

 private:
  using Texts = std::set<std::string, std::less<>>;

  std::array<Texts, detect::kIdentityKinds> stated_;
  Texts envelopes_;
  std::set<std::tuple<std::string, detect::IdentityKind, std::string>> conditional_;
};

}  // namespace fun::anonymizer
