// The keyed name of a finding: the same for the same value at the same place, in whatever line,
// file and encoding it stands, so that a baseline can speak of it.
//
// 128 bits of HMAC-SHA256 under the derivation "fun/v1/fingerprint": without the key nobody learns
// a value from it by guessing.
#pragma once

#include <string>
#include <string_view>

#include "core/base/error.h"
#include "keys/hmac.h"
#include "keys/secret.h"

namespace fun::auditor {

// One thread; make one a thread.
class Fingerprinter {
 public:
  // Errors as keys::Derive.
  static Result<Fingerprinter> Create(const keys::Secret& secret);

  // 32 lower-case hex digits.  `pattern` is of PatternOf; `value` what was found, decoded, or the
  // line where a finding has no value of its own.
  std::string Of(std::string_view rule, std::string_view pattern, std::string_view value);

 private:
  explicit Fingerprinter(keys::Hmac hmac) : hmac_(std::move(hmac)) {}

  keys::Hmac hmac_;
};

}  // namespace fun::auditor
