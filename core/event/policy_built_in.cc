#include "core/event/policy_built_in.h"

namespace fun::event {
namespace {

constexpr std::string_view kContract = "the contract of 2015: identity fields are removed";

// clang-format off
constexpr FieldRule kSeedRules[] = {
    {"/name", Action::kKeep, "the platform's name of the event, not a person's"},
    {"email", Action::kDrop, kContract},
    {"mail", Action::kDrop, kContract},
    {"address", Action::kDrop, kContract},
    {"mailing_address", Action::kDrop, kContract},
    {"name", Action::kDrop, kContract},
    {"full_name", Action::kDrop, kContract},
    {"first_name", Action::kDrop, kContract},
    {"last_name", Action::kDrop, kContract},
    {"phone", Action::kDrop, kContract},
    {"phone_number", Action::kDrop, kContract},
    {"password*", Action::kDrop, "the platform masks seven spellings only"},
    {"city", Action::kDrop, kContract},
    {"year_of_birth", Action::kDrop, kContract},
    {"gender", Action::kDrop, kContract},
    {"username", Action::kPseudonymUsername, "the contract of 2015: HMAC-SHA256(secret, username)"},
};

constexpr FieldRule kStandardRules[] = {
    {"/name", Action::kKeep, "the platform's name of the event, not a person's"},
    {"email", Action::kDrop, kContract},
    {"mail", Action::kDrop, kContract},
    {"address", Action::kDrop, kContract},
    {"mailing_address", Action::kDrop, kContract},
    {"name", Action::kDrop, kContract},
    {"full_name", Action::kDrop, kContract},
    {"first_name", Action::kDrop, kContract},
    {"last_name", Action::kDrop, kContract},
    {"phone", Action::kDrop, kContract},
    {"phone_number", Action::kDrop, kContract},
    {"password*", Action::kDrop, "the platform masks seven spellings only"},
    {"city", Action::kDrop, kContract},
    {"year_of_birth", Action::kDrop, kContract},
    {"gender", Action::kDrop, kContract},
    {"username", Action::kPseudonymUsername, "the contract of 2015: HMAC-SHA256(secret, username)"},
    {"user_id", Action::kPseudonymUserId, "some events name the learner by id only"},
    {"session", Action::kPseudonymSession, "a session id joins with server logs, and has held an e-mail"},
    {"ip", Action::kTruncateIp, "an address leads to a household; its network does not"},
};

constexpr Allowance kSeedAllowances[] = {
    {"/ip", "ipv4"},
    {"/ip", "ipv6"},
};

constexpr BuiltInPolicy kPolicies[] = {
    {"standard", true, kStandardRules, {}},
    {"seed", false, kSeedRules, kSeedAllowances},
};
// clang-format on

}  // namespace

std::span<const BuiltInPolicy> BuiltInPolicies() { return kPolicies; }

}  // namespace fun::event
