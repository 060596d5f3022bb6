#include "core/event/policy.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
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
  EXPECT_EQ(ActionAt(BuiltIn("seed"), {"name"}), "keep");
  for (const std::string_view name : Policy::BuiltInNames()) {
    const Policy policy = BuiltIn(name);
    EXPECT_NE(ActionAt(policy, {"name"}), "drop") << name;
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
  EXPECT_FALSE(policy.MayKnow("\xC3\xA9"));
  EXPECT_FALSE(BuiltIn("seed").MayKnow("agent"));
}

TEST(Policy, KnowsNoPlaceBelowAnUnknownOne) {
  const Policy policy = BuiltIn("standard");
  const KeyId name = policy.IdOf("name");
  EXPECT_NE(policy.Child(kRoot, name), kNowhere);
  EXPECT_EQ(policy.Child(kNowhere, name), kNowhere);
  EXPECT_EQ(policy.Child(kRoot, 0), kNowhere);
  EXPECT_EQ(policy.Child(policy.Child(kRoot, name), name), kNowhere);
  EXPECT_EQ(policy.ActionOf(kNowhere, 0), Action::kScan);
  EXPECT_EQ(BuiltIn("seed").ActionOf(kNowhere, 0), Action::kKeep);
  EXPECT_EQ(BuiltIn("strict").ActionOf(kNowhere, 0), Action::kDrop);
}

TEST(Policy, RefusesAnUnknownNameAndSaysWhichThereAre) {
  for (const char* const name : {"", "Standard", "sed", "standard ", "\xff"}) {
    const auto policy = Policy::BuiltIn(name);
    ASSERT_FALSE(policy.has_value()) << name;
    EXPECT_EQ(Policy::Load(name).error().message, "no such policy");
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
            "11eeca658eb2ac1464da86537045507b6317e5b720c142631a7f95c755f35742");
  EXPECT_EQ(BuiltIn("standard").Digest(),
            "74b52ee01fc61cff88ac4bd61806893916b4844b3e8df7c98ecf6d0b2afb2edd");
  EXPECT_EQ(BuiltIn("strict").Digest(),
            "f86def4ef1cdfc95913fcef5b57da605cb74ba16addd7a3b1735cf6fd6c9d103");
}

// Everything that acts is in it, and nothing else.
TEST(Policy, DigestIsOfWhatActsAlone) {
  const auto digest = [](const std::string& toml) {
    const auto text = ParsePolicy(toml, "p.toml", {});
    EXPECT_TRUE(text.has_value()) << text.error().message;
    return Policy::Of(*text).Digest();
  };
  const std::string top = "version = 1\nunknown = \"scan\"\n";
  const std::string a =
      "[[rule]]\nselect = \"a\"\naction = \"keep\"\ngrammar = \"words\"\nwords = ";
  const std::string b = "[[rule]]\nselect = \"b\"\naction = \"coarsen\"\nkind = \"time\"\n";
  const std::string same = digest(top + a + "[\"x\"]\n" + b);
  EXPECT_EQ(digest("# a comment\n" + top + b + "why = \"because\"\n" + a + "[ \"x\" ]\n"), same);
  const std::string allow = "[[allow]]\npath = \"/c\"\nrule = \"email\"\n";
  const std::string agent = "[[rule]]\nselect = \"b\"\naction = \"coarsen\"\nkind = \"agent\"\n";
  for (const std::string& other :
       {top + a + "[\"y\"]\n" + b, top + a + "[\"x\", \"y\"]\n" + b, top + b,
        top + a + "[\"x\"]\n" + agent, top + a + "[\"x\"]\n" + b + allow,
        "version = 1\nunknown = \"keep\"\n" + a + "[\"x\"]\n" + b}) {
    EXPECT_NE(digest(other), same) << other;
  }
}

TEST(Policy, OfAFileIsReadOrRefusedWithItsName) {
  const std::string path = testing::TempDir() + "fun-policy-test.toml";
  std::ofstream(path) << "version = 1\nextends = \"seed\"\n";
  const auto policy = Policy::Load(path);
  ASSERT_TRUE(policy.has_value()) << policy.error().message;
  EXPECT_EQ(policy->name(), "fun-policy-test");
  EXPECT_EQ(policy->Digest(), BuiltIn("seed").Digest());
  std::ofstream(path) << "version = 1\nextends = \"sead\"\n";
  const auto misspelt = Policy::Load(path);
  ASSERT_FALSE(misspelt.has_value());
  EXPECT_EQ(misspelt.error().message, path + ":2:11: no such extends");
  std::remove(path.c_str());
  const auto absent = Policy::Load(path);
  ASSERT_FALSE(absent.has_value());
  EXPECT_EQ(absent.error().code, ExitCode::kUsage);
  EXPECT_EQ(Policy::Load("/dev").error().code, ExitCode::kUsage);
}

