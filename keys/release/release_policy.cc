#include "keys/release/release_policy.h"

#include <utility>

#include "core/detect/rules.h"
#include "core/event/policy_text.h"
#include "keys/release/trust.h"

namespace fun::keys {
namespace {

std::unexpected<Error> NoPolicy(std::string what) {
  return Failure(ExitCode::kVerify, std::move(what),
                 "make the release anew with this version, or read it with the one that made it");
}

Result<event::Policy> ReadPolicy(const Release& release) {
  const std::string name(release.Info(record::kPolicyLabel));
  const TagFile* const file = release.Tag(record::kPolicyName);
  if (file == nullptr) return event::Policy::BuiltIn(name);
  auto text = event::ParsePolicy(file->bytes, record::kPolicyName, detect::RuleIds());
  if (!text) return std::unexpected(text.error());
  text->name = name;
  return event::Policy::Of(std::move(*text));
}

}  // namespace

Result<event::Policy> PolicyOfRelease(const Release& release) {
  auto policy = ReadPolicy(release);
  if (!policy) return NoPolicy("the release's policy cannot be read: " + policy.error().message);
  if (policy->Digest() == release.Info(record::kPolicyDigestLabel)) return policy;
  return NoPolicy("the release's policy is not the one whose digest bag-info.txt states");
}

Result<void> CheckPolicyFlag(const std::string& flag, const event::Policy& policy) {
  if (flag.empty()) return {};
  const auto digest = PolicyDigestOf(flag);
  if (!digest) return std::unexpected(digest.error());
  if (*digest == policy.Digest()) return {};
  return Failure(ExitCode::kUsage, "--policy names another policy than the release was made with",
                 "leave it out: the release says which it is");
}

}  // namespace fun::keys
