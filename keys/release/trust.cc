#include "keys/release/trust.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <utility>

#include "core/base/ascii.h"
#include "core/detect/rules.h"
#include "core/event/policy.h"
#include "core/record/dsse.h"

namespace fun::keys {
namespace {

constexpr std::string_view kDigestPrefix = "sha256:";
constexpr std::size_t kShownOfId = 16;

// What trying all signatures may cost for each trusted key: a few seconds.  A file of 64 MiB has
// room for half a million, and each may be of half of its bytes.
constexpr std::size_t kMostSignatures = 1000;
constexpr std::uint64_t kMostSignedBytes = std::uint64_t{1} << 30;

bool IsHexDigest(std::string_view text) {
  return text.size() == 64 && std::ranges::all_of(text, IsLowerHexDigit);
}

bool IsBuiltInDigest(std::string_view digest) {
  return std::ranges::any_of(event::Policy::BuiltInNames(), [digest](std::string_view name) {
    return event::Policy::BuiltIn(name)->Digest() == digest;
  });
}

// Whether `tag` cannot change any more once the first audit is signed.
bool IsLasting(std::string_view tag) { return !tag.starts_with(record::kAuditFolder); }

// Whether an item of the configuration is a file of the release.
bool IsPaper(std::string_view name) {
  return name != kPolicyResource && name != kRulesResource && name != kBaselineResource;
}

// Why not all signatures are tried; "" when they can be.
std::string FaultOfCost(const std::vector<record::Envelope>& envelopes) {
  std::size_t signatures = 0;
  std::uint64_t bytes = 0;
  for (const record::Envelope& envelope : envelopes) {
    signatures += envelope.signatures.size();
    bytes += std::uint64_t{envelope.payload.size()} * envelope.signatures.size();
  }
  const std::string name(record::kStatementsName);
  if (signatures > kMostSignatures) {
    return name + " holds more than " + std::to_string(kMostSignatures) + " signatures";
  }
  return bytes > kMostSignedBytes ? name + " holds more than 1 GiB of signed bytes" : "";
}

class TrustJudge {
 public:
  TrustJudge(const Release& release, const TrustDemand& demand)
      : release_(release), demand_(demand), subjects_(release.Subjects()) {}

  TrustRuling Judge();

 private:
  void TakeEnvelope(const record::Envelope& envelope);
  std::vector<std::string> TrustedSigners(const record::Envelope& envelope);
  void TakeStatement(const record::Statement& statement, const std::string& key_id);
  std::string WhyNotCounted(const record::Statement& statement) const;
  std::string FaultOfPolicy(const record::Statement& statement) const;
  std::string FaultOfPapers(const record::Statement& statement) const;
  bool IsOfTheseFiles(const record::Statement& statement) const;
  bool IsOfOneOfTheseFiles(const record::Statement& statement) const;
  void Refuse(std::string reason) { ruling_.reasons.push_back(std::move(reason)); }

