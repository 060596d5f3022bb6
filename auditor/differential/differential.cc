#include "auditor/differential/differential.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "auditor/differential/gather.h"
#include "auditor/judge/place.h"
#include "auditor/options.h"
#include "core/event/event_time.h"

namespace fun::auditor {
namespace {

constexpr std::size_t kMostInChunk = 1024;  // missing lines that are handed on at once

// True when of the event's time the hour is left.
bool IsTimeCoarse(const event::Policy& policy) {
  return FieldOfMember(policy, event::kRoot, "time").treatment.action ==
         event::Action::kCoarsenTime;
}

}  // namespace

struct Differential::State {
  State(const event::Policy& shared_policy, Pseudonyms made, std::vector<std::string> paths,
        JudgeOptions judge_limits)
      : policy(shared_policy),
        limits(judge_limits),
        pseudonyms(std::move(made)),
        lines(policy, std::move(paths), judge_limits) {}

  Result<void> TakeLines(std::string_view text, ChunkAudit& part);
  void Place(std::uint64_t line, event::EpochDay day, ChunkAudit& part);

  event::Policy policy;
  JudgeOptions limits;
  Pseudonyms pseudonyms;
  RawLines lines;
  std::vector<detect::KnownIdentity> people;
  std::optional<Comparison> comparison;
  std::optional<Pairing> pairing;
  std::size_t most_findings = 0;
  std::uint64_t judged = 0;  // lines
  std::uint32_t input = 0;   // the last that was read
  event::LineSplitter splitter;
  Tree tree;
  std::vector<Finding> findings;      // of the line in hand
  std::vector<PlacedFinding> placed;  // of the chunk in hand
};

namespace {

Result<void> CheckKeyId(const keys::Secret& working, const std::string& expected) {
  if (expected.empty()) return {};
  const auto id = keys::KeyId(working);
  if (!id) return std::unexpected(id.error());
  if (*id == expected) return {};
  return Failure(
      ExitCode::kVerify, "--key is not the key that the release was made with",
      "name the key file of whoever made it; bag-info.txt states its id under the release's name");
}

}  // namespace

Differential::Differential(std::unique_ptr<State> state) : state_(std::move(state)) {}
Differential::Differential(Differential&&) noexcept = default;
Differential::~Differential() = default;

Result<Differential> Differential::Create(const DifferentialOptions& options,
                                          const event::Policy& policy, JudgeOptions limits) {
  const auto secret = keys::LoadWorkingSecret(options.key);
  if (!secret) return std::unexpected(secret.error());
  keys::SayIfNotLocked(kTool, *secret);
  if (auto checked = CheckKeyId(*secret, options.key_id); !checked) {
    return std::unexpected(checked.error());
  }
  auto pseudonyms = Pseudonyms::Create(*secret);
  if (!pseudonyms) return std::unexpected(pseudonyms.error());
  auto paths = RawLines::Expand(options.raw);
  if (!paths) return std::unexpected(paths.error());
  RawLines first(policy, *paths, limits);
  auto people = GatherIdentities(policy, first, limits.max_depth);
  if (!people) return std::unexpected(people.error());
  auto state = std::make_unique<State>(policy, std::move(*pseudonyms), std::move(*paths), limits);
  state->people = std::move(*people);
  return Differential(std::move(state));
}

const std::vector<detect::KnownIdentity>& Differential::people() const { return state_->people; }

void Differential::Begin(const detect::Detector& detector, const detect::Identities& identities,
                         std::size_t most_findings) {
  State& state = *state_;
  state.comparison.emplace(ComparisonTools{state.policy, detector, identities, state.pseudonyms,
                                           state.limits.max_depth});
  state.pairing.emplace(state.lines, *state.comparison, IsTimeCoarse(state.policy),
                        state.limits.max_depth);
  state.most_findings = most_findings;
}

Result<void> Differential::Take(const stream::Chunk& chunk, ChunkAudit& part) {
  state_->input = chunk.input;
  if (chunk.kind != stream::ChunkKind::kLines) return {};
  return state_->TakeLines(chunk.bytes, part);
}

Result<void> Differential::State::TakeLines(std::string_view text, ChunkAudit& part) {
  placed.clear();
  splitter.Start(text);
  event::Line line;
  std::uint64_t number = 0;
  while (splitter.Next(line)) {
    ++number;
    if (line.is_blank || line.text.size() > limits.max_line) continue;
    if (!tree.ParseLine(line, limits.max_depth).empty()) continue;  // a finding of its own
    ++judged;
    const auto time = event::TimeOfEvent(Slice(line.text, line.json));
    findings.clear();
    if (auto taken = pairing->Take(tree, time, findings); !taken) return taken;
    Place(number, time ? event::DayOf(*time) : kNoDay, part);
  }
  if (placed.empty()) return {};
  // In the order of lines, of one line the judge's first.
  std::vector<PlacedFinding> all;
  std::ranges::merge(part.findings, placed, std::back_inserter(all), {}, &PlacedFinding::line,
                     &PlacedFinding::line);
  part.findings = std::move(all);
  return {};
}

void Differential::State::Place(std::uint64_t line, event::EpochDay day, ChunkAudit& part) {
  if (findings.empty()) return;
  part.days[day] += findings.size();
  for (Finding& finding : findings) {
    ++part.rules[finding.rule];
    ++part.places[{finding.rule, PatternOf(finding.pointer)}];
    if (placed.size() < most_findings) placed.push_back({0, line, std::move(finding)});
  }
}

Result<void> Differential::Finish(Audit& audit) {
  State& state = *state_;
  const std::uint64_t line = audit.counts().read == 0 ? 1 : 0;  // the last that was read
  stream::Chunk end;
  end.input = state.input;
  for (bool has_more = true; has_more;) {
    ChunkAudit part;
    state.placed.clear();
    for (std::size_t i = 0; i < kMostInChunk && has_more; ++i) {
      state.findings.clear();
      const auto taken = state.pairing->TakeLeftOver(state.findings);
      if (!taken) return std::unexpected(taken.error());
      has_more = *taken;
      state.Place(line, kNoDay, part);
    }
    part.findings = std::move(state.placed);
    audit.Add(end, part);
  }
  return {};
}

DifferentialCounts Differential::counts() const {
  const RawCounts& raw = state_->lines.counts();
  return {raw.read, raw.events, state_->pairing ? state_->pairing->counts().pairs : 0};
}

std::string Differential::Advice() const {
  const PairingCounts& counts = state_->pairing->counts();
  if (state_->pairing->HasWrongKey()) {
    return "most pseudonyms are not those of this key: is it the right --key, and was the log "
           "made with another --release, or another --policy?";
  }
  if (state_->judged != 0 && counts.pairs * 2 < state_->judged) {
    return "most lines are of no line of the raw log: is --raw the right log, are its files in "
           "the order of the inputs, and is it the right --policy?";
  }
  return {};
}

}  // namespace fun::auditor
