// Laws that hold for every line, tried on random ones.
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "tests/property/planted_events.h"
#include "tests/unit/anonymizer/anonymized.h"
#include "tests/unit/core/json/reference_parser.h"
#include "tests/unit/core/json/walked.h"

namespace fun::anonymizer {
namespace {

constexpr int kRounds = 20'000;
constexpr std::string_view kPolicies[] = {"seed", "standard"};

TEST(AnonymizedLine, IsSoundJson) {
  std::mt19937 random(1);  // fixed: a failure must repeat
  EventMaker maker(random, true);
  for (int round = 0; round < kRounds; ++round) {
    const PlantedEvent event = maker.Make();
    for (const std::string_view policy : kPolicies) {
      const std::string out = Anonymized(policy, event.text);
      ASSERT_EQ(json::WalkText(out).reason, "") << event.text;
      ASSERT_TRUE(json::ReferenceParser(out).IsJson()) << event.text;
    }
  }
}

TEST(AnonymizedLine, HoldsNoPlantedValueUnderAnyDecoding) {
  std::mt19937 random(2);
  EventMaker maker(random, true);
  int plants = 0;
  for (int round = 0; round < kRounds; ++round) {
    const PlantedEvent event = maker.Make();
    plants += event.plants;
    ASSERT_EQ(IsInAny(Peeled(event.text), kPlant), event.plants > 0) << event.text;
    for (const std::string_view policy : kPolicies) {
      ASSERT_FALSE(IsInAny(Peeled(Anonymized(policy, event.text)), kPlant)) << event.text;
    }
  }
  EXPECT_GT(plants, kRounds / 2);
}

TEST(AnonymizedLine, HoldsEveryValueThatNoRuleTouches) {
  std::mt19937 random(3);
  EventMaker maker(random, true);
  std::size_t kept = 0;
  for (int round = 0; round < kRounds; ++round) {
    const PlantedEvent event = maker.Make();
    kept += event.kept.size();
    const auto seed = Peeled(Anonymized("seed", event.text));
    const auto standard = Peeled(Anonymized("standard", event.text));
    for (const std::string& word : event.kept) {
      ASSERT_TRUE(IsInAny(seed, word)) << event.text;
      ASSERT_TRUE(IsInAny(standard, word)) << event.text;
    }
  }
  EXPECT_GT(kept, static_cast<std::size_t>(kRounds));
}

// Text that looks like JSON and breaks is the one thing that goes without a key.
TEST(AnonymizedLine, IsTheLineItselfUnderSeedWithoutIdentityKeys) {
  std::mt19937 random(4);
  EventMaker maker(random, false);
  TestAnonymizer seed("seed");
  int broken = 0;
  for (int round = 0; round < kRounds; ++round) {
    const PlantedEvent event = maker.Make();
    const std::string out = seed(event.text);
    broken += seed.counts.tails_cut > 0 ? 1 : 0;
    ASSERT_TRUE(out == event.text || seed.counts.tails_cut > 0) << event.text;
  }
  EXPECT_LT(broken, kRounds / 200);
}

// Neither what came before nor which anonymizer it is plays a part.
TEST(AnonymizedLine, IsTheSameBytesEveryTime) {
  std::mt19937 random(5);
  EventMaker maker(random, true);
  for (const std::string_view policy : kPolicies) {
    TestAnonymizer other(policy);
    std::string before = "{}";
    for (int round = 0; round < kRounds; ++round) {
      const std::string line = maker.Make().text;
      const std::string first = Anonymized(policy, line);
      ASSERT_EQ(Anonymized(policy, line), first) << line;
      other(before);
      ASSERT_EQ(other(line), first) << line;
      before = line;
    }
  }
}

TEST(AnonymizedLine, HasNothingLeftToRemove) {
  std::mt19937 random(6);
  EventMaker maker(random, true, false);
  for (int round = 0; round < kRounds; ++round) {
    const std::string once = Anonymized("seed", maker.Make().text);
    ASSERT_EQ(Anonymized("seed", once), once) << round;
  }
}

// A payload cut anywhere, at random events and places.
TEST(AnonymizedLine, HoldsNoPlantedValueWhenItsPayloadWasCut) {
  std::mt19937 random(7);
  EventMaker maker(random, true);
  for (int round = 0; round < kRounds; ++round) {
    const std::string payload = maker.Make().text;
    const std::string cut = payload.substr(0, random() % (payload.size() + 1));
    if (!json::IsUtf8(cut)) continue;  // the platform cuts between characters
    std::string line = R"({"event":)";
    json::AppendQuoted(cut, line);
    for (const std::string_view policy : kPolicies) {
      const std::string out = Anonymized(policy, line + "}");
      ASSERT_EQ(json::WalkText(out).reason, "") << cut;
      ASSERT_FALSE(IsInAny(Peeled(out), kPlant)) << cut;
    }
  }
}

}  // namespace
}  // namespace fun::anonymizer
