#include "core/event/policy.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace fun::event {
namespace {

Policy BuiltIn(std::string_view name) { return Policy::BuiltIn(name).value(); }

// What becomes of the value at the end of `path`, walked from the root as the
// anonymizer does.
std::string ActionAt(const Policy& policy, std::initializer_list<std::string_view> path) {
  NodeId node = kRoot;
  KeyId id = 0;
  for (const std::string_view key : path) {
    id = policy.IdOf(key);
    node = policy.Child(node, id);
  }
  return std::string(NameOf(policy.ActionOf(node, id)));
}

TEST(Policy, PathBeatsKey) {
  for (const std::string_view name : Policy::BuiltInNames()) {
    const Policy policy = BuiltIn(name);
    EXPECT_EQ(ActionAt(policy, {"name"}), "keep") << name;
    EXPECT_EQ(ActionAt(policy, {"context", "name"}), "drop") << name;
    EXPECT_EQ(ActionAt(policy, {"name", "name"}), "drop") << name;
    EXPECT_EQ(ActionAt(policy, {"event", "POST", "name"}), "drop") << name;
  }
}

TEST(Policy, SeedDropsAndPseudonymisesTheKeysOf2015AtAnyDepth) {
  const Policy seed = BuiltIn("seed");
  for (const char* const key :
       {"email", "mail", "address", "mailing_address", "full_name", "first_name", "last_name",
        "phone", "phone_number", "city", "year_of_birth", "gender", "password", "password1",
        "password_confirmation"}) {
    EXPECT_EQ(ActionAt(seed, {key}), "drop") << key;
    EXPECT_EQ(ActionAt(seed, {"event", "POST", key}), "drop") << key;
  }
  EXPECT_EQ(ActionAt(seed, {"username"}), "pseudonym-username");
  EXPECT_EQ(ActionAt(seed, {"context", "username"}), "pseudonym-username");
  for (const char* const key : {"ip", "user_id", "session", "agent", "event"}) {
    EXPECT_EQ(ActionAt(seed, {key}), "keep") << key;
  }
  EXPECT_FALSE(seed.scans_text());
}

TEST(Policy, StandardDoesWhatSeedDoesAndMore) {
  const Policy seed = BuiltIn("seed");
  const Policy standard = BuiltIn("standard");
  for (const FieldRule& rule : seed.rules()) {
    std::string key(rule.selector);
    if (key.ends_with('*')) key.back() = 'x';
    if (key.starts_with('/')) continue;
    EXPECT_EQ(ActionAt(standard, {"event", key}), ActionAt(seed, {"event", key})) << key;
  }
  EXPECT_EQ(ActionAt(standard, {"context", "user_id"}), "pseudonym-user_id");
  EXPECT_EQ(ActionAt(standard, {"session"}), "pseudonym-session");
  EXPECT_EQ(ActionAt(standard, {"ip"}), "truncate-ip");
  EXPECT_TRUE(standard.scans_text());
}

TEST(Policy, ComparesKeysWholeAndPrefixesFromTheirStart) {
  const Policy policy = BuiltIn("seed");
  for (const char* const key : {"", "e", "emai", "emails", "Email", "email ", "e-mail", "xemail",
                                "username2", "user_name", "my_password", "passwor", "Password"}) {
    EXPECT_EQ(policy.IdOf(key), 0) << key;
  }
  EXPECT_NE(policy.IdOf("password"), 0);
  EXPECT_EQ(policy.IdOf("password"), policy.IdOf("passwords and all that follows"));
  EXPECT_EQ(policy.IdOf("password"), policy.IdOf("password" + std::string(100, 'x')));
}

TEST(Policy, GivesEveryKeyAnIdOfItsOwn) {
  for (const std::string_view name : Policy::BuiltInNames()) {
    const Policy policy = BuiltIn(name);
    std::set<KeyId> ids;
    for (const FieldRule& rule : policy.rules()) {
      if (rule.selector.starts_with('/') || rule.selector.ends_with('*')) continue;
      EXPECT_TRUE(policy.MayKnow(rule.selector)) << rule.selector;
      EXPECT_TRUE(ids.insert(policy.IdOf(rule.selector)).second) << rule.selector;
    }
  }
}

// MayKnow is a shortcut: it may say yes too often, never no too often.
TEST(Policy, MayKnowEveryKeyThatItKnows) {
  const Policy policy = BuiltIn("standard");
  for (std::size_t size = 1; size < 200; ++size) {
    const std::string key = "password" + std::string(size, 'x');
    EXPECT_TRUE(policy.MayKnow(key)) << size;
    EXPECT_NE(policy.IdOf(key), 0) << size;
  }
  EXPECT_FALSE(policy.MayKnow("agent"));
  EXPECT_FALSE(policy.MayKnow("\xC3\xA9"));
}

TEST(Policy, KnowsNoPlaceBelowAnUnknownOne) {
  const Policy policy = BuiltIn("standard");
  const KeyId name = policy.IdOf("name");
  EXPECT_NE(policy.Child(kRoot, name), kNowhere);
  EXPECT_EQ(policy.Child(kNowhere, name), kNowhere);
  EXPECT_EQ(policy.Child(kRoot, 0), kNowhere);
  EXPECT_EQ(policy.Child(policy.Child(kRoot, name), name), kNowhere);
  EXPECT_EQ(policy.ActionOf(kNowhere, 0), Action::kKeep);
}

TEST(Policy, RefusesAnUnknownNameAndSaysWhichThereAre) {
  for (const char* const name : {"", "Standard", "strict", "standard ", "../x"}) {
    const auto policy = Policy::BuiltIn(name);
    ASSERT_FALSE(policy.has_value()) << name;
    EXPECT_EQ(policy.error().code, ExitCode::kUsage);
    EXPECT_EQ(policy.error().message, "no such policy");
    for (const std::string_view known : Policy::BuiltInNames()) {
      EXPECT_NE(policy.error().hint.find(known), std::string::npos) << known;
    }
  }
}

TEST(Policy, DigestIs64HexDigitsAndNoTwoPoliciesShareOne) {
  std::set<std::string> digests;
  for (const std::string_view name : Policy::BuiltInNames()) {
    const std::string digest = BuiltIn(name).Digest();
    EXPECT_EQ(digest.size(), 64U);
    EXPECT_EQ(digest.find_first_not_of("0123456789abcdef"), std::string::npos);
    EXPECT_EQ(BuiltIn(name).Digest(), digest) << name;
    EXPECT_TRUE(digests.insert(digest).second) << name;
  }
}

// Change this digest together with the policy and CHANGELOG.md: releases and
// their attestations name it.
TEST(Policy, DigestChangesWhenARuleDoes) {
  EXPECT_EQ(BuiltIn("seed").Digest(),
            "273e3a5475ae6e0ce5624226fd9dab0b11b5d92b2ba1e78b34832b0887e0d3a0");
  EXPECT_EQ(BuiltIn("standard").Digest(),
            "d12f6fc3318afd668f4a12d3c9f2e86d7781fc1d4141e972f5517afa73d455c5");
}

TEST(Policy, LetsSeedKeepAddressesInIpAndStandardNothing) {
  const Policy seed = BuiltIn("seed");
  std::vector<std::string> pairs;
  for (const Allowance& pair : seed.allowances()) {
    pairs.push_back(std::string(pair.path) + " " + std::string(pair.rule));
  }
  EXPECT_EQ(pairs, (std::vector<std::string>{"/ip ipv4", "/ip ipv6"}));
  EXPECT_TRUE(BuiltIn("standard").allowances().empty());
}

TEST(NameOf, GivesEveryActionTheWordOfPolicies) {
  const std::vector<std::string_view> names = {NameOf(Action::kKeep),
                                               NameOf(Action::kDrop),
                                               NameOf(Action::kPseudonymUsername),
                                               NameOf(Action::kPseudonymUserId),
                                               NameOf(Action::kPseudonymSession),
                                               NameOf(Action::kTruncateIp)};
  EXPECT_EQ(names, (std::vector<std::string_view>{"keep", "drop", "pseudonym-username",
                                                  "pseudonym-user_id", "pseudonym-session",
                                                  "truncate-ip"}));
}

}  // namespace
}  // namespace fun::event
