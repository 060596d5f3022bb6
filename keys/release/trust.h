// Whether a release may be trusted: who signed what about it, and what that is worth here.
//
// Trusted is a release of which an envelope by a trusted key says PASSED: of exactly these data
// files and papers, under the policy that is asked for, with a rule table that this version knows;
// and of which no envelope by a trusted key says FAILED.  Everything else is a no, with its reason.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/record/statement.h"
#include "keys/release/open_release.h"
#include "keys/signing/signing_key.h"

namespace fun::keys {

// Names of the configuration of our statements; the others are paths in the release, and the file
// must be there.
inline constexpr std::string_view kPolicyResource = "policy";
inline constexpr std::string_view kRulesResource = "rules";
inline constexpr std::string_view kBaselineResource = "baseline";

struct TrustDemand {
  std::vector<VerifyingKey> keys;
  std::size_t require = 1;  // so many of them must have signed PASSED
  std::string policy = {};  // digest, hex; "": that of a built-in policy of this version
  // Takes every signature for one that holds, whoever's: for an officer who reads what the audit
  // says before there is anybody to be trusted.
  bool believes_all = false;
};

// A statement whose signature by a trusted key holds.
struct SignedBy {
  std::string key_id;  // with believes_all what the envelope says: anything
  record::TestResult result = record::TestResult::kFailed;
  std::string by = {};    // the program, as it says of itself
  std::string note = {};  // the officer's; "": none
};

struct TrustRuling {
  std::optional<record::Statement> accepted;  // the first that says PASSED, and counts
  std::vector<std::string> reasons;           // sentences; none: the release is trusted
  std::vector<SignedBy> signers;              // in the order of the envelopes
  std::size_t strangers = 0;                  // envelopes that no trusted key has signed
  std::size_t passed = 0;                     // trusted keys that say PASSED, and count

  bool is_trusted() const { return reasons.empty(); }
};

// "key 0123456789abcdef…"; "a key without a sound id" when `key_id` is no SHA-256 in hexadecimal.
std::string KeyWords(std::string_view key_id);

TrustRuling JudgeTrust(const Release& release, const TrustDemand& demand);

// The keys in files; one that is named twice counts once.  Errors as VerifyingKey::Load.
Result<std::vector<VerifyingKey>> LoadTrustedKeys(const std::vector<std::string>& paths);

// The digest that `word` means: "sha256:" and 64 hexadecimal digits or these alone, a built-in
// policy or a file.  Errors as Policy::Load.
Result<std::string> PolicyDigestOf(const std::string& word);

// kVerify with the first reason, and the hint that goes with a no; the others are said before.
Error ErrorOfDistrust(const TrustRuling& ruling);

}  // namespace fun::keys
