#include "auditor/self_test/self_test.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "auditor/self_test/people.h"
#include "auditor/self_test/trial.h"
#include "auditor/self_test/value.h"
#include "core/base/process.h"

namespace fun::auditor {
namespace {

// Of the sample and how often it is asked: another log is tested with other values.
std::uint64_t SeedOf(const LineSample& sample, std::uint64_t rounds) {
  Sha256 sha256;
  for (const auto& [digest, line] : sample.lines()) sha256.Add(AsBytes(digest));
  sha256.Add(std::to_string(rounds));
  const Digest digest = sha256.Finish();
  std::uint64_t seed = 0;
  for (std::size_t i = 0; i < 8; ++i) seed = seed << 8 | static_cast<unsigned char>(digest[i]);
  return seed;
}

std::vector<std::string_view> RulesToTest(bool with_people) {
  std::vector<std::string_view> rules;
  for (const std::string_view rule : detect::RuleIds()) {
    Chance chance(0);
    if (!InventValue(rule, chance).empty()) rules.push_back(rule);
  }
  if (with_people) rules.push_back(kIdentityRule);
  return rules;
}

std::vector<PlantBed> BedsOf(const LineSample& sample, const event::Policy& policy,
                             std::size_t max_depth) {
  const Allowances allowances(policy);
  event::LineSplitter splitter;
  std::vector<PlantBed> beds;
  for (const auto& [digest, text] : sample.lines()) {
    splitter.Start(text);
    event::Line line;
    splitter.Next(line);
    PlantBed bed = BedOf(line, allowances, max_depth);
    if (!bed.strings.empty() || !bed.objects.empty()) beds.push_back(std::move(bed));
  }
  return beds;
}

// The rounds of one thread: every `step`-th from `first` on.
struct Share {
  std::uint64_t first = 0;
  std::uint64_t step = 1;
  std::uint64_t rounds = 0;  // of all threads
  std::uint64_t seed = 0;
};

void RunShare(const Share& share, const TrialGround& ground, TrialRunner& runner, SelfTest& test,
              stream::Progress* progress) {
  for (std::uint64_t round = share.first; round < share.rounds; round += share.step) {
    if (IsStopRequested()) return;
    Chance chance(Chance(share.seed + round).Next());
    runner.RunRound(ground.rules[round % ground.rules.size()], chance, test);
    if (progress != nullptr) progress->Update(runner.bytes() * share.step, test.all.planted);
  }
}

}  // namespace

Result<SelfTest> RunSelfTest(const event::Policy& policy, const detect::Detector& detector,
                             const LineSample& sample, const SelfTestOptions& options) {
  SelfTest test;
  test.rounds = options.rounds;
  const std::uint64_t seed = SeedOf(sample, options.rounds);
  Chance chance(seed);
  const TrialGround ground = {RulesToTest(options.with_people), InventPeople(chance),
                              BedsOf(sample, policy, options.max_depth)};
  if (ground.beds.empty()) return test;
  const auto people = detect::Identities::Load({}, ground.people);
  if (!people) return std::unexpected(people.error());
  const detect::Identities* const known = options.with_people ? &*people : nullptr;
  std::vector<TrialRunner> runners;
  for (unsigned job = 0; job < options.jobs; ++job) {
    runners.emplace_back(ground, Judge(policy, detector, known, {options.max_depth}));
  }
  std::vector<SelfTest> parts(options.jobs);
  stream::Progress progress("funaudit", options.progress, 0, "self-test");
  {
    std::vector<std::jthread> threads;
    for (unsigned job = 1; job < options.jobs; ++job) {
      threads.emplace_back([&, job] {
        RunShare({job, options.jobs, options.rounds, seed}, ground, runners[job], parts[job],
                 nullptr);
      });
    }
    RunShare({0, options.jobs, options.rounds, seed}, ground, runners[0], parts[0], &progress);
  }
  if (IsStopRequested()) {
    return Failure(ExitCode::kIncomplete, "stopped by a signal during the self-test");
  }
  test.lines = ground.beds.size();
  for (const SelfTest& part : parts) test += part;
  return test;
}

}  // namespace fun::auditor
