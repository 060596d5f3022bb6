// The pseudonyms that a key makes, in all domains.
#pragma once

#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/event/policy.h"
#include "keys/pseudonym.h"

namespace fun::auditor {

// One thread.
class Pseudonyms {
 public:
  // `working` as LoadWorkingSecret returns it.  Errors as Derive.
  static Result<Pseudonyms> Create(const keys::Secret& working);

  // What `action` makes of `message`; "" stays.  Valid until the next call.
  std::string_view Of(event::Action action, std::string_view message);

  // True when `pseudonym` is that of `message` in some domain.
  bool IsOf(std::string_view pseudonym, std::string_view message);

 private:
  explicit Pseudonyms(std::vector<keys::Pseudonymizer> domains) : domains_(std::move(domains)) {}

  std::vector<keys::Pseudonymizer> domains_;  // in the order of keys::Domain
};

}  // namespace fun::auditor
