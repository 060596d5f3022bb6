#include "auditor/self_test/self_test.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "auditor/self_test/people.h"
#include "auditor/self_test/trial.h"
#include "core/event/policy_text.h"
#include "tests/unit/auditor/judge/judging.h"

namespace fun::auditor {
namespace {

const detect::Detector& TheDetector() {
  static const detect::Detector detector;
  return detector;
}

LineSample SampleOf(std::initializer_list<std::string_view> lines) {
  LineSample sample;
  for (const std::string_view line : lines) sample.Add(line);
  return sample;
}

const LineSample& SomeLines() {
  static const LineSample sample =
      SampleOf({R"({"a": "b", "c": {"d": ["e", {}]}})", R"({})",
                R"({"ip": "192.0.2.7", "q": "to a@b.example"})",
                R"({"event": "{\"POST\": {\"k\": [\"v\"]}}", "p": "caf\u00e9"})",
                R"({"n": [1, null, {"x": ""}]})"});
  return sample;
}

SelfTest Measured(std::string_view policy, const LineSample& sample, std::uint64_t rounds,
                  unsigned jobs = 1) {
  SelfTestOptions options;
  options.rounds = rounds;
  options.jobs = jobs;
  options.with_people = true;
  return *RunSelfTest(*event::Policy::BuiltIn(policy), TheDetector(), sample, options);
}

TEST(LineSample, IsTheSameForAnyOrderAndAnyParts) {
  std::vector<std::string> lines;
  for (int i = 0; i < 3000; ++i) lines.push_back(R"({"n": )" + std::to_string(i) + "}");
  LineSample whole;
  for (const std::string& line : lines) whole.Add(line);
  LineSample parts[3];
  for (std::size_t i = lines.size(); i-- > 0;) parts[i * i % 3].Add(lines[i]);
  parts[0].Add(lines[5]);  // twice
  LineSample merged;
  for (LineSample& part : parts) merged.Merge(std::move(part));
  EXPECT_EQ(whole.lines().size(), LineSample::kMostLines);
  EXPECT_EQ(merged.lines(), whole.lines());
  LineSample fewer;
  fewer.Add(lines[0]);
  EXPECT_NE(fewer.lines(), whole.lines());
}

TEST(LineSample, PassesOverLongLines) {
  EXPECT_EQ(SampleOf({std::string(LineSample::kLongestLine, ' ')}).lines().size(), 1U);
  EXPECT_EQ(SampleOf({std::string(LineSample::kLongestLine + 1, ' ')}).lines().size(), 0U);
}

TEST(RunSelfTest, FindsAllThatIsPlantedWhateverThePolicy) {
  for (const std::string_view policy : event::Policy::BuiltInNames()) {
    const SelfTest test = Measured(policy, SomeLines(), 220);
    EXPECT_EQ(test.lines, 5U);
    EXPECT_EQ(test.all.planted, 220 * kPlantsInRound);
    for (const auto& [encoding, recall] : test.encodings) {
      if (encoding == "chain-3") continue;
      EXPECT_EQ(recall.found, recall.planted) << policy << " " << encoding;
    }
    EXPECT_EQ(test.encodings.size(), kPlantsInRound);
    EXPECT_EQ(test.places.size(), kPlantPlaces);
    EXPECT_EQ(test.rules.size(), detect::RuleIds().size() + 1);
  }
}

TEST(RunSelfTest, IsTheSameForAnyNumberOfJobs) {
  const SelfTest alone = Measured("standard", SomeLines(), 50);
  EXPECT_EQ(RecallJson(Measured("standard", SomeLines(), 50, 3)), RecallJson(alone));
  EXPECT_NE(RecallJson(Measured("standard", SomeLines(), 51)), RecallJson(alone));
}

TEST(RunSelfTest, SaysThatThereWasNoLine) {
  const SelfTest test = Measured("standard", {}, 50);
  EXPECT_EQ(test.lines, 0U);
  EXPECT_EQ(test.all.planted, 0U);
}

// A judge whose scan lacks something: recall says so.
SelfTest TestWith(const event::Policy& policy, const detect::Identities* people,
                  std::string_view rule, const TrialGround& ground) {
  TrialRunner runner(ground, Judge(policy, TheDetector(), people, {}));
  Chance chance(1);
  SelfTest test;
  for (int round = 0; round < 20; ++round) runner.RunRound(rule, chance, test);
  return test;
}

class Mutilated : public testing::Test {
 protected:
  Mutilated() {
    splitter_.Start(kLine);
    event::Line line;
    splitter_.Next(line);
    const Allowances none(*event::Policy::BuiltIn("standard"));
    Chance chance(2);
    ground_ = {{}, InventPeople(chance), {BedOf(line, none, 16)}};
    ground_.beds[0].objects.clear();  // values only
  }