  const Release& release_;
  const TrustDemand& demand_;
  const record::Manifest subjects_;
  TrustRuling ruling_;
  std::vector<std::string> not_counted_;  // why
  std::set<std::string> passed_;          // key ids
};

TrustRuling TrustJudge::Judge() {
  const auto envelopes = record::ParseEnvelopes(release_.statements, record::kStatementsName);
  if (!envelopes) {
    Refuse(envelopes.error().message);
    return std::move(ruling_);
  }
  if (std::string fault = FaultOfCost(*envelopes); !fault.empty()) {
    Refuse(std::move(fault));
    return std::move(ruling_);
  }
  for (const record::Envelope& envelope : *envelopes) TakeEnvelope(envelope);
  ruling_.passed = passed_.size();
  if (passed_.size() >= demand_.require) return std::move(ruling_);
  std::ranges::move(not_counted_, std::back_inserter(ruling_.reasons));
  if (envelopes->empty()) {
    Refuse("nobody has signed the release");
  } else if (ruling_.strangers == envelopes->size()) {
    Refuse("none of the keys to be trusted has signed the release");
  } else if (ruling_.reasons.empty() || demand_.require > 1) {
    Refuse("of " + std::to_string(demand_.require) + " trusted keys that must say PASSED, " +
           std::to_string(passed_.size()) + " do; named are " +
           std::to_string(demand_.keys.size()));
  }
  return std::move(ruling_);
}

// The key id is a hint that anybody may write: all keys are tried, lest a FAILED hide behind
// another.
std::vector<std::string> TrustJudge::TrustedSigners(const record::Envelope& envelope) {
  const std::string signed_bytes = record::PreAuthEncoding(envelope.payload_type, envelope.payload);
  std::vector<std::string> signers;
  for (const record::EnvelopeSignature& signature : envelope.signatures) {
    if (demand_.believes_all) signers.push_back(signature.key_id);
    for (const VerifyingKey& key : demand_.keys) {
      if (key.Verify(signed_bytes, signature.signature)) {
        signers.push_back(key.Id());
      } else if (signature.key_id == key.Id()) {
        Refuse("a signature in the name of " + KeyWords(key.Id()) +
               " does not hold: what it signs was changed");
      }
    }
  }
  return signers;
}

void TrustJudge::TakeEnvelope(const record::Envelope& envelope) {
  const std::size_t refused = ruling_.reasons.size();
  const auto signers = TrustedSigners(envelope);
  if (signers.empty()) {
    ruling_.strangers += refused == ruling_.reasons.size() ? 1 : 0;
    return;
  }
  if (envelope.payload_type != record::kStatementPayloadType) {
    return Refuse("a trusted key has signed something that is no in-toto statement");
  }
  const auto statement = record::ParseStatement(envelope.payload);
  if (!statement) return Refuse(statement.error().message);
  if (statement->predicate_type != record::kTestResultType) return;  // of other things
  for (const std::string& key_id : signers) TakeStatement(*statement, key_id);
}

void TrustJudge::TakeStatement(const record::Statement& statement, const std::string& key_id) {
  const record::Resource* const rules = statement.Configuration(kRulesResource);
  const record::Resource* const policy = statement.Configuration(kPolicyResource);
  ruling_.signers.push_back({key_id, statement.result,
                             rules == nullptr ? "" : std::string(rules->Note("tool")),
                             policy == nullptr ? "" : std::string(policy->Note("note"))});
  const std::string who = KeyWords(key_id);
  if (statement.result == record::TestResult::kFailed) {
    if (IsOfOneOfTheseFiles(statement)) Refuse(who + " says FAILED of these data files");
    return;
  }
  const std::string why = WhyNotCounted(statement);
  if (why.empty()) {
    passed_.insert(key_id);
    if (!ruling_.accepted) ruling_.accepted = statement;
  } else {
    not_counted_.push_back("what " + who + " has signed does not count: " + why);
  }
}

// "" when it counts.
std::string TrustJudge::WhyNotCounted(const record::Statement& statement) const {
  if (statement.result != record::TestResult::kPassed) return "it says WARNED, which is no PASSED";
  if (!statement.failed.empty()) return "it says PASSED and lists tests that failed";
  if (!IsOfTheseFiles(statement)) return "it is about other data files than those of the release";
  if (std::string fault = FaultOfPolicy(statement); !fault.empty()) return fault;
  const record::Resource* const rules = statement.Configuration(kRulesResource);
  if (rules == nullptr || rules->sha256 != detect::RulesDigest()) {
    return "it was judged by a rule table that this version does not know";
  }
  return FaultOfPapers(statement);
}

std::string TrustJudge::FaultOfPolicy(const record::Statement& statement) const {
  const record::Resource* const policy = statement.Configuration(kPolicyResource);
  if (policy == nullptr) return "it names no policy";
  if (policy->sha256 != release_.Info(record::kPolicyDigestLabel)) {
    return "it was judged under another policy than the release was made with";
  }
  if (demand_.policy.empty()) {
    if (IsBuiltInDigest(policy->sha256)) return "";
    return "its policy is none that this version knows: see policy.toml, and if it will do add "
           "--policy sha256:" +
           policy->sha256;
  }
  return policy->sha256 == demand_.policy ? "" : "it was judged under another policy than --policy";
}

// A statement that names bag-info.txt, as ours do, names every paper that lies there.
std::string TrustJudge::FaultOfPapers(const record::Statement& statement) const {
  const bool names_papers = statement.Configuration(record::kInfoName) != nullptr;
  for (const TagFile& tag : release_.tags) {
    const record::Resource* const resource = statement.Configuration(tag.path);
    if (!IsLasting(tag.path) || (resource == nullptr && !names_papers)) continue;
    if (resource == nullptr) return "it does not name " + tag.path + ", which the release has";
    if (resource->sha256 != tag.sha256) return tag.path + " has changed since";
  }
  // The list of tags is signed by nobody: a paper may be gone from it together with its file.
  for (const record::Resource& resource : statement.configuration) {
    const std::string& name = resource.name;
    if (!IsPaper(name) || !IsLasting(name) || release_.Tag(name) != nullptr) continue;
    return "it names " + name + ", which the release lacks";
  }
  return "";
}

bool TrustJudge::IsOfTheseFiles(const record::Statement& statement) const {
  record::Manifest stated;
  for (const record::Resource& each : statement.subjects)
    stated.push_back({each.name, each.sha256});
  std::ranges::sort(stated, {}, &record::ManifestEntry::path);
  return stated == subjects_;
}

bool TrustJudge::IsOfOneOfTheseFiles(const record::Statement& statement) const {
  return std::ranges::any_of(statement.subjects, [this](const record::Resource& each) {
    return std::ranges::find(subjects_, each.sha256, &record::ManifestEntry::sha256) !=
           subjects_.end();
  });
}

}  // namespace

std::string KeyWords(std::string_view key_id) {
  if (!IsHexDigest(key_id)) return "a key without a sound id";
  return "key " + std::string(key_id.substr(0, kShownOfId)) + "…";
}

TrustRuling JudgeTrust(const Release& release, const TrustDemand& demand) {
  return TrustJudge(release, demand).Judge();
}

Result<std::vector<VerifyingKey>> LoadTrustedKeys(const std::vector<std::string>& paths) {
  std::vector<VerifyingKey> keys;
  for (const std::string& path : paths) {
    auto key = VerifyingKey::Load(path);
    if (!key) return std::unexpected(key.error());
    const auto is_same = [&key](const VerifyingKey& other) { return other.Id() == key->Id(); };
    if (std::ranges::none_of(keys, is_same)) keys.push_back(std::move(*key));
  }
  return keys;
}

Result<std::string> PolicyDigestOf(const std::string& word) {
  std::string_view digest = word;
  if (digest.starts_with(kDigestPrefix)) digest.remove_prefix(kDigestPrefix.size());
  if (IsHexDigest(digest)) return std::string(digest);
  const auto policy = event::Policy::Load(word, detect::RuleIds());
  if (!policy) return std::unexpected(policy.error());
  return policy->Digest();
}

Error ErrorOfDistrust(const TrustRuling& ruling) {
  return {
      ExitCode::kVerify, ruling.reasons.front(),
      "the release is not trusted; ask its source, or name the keys to be trusted with --trust"};
}

}  // namespace fun::keys
