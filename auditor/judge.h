// Judges one line: does it hold personal data, and does it conform to its policy?
//
// The judge goes by content alone: it knows nothing of what the anonymizer did
// or meant to do, and shares with it only the reading of lines, the rule table and the decode
// layers.  It never repeats what it finds: a finding says where and what kind.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/detect/detector.h"
#include "core/detect/effort.h"
#include "core/detect/known/identities.h"
#include "core/event/lines.h"
#include "core/event/policy.h"

namespace fun::auditor {

// Rules that are not patterns of core/detect.
inline constexpr std::string_view kIdentityRule =
    "identity";  // a known person's name, e-mail or username
inline constexpr std::string_view kUsernameRule =
    "username";  // conformity: not empty, null, 64 hex or a list of these
inline constexpr std::string_view kPseudonymRule =
    "pseudonym";  // conformity: as above for user_id, session …
inline constexpr std::string_view kUnknownFieldRule =
    "unknown-field";  // conformity: of a closed policy, a field that it does not list
inline constexpr std::string_view kGrammarRule =
    "grammar";  // conformity: a value that is not of its field's grammar
inline constexpr std::string_view kDroppedFieldRule =
    "dropped-field";  // conformity: what the policy drops is there
inline constexpr std::string_view kIpFieldRule = "ip-field";  // conformity: not cut to its network
inline constexpr std::string_view kUnkeyedHashRule =
    "unkeyed-hash";  // MD5, SHA-1 or SHA-256 of a known person's name or e-mail
inline constexpr std::string_view kWeakKeyRule =
    "weak-key";  // a known person's pseudonym under a common key
inline constexpr std::string_view kLayerLimitRule =
    "layer-limit";  // JSON in strings, or text in encodings, deeper than can be looked into
inline constexpr std::string_view kLineRule =
    "line";  // cannot be read, so nobody knows what it holds

// One thing found in one line.  `string` is the byte range, in the line's text, of the content of
// the outermost JSON string (or number) that holds it; for kLineRule the whole line.
struct Finding {
  std::string_view rule;
  detect::Severity severity = detect::Severity::kError;
  Span string;
  std::string chain;    // "json>json>percent": what was decoded inside `string`
  std::string pointer;  // "/event>/POST/email/0"; a segment that is data is masked
  std::string shape;    // "email[16-31]": kind and length bucket, never a prefix
};

class KnownDigests;  // auditor/pseudonyms/known_digests.h

struct JudgeOptions {
  std::size_t max_depth = 1024;
  std::size_t max_line = 4 * 1024 * 1024;
  detect::Effort effort = detect::Effort::kUsual;  // other: after Identities::PrepareExhaustiveScan
  const KnownDigests* digests = nullptr;           // outlive the judge; nullptr: not looked for
};

// One thread; reuse it.  Policy, detector and identities are shared and outlive it.  A line
// without findings allocates nothing once the first lines have been judged.
class Judge {
 public:
  // `identities` may be nullptr.
  Judge(const event::Policy& policy, const detect::Detector& detector,
        const detect::Identities* identities, JudgeOptions options);
  Judge(Judge&&) noexcept;
  ~Judge();

  // Appends what is wrong with `line` (not blank) to `findings`, at most 1,000; none appended:
  // clean.  A line that is refused, for its form or as longer than max_line, gives one finding
  // of kLineRule, and its reason is returned; else "".
  std::string_view JudgeLine(const event::Line& line, std::vector<Finding>& findings);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The ids of the rules above.
std::span<const std::string_view> OwnRules();

// Of any rule, of the table or of those above: its severity, and what it finds, for people.
detect::Severity SeverityOf(std::string_view rule);
std::string_view WhatIs(std::string_view rule);

// The finding for a line of `bytes` bytes that is refused for `reason`; for a line over the limit,
// whose end nobody has looked for, `bytes` is the limit.
Finding FindingOfRefusal(std::string_view reason, std::size_t bytes);

}  // namespace fun::auditor