  static constexpr std::string_view kLine = R"({"q": "x"})";
  event::LineSplitter splitter_;
  TrialGround ground_;
};

TEST_F(Mutilated, WithoutPeopleFindsNobody) {
  const auto standard = event::Policy::BuiltIn("standard");
  const auto people = detect::Identities::Load({}, ground_.people);
  EXPECT_EQ(TestWith(*standard, nullptr, kIdentityRule, ground_).all, (Recall{260, 0}));
  EXPECT_EQ(TestWith(*standard, &*people, kIdentityRule, ground_).all, (Recall{260, 260}));
}

TEST_F(Mutilated, ByAnAllowanceFindsNothingOfItsRule) {
  const TemporaryFile file(
      "version = 1\nextends = \"standard\"\n[[allow]]\npath = \"/q\"\nrule = \"email\"\n");
  const auto lax = event::Policy::Load(file.path());
  ASSERT_TRUE(lax.has_value()) << lax.error().message << lax.error().hint;
  const SelfTest blind = TestWith(*lax, nullptr, "email", ground_);
  EXPECT_LT(IntervalOf(blind.all).high, 0.3);
  for (const auto& [encoding, recall] : blind.encodings) {
    // What stands within JSON in the string, or in what begins like it and has escapes, stands at
    // another place.
    if (encoding != "json" && encoding != "written" && !encoding.starts_with("chain")) {
      EXPECT_EQ(recall, (Recall{20, 0})) << encoding;
    }
  }
  EXPECT_EQ(TestWith(*lax, nullptr, "card", ground_).all, (Recall{260, 260}));
}

// The line's strings of which the policy allows something, and what is in them, are no bed.
TEST(BedOf, LeavesOutWhereThePolicyAllowsSomething) {
  const auto seed = event::Policy::BuiltIn("seed");
  event::LineSplitter splitter;
  constexpr std::string_view kText = R"({"ip": "1.2.3.4", "q": ["a", {"ip": "b"}], "z": {}})";
  splitter.Start(kText);
  event::Line line;
  splitter.Next(line);
  const PlantBed bed = BedOf(line, Allowances(*seed), 16);
  std::vector<std::string_view> strings;
  for (const Span span : bed.strings) strings.push_back(Slice(kText, span));
  EXPECT_EQ(strings, (std::vector<std::string_view>{"a", "b"}));
  EXPECT_EQ(bed.objects,
            (std::vector<std::size_t>{1, kText.find("{\"ip\": \"b") + 1, kText.find("{}") + 1}));
}

TEST(PlantIn, KeepsTheLineSoundAndSaysWhereItStands) {
  const Allowances none(*event::Policy::BuiltIn("standard"));
  for (const auto& [digest, text] : SomeLines().lines()) {
    event::LineSplitter splitter;
    splitter.Start(text);
    event::Line line;
    splitter.Next(line);
    const PlantBed bed = BedOf(line, none, 16);
    for (std::size_t i = 0; i < kPlantPlaces; ++i) {
      const auto place = static_cast<PlantPlace>(i);
      const bool takes_string = place == PlantPlace::kValue || place == PlantPlace::kText;
      if (takes_string && bed.strings.empty()) continue;
      const std::string json = place == PlantPlace::kNumber ? "123456" : "\"fresh\"";
      for (std::uint64_t seed = 0; seed < 20; ++seed) {
        Chance chance(seed);
        const PlantedLine planted = PlantIn(bed, place, json, chance);
        const std::string_view held = Slice(planted.text, planted.token);
        EXPECT_TRUE(held.ends_with(place == PlantPlace::kNumber ? "123456" : "fresh")) << held;
        EXPECT_EQ(held.size() == json.size() - (place == PlantPlace::kNumber ? 0 : 2),
                  place != PlantPlace::kText);
        for (const Finding& finding : FindingsIn(planted.text, "standard")) {
          EXPECT_NE(finding.rule, kLineRule) << NameOf(place);
        }
      }
    }
  }
}

}  // namespace
}  // namespace fun::auditor
