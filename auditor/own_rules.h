// The rules of the auditor that are no patterns of core/detect: conformity, the differential, what
// is said of lines, of the log and of the baseline.
#pragma once

#include <span>
#include <string_view>

#include "core/detect/rules.h"

namespace fun::auditor {

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
inline constexpr std::string_view kIncompleteRule =
    "incomplete";  // a limit of depth or size: nobody looked into what is beyond
inline constexpr std::string_view kLineRule =
    "line";  // cannot be read, so nobody knows what it holds
inline constexpr std::string_view kWrongPseudonymRule =
    "wrong-pseudonym";  // differential: not the one that the key makes of the raw value
inline constexpr std::string_view kChangedRule =
    "changed";  // differential: what the policy lets stand is not as in the raw log
inline constexpr std::string_view kAddedRule =
    "added";  // differential: a line, member or element that the raw log does not have
inline constexpr std::string_view kMissingRule =
    "missing";  // differential: one that the raw log has, and that should be there
// Of the log as a whole, once for each place or kind.
inline constexpr std::string_view kUnknownKeyRule = "unknown-key";
inline constexpr std::string_view kUnknownEventTypeRule = "unknown-event-type";
// Of the baseline's entries, not of lines: see auditor/baseline/settle.h.
inline constexpr std::string_view kBaselineExceededRule = "baseline-exceeded";
inline constexpr std::string_view kBaselineExpiredRule = "baseline-expired";
inline constexpr std::string_view kBaselineExpiringRule = "baseline-expiring";
inline constexpr std::string_view kBaselineUnusedRule = "baseline-unused";

// The ids of the rules above.
std::span<const std::string_view> OwnRules();

// Of any rule, of the table or of those above: its severity, and what it finds, for people.
detect::Severity SeverityOf(std::string_view rule);
std::string_view WhatIs(std::string_view rule);

}  // namespace fun::auditor
