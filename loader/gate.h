// The gate: no line reaches the server unless the auditor finds nothing in it.
//
// Leak scan and conformity to the policy, at severity error.  There is no flag that
// switches it off.  A line that cannot be read is rejected; one with a finding is
// quarantined.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "auditor/judge/judge.h"
#include "auditor/pseudonyms/known_digests.h"
#include "core/base/error.h"
#include "loader/transform/members.h"

namespace fun::loader {

struct GateOptions {
  std::string policy;                   // "": standard
  std::vector<std::string> identities;  // files
  auditor::JudgeOptions judge;
  std::optional<event::Policy> policy_of_release = std::nullopt;  // in place of `policy`
  bool is_trusted = false;  // the lines were audited: without known people they all pass
};

enum class Verdict : std::uint8_t { kPass, kQuarantine, kReject };

struct Ruling {
  Verdict verdict = Verdict::kPass;
  std::string_view refusal;                // kReject: why the line cannot be read
  std::vector<auditor::Finding> findings;  // kQuarantine: at severity error
};

// One thread.
class Gate {
 public:
  // kUsage for an unknown policy; else as Identities::Load.
  static Result<std::unique_ptr<Gate>> Make(const GateOptions& options);

  // Judges a line that is not blank; none of a trusted release, unless people are to be looked for.
  // In the same walk `reader` sees it, all of it when it is not rejected.  The ruling is valid
  // until the next call.
  const Ruling& Judge(const event::Line& line, MemberVisitor& reader);

  const event::Policy& policy() const { return policy_; }

  // Changes with the known people; "" without any.
  std::string IdentitiesDigest() const {
    return identities_ ? identities_->ContentDigest() : std::string();
  }

 private:
  std::string_view Walk(const event::Line& line, MemberVisitor& reader);
  Gate(event::Policy policy, std::optional<detect::Identities> identities,
       const GateOptions& options);

  const event::Policy policy_;
  const detect::Detector detector_;
  const std::optional<detect::Identities> identities_;
  const auditor::KnownDigests digests_;
  const bool passes_all_;
  const std::size_t max_depth_;
  auditor::Judge judge_;  // looks at the four above
  Ruling ruling_;
};

}  // namespace fun::loader
