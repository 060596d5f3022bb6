#include "auditor/self_test/trial.h"

#include <algorithm>

#include "auditor/self_test/value.h"

namespace fun::auditor {
namespace {

// '#' stands for the value.  Neither of their words tells a rule anything.
constexpr std::string_view kSentences[] = {"#", "Bonjour, voici : # et voil\xC3\xA0",
                                           "see \"#\", please", "[b] # [/b]", "x=1; y=#"};

// Of `length`, any but the escape of the line's own string, which only the first can be.
EncodingChain ChainOf(std::size_t length, Chance& chance) {
  EncodingChain chain;
  for (std::size_t i = 0; i < length; ++i) {
    chain.push_back(static_cast<Encoding>(chance.Below(kEncodings - (i == 0 ? 0 : 1))));
  }
  return chain;
}

PlantPlace PlaceFor(const PlantBed& bed, Chance& chance) {
  constexpr PlantPlace kWithString[] = {PlantPlace::kValue, PlantPlace::kText, PlantPlace::kMember,
                                        PlantPlace::kKey};
  constexpr PlantPlace kWithout[] = {PlantPlace::kMember, PlantPlace::kKey};
  if (bed.objects.empty()) return chance.OneIn(2) ? PlantPlace::kValue : PlantPlace::kText;
  return bed.strings.empty() ? chance.Pick(kWithout) : chance.Pick(kWithString);
}

}  // namespace

std::string_view NameOf(std::span<const Encoding> chain) {
  if (chain.empty()) return "plain";
  if (chain.size() == 1) return NameOf(chain[0]);
  return chain.size() == 2 ? "chain-2" : "chain-3";
}

void TrialRunner::RunRound(std::string_view rule, Chance& chance, SelfTest& test) {
  Try(rule, {}, chance, test);
  for (std::size_t i = 0; i < kEncodings; ++i) {
    const Encoding alone[] = {static_cast<Encoding>(i)};
    Try(rule, alone, chance, test);
  }
  Try(rule, ChainOf(2, chance), chance, test);
  Try(rule, ChainOf(3, chance), chance, test);
}

void TrialRunner::Try(std::string_view rule, std::span<const Encoding> chain, Chance& chance,
                      SelfTest& test) {
  const PlantBed& bed = ground_.beds[chance.Below(ground_.beds.size())];
  PlantPlace place = PlaceFor(bed, chance);
  std::string json;
  if (chain.empty() && !bed.objects.empty() && chance.OneIn(5)) json = InventNumber(rule, chance);
  if (!json.empty()) {
    place = PlantPlace::kNumber;
  } else {
    const std::string text = Encode(ValueOf(rule, chance), chance.Pick(kSentences), chain, chance);
    json = QuoteJson(text, !chain.empty() && chain[0] == Encoding::kEscape);
  }
  const PlantedLine planted = PlantIn(bed, place, json, chance);
  // What stood in the string already is no find.
  const std::uint64_t own = planted.own.size() == 0 ? 0 : CountIn(bed.line, planted.own, rule);
  const bool is_found = CountIn(planted.text, planted.token, rule) > own;
  test.Count(rule, NameOf(chain), NameOf(place), is_found);
}

std::string TrialRunner::ValueOf(std::string_view rule, Chance& chance) const {
  if (rule == kIdentityRule) return ground_.people[chance.Below(ground_.people.size())].value;
  return InventValue(rule, chance);
}

// Findings of `rule` in the string that stands at `token`, and of those that a more severe rule
// names but it is one of.
std::uint64_t TrialRunner::CountIn(std::string_view text, Span token, std::string_view rule) {
  splitter_.Start(text);
  event::Line line;
  splitter_.Next(line);
  findings_.clear();
  judge_.JudgeLine(line, findings_);
  bytes_ += text.size();
  const auto ids = detect::RuleIds();
  const auto row = std::ranges::find(ids, rule) - ids.begin();
  std::uint64_t count = 0;
  for (const Finding& finding : findings_) {
    const bool is_there = finding.string.begin < token.end && token.begin < finding.string.end;
    const bool is_one = finding.rule == rule || (finding.rules >> row & 1) != 0;
    count += is_there && is_one ? 1 : 0;
  }
  return count;
}

}  // namespace fun::auditor