TEST(Policy, TakesTheWholeKeyBeforeAPartAndTheLongerPartBeforeTheShorter) {
  const auto text = ParsePolicy(
      "version = 1\nunknown = \"keep\"\n"
      "[[rule]]\nselect = \"user*\"\naction = \"drop\"\n"
      "[[rule]]\nselect = \"*_user_id\"\naction = \"scan\"\n"
      "[[rule]]\nselect = \"user_user_id\"\naction = \"truncate-ip\"\n"
      "[[rule]]\nselect = \"*r_id\"\naction = \"template\"\n"
      "[[rule]]\nselect = \"/p/user_x\"\naction = \"keep\"\n",
      "p.toml", {});
  ASSERT_TRUE(text.has_value()) << text.error().message;
  const Policy policy = Policy::Of(*text);
  EXPECT_EQ(ActionAt(policy, {"user_user_id"}), "truncate-ip");
  EXPECT_EQ(ActionAt(policy, {"users_user_id"}), "scan");
  EXPECT_EQ(ActionAt(policy, {"my_user_id"}), "scan");
  EXPECT_EQ(ActionAt(policy, {"_user_id"}), "scan");
  EXPECT_EQ(ActionAt(policy, {"owner_id"}), "template");
  EXPECT_EQ(ActionAt(policy, {"user"}), "drop");
  EXPECT_EQ(ActionAt(policy, {"user_id"}), "drop");
  EXPECT_EQ(ActionAt(policy, {"p", "user_x"}), "keep");
  EXPECT_EQ(ActionAt(policy, {"q", "user_x"}), "drop");  // a path's key is a key as before
  EXPECT_EQ(ActionAt(policy, {"use"}), "keep");
  EXPECT_FALSE(policy.Names("users"));
}

TEST(Policy, StarStandsForOneSegmentAndGivesWayToAKey) {
  const auto text = ParsePolicy(
      "version = 1\nunknown = \"keep\"\n"
      "[[rule]]\nselect = \"/a/*/c\"\naction = \"drop\"\n"
      "[[rule]]\nselect = \"/a/b\"\naction = \"scan\"\n",
      "p.toml", {});
  ASSERT_TRUE(text.has_value()) << text.error().message;
  const Policy policy = Policy::Of(*text);
  EXPECT_EQ(ActionAt(policy, {"a", "x", "c"}), "drop");
  EXPECT_EQ(ActionAt(policy, {"a", "c", "c"}), "drop");
  EXPECT_EQ(ActionAt(policy, {"a", "c"}), "keep");
  EXPECT_EQ(ActionAt(policy, {"a", "b"}), "scan");
  EXPECT_EQ(ActionAt(policy, {"a", "b", "c"}), "keep");
  EXPECT_EQ(ActionAt(policy, {"a", "x", "x", "c"}), "keep");
}

// A policy of thousands of rules is looked up like a small one.
TEST(Policy, KnowsThousandsOfKeysAndPaths) {
  std::string toml = "version = 1\nunknown = \"keep\"\n[[rule]]\naction = \"drop\"\nselect = [";
  for (int i = 0; i < 2000; ++i) {
    toml += "\"key" + std::to_string(i) + "\", \"/path" + std::to_string(i) + "/x\", ";
  }
  const auto text = ParsePolicy(toml + "]\n", "p.toml", {});
  ASSERT_TRUE(text.has_value()) << text.error().message;
  const Policy policy = Policy::Of(*text);
  for (int i = 0; i < 2000; ++i) {
    const std::string key = "key" + std::to_string(i);
    const std::string path = "path" + std::to_string(i);
    EXPECT_EQ(ActionAt(policy, {key}), "drop") << i;
    EXPECT_EQ(ActionAt(policy, {path, "x"}), "drop") << i;
    EXPECT_EQ(ActionAt(policy, {path}), "keep") << i;
    EXPECT_EQ(ActionAt(policy, {path, key + "x"}), "keep") << i;
  }
}

TEST(Policy, LetsSeedKeepAddressesInIpAndStandardNothing) {
  const Policy seed = BuiltIn("seed");
  std::vector<std::string> pairs;
  for (const Allowance& pair : seed.allowances()) {
    pairs.push_back(pair.path + " " + pair.rule);
  }
  EXPECT_EQ(pairs, (std::vector<std::string>{"/ip ipv4", "/ip ipv6"}));
  EXPECT_TRUE(BuiltIn("standard").allowances().empty());
}

}  // namespace
}  // namespace fun::event
