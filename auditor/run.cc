#include "auditor/run.h"

#include <unistd.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

#include "auditor/audit.h"
#include "auditor/chunk.h"
#include "auditor/pseudonyms/timed_digests.h"
#include "auditor/report/files.h"
#include "auditor/report/report.h"
#include "core/base/encoding.h"
#include "core/base/file.h"
#include "core/json/structure.h"
#include "core/stream/ordered.h"
#include "core/stream/progress.h"

namespace fun::auditor {
namespace {

constexpr std::string_view kTool = "funaudit";

// What all threads share.
struct Tools {
  event::Policy policy;
  detect::Detector detector;
  std::optional<detect::Identities> identities;
  std::optional<TimedDigests> digests;
};

Result<Tools> LoadTools(const Options& options) {
  auto policy = event::Policy::Load(options.policy, detect::RuleIds());
  if (!policy) return std::unexpected(policy.error());
  Tools tools = {std::move(*policy), detect::Detector(), std::nullopt, std::nullopt};
  if (!options.identities.empty()) {
    auto identities = detect::Identities::Load(options.identities);
    if (!identities) return std::unexpected(identities.error());
    tools.identities.emplace(std::move(*identities));
    if (options.exhaustive) tools.identities->PrepareExhaustiveScan();
  }
  tools.digests.emplace(tools.identities ? &*tools.identities : nullptr);
  return tools;
}

// All that a report must not take the place of.
std::vector<std::string> FilesRead(const Options& options) {
  std::vector<std::string> files = options.input.inputs;
  files.insert(files.end(), options.identities.begin(), options.identities.end());
  files.push_back(options.policy);  // a name of ours is no file, or none that a report may be
  return files;
}

std::vector<ChunkJudge> MakeJudges(const Options& options, const Tools& tools,
                                   std::size_t most_findings) {
  std::vector<ChunkJudge> judges;
  const detect::Identities* const identities = tools.identities ? &*tools.identities : nullptr;
  const JudgeOptions limits = {
      options.input.max_depth, options.input.max_line,
      options.exhaustive ? detect::Effort::kEveryAlphabet : detect::Effort::kUsual,
      &tools.digests->digests};
  for (unsigned job = 0; job < stream::JobsFor(options.jobs); ++job) {
    judges.emplace_back(Judge(tools.policy, tools.detector, identities, limits), limits.max_line,
                        most_findings);
  }
  return judges;
}

// The reports are UTF-8 and lines; a file's name need not be.
std::string PrintableName(std::string name) {
  const bool is_utf8 = json::IsUtf8(name);
  const auto is_odd = [is_utf8](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F || (byte >= 0x80 && !is_utf8);
  };
  std::ranges::replace_if(name, is_odd, '?');
  return name;
}

// Takes what the threads hand on, in the order of the input.
class Collector {
 public:
  // `hashes`: the digests of the inputs are asked for.
  Collector(Audit& audit, const stream::ChunkReader& reader, bool hashes, stream::Progress progress)
      : audit_(audit), reader_(reader), hashes_(hashes), progress_(std::move(progress)) {}

  Result<void> Take(const stream::Chunk& chunk, ChunkAudit& part) {
    BeginUpTo(chunk.input + std::size_t{1});
    audit_.Add(chunk, part);
    inputs_.back().lines += part.counts.read;
    inputs_.back().bytes += chunk.bytes.size();
    if (hash_) hash_->Add(chunk.bytes);
    bytes_ += chunk.bytes.size();
    progress_.Update(bytes_, audit_.counts().read);
    return {};
  }

  // Begins the inputs up to number `count`, also those without a byte; ends the one in hand.
  void BeginUpTo(std::size_t count) {
    while (inputs_.size() < count) {
      End();
      const std::string& name = reader_.NameOf(static_cast<std::uint32_t>(inputs_.size()));
      inputs_.emplace_back().name = PrintableName(name);
      if (hashes_) hash_.emplace();
    }
  }

  std::vector<InputRecord> Finish() {
    End();
    return std::move(inputs_);
  }

 private:
  void End() {
    if (hash_) inputs_.back().sha256 = EncodeHex(AsBytes(hash_->Finish()));
    hash_.reset();
  }

  Audit& audit_;
  const stream::ChunkReader& reader_;
  bool hashes_;
  stream::Progress progress_;
  std::vector<InputRecord> inputs_;
  std::optional<Sha256> hash_;  // of the input in hand
  std::uint64_t bytes_ = 0;     // unpacked
};

// Of packed inputs nobody knows how much is left: progress counts unpacked bytes.
std::uint64_t BytesToRead(const std::vector<std::string>& inputs) {
  const bool is_packed = std::ranges::any_of(inputs, [](const std::string& path) {
    return path.ends_with(".gz") || path.ends_with(".zst");
  });
  return is_packed ? 0 : stream::TotalSize(inputs);
}

Result<void> JudgeAll(const Options& options, const Tools& tools, stream::ChunkReader& reader,
                      Audit& audit, Collector& collector) {
  std::vector<ChunkJudge> judges = MakeJudges(options, tools, audit.most_findings());
  stream::OrderedRun<ChunkJudge, ChunkAudit> run(reader, judges,
                                                 std::bind_front(&Collector::Take, &collector));
  auto ran = run.Run();
  if (!ran) return ran;
  collector.BeginUpTo(std::max<std::size_t>(1, options.input.inputs.size()));
  if (audit.counts().read == 0 && !options.input.allow_empty) {
    return Failure(ExitCode::kInput, "no line was read: nothing has been judged",
                   "--allow-empty if that is right");
  }
  if (!audit.counts().IsBalanced()) {
    return Failure(ExitCode::kIncomplete, "lines are missing: " + AuditEquation(audit.counts()),
                   "this is a bug; please report it");
  }
  return {};
}

Result<void> PrintReport(const Audit& audit, const Heading& heading, const Options& options,
                         bool has_stdout) {
  Result<void> printed;
  if (has_stdout) {
    const std::string report = TextReport(audit, heading, options.show);
    printed = WriteAll(STDOUT_FILENO, report, "standard output");
  }
  if (printed && !options.input.quiet) Say(kTool, AuditEquation(audit.counts()));
  return printed;
}

void SayNextCommand(Verdict verdict, const Options& options) {
  if (options.input.quiet || ::isatty(STDERR_FILENO) != 1) return;
  Say(kTool, verdict == Verdict::kPassed ? "next: funload --policy " + options.policy + " LOG"
                                         : "next: funaudit --html FILE LOG tells all places");
}

ExitCode CodeOf(const Audit& audit, const Heading& heading) {
  const bool is_incomplete = heading.verdict == Verdict::kIncomplete;
  return WorstOf({audit.CountOf(heading.threshold) != 0 ? ExitCode::kNo : ExitCode::kDone,
                  is_incomplete ? ExitCode::kIncomplete : ExitCode::kDone});
}

}  // namespace

Result<ExitCode> Run(const Options& options) {
  const auto files = ReportFiles::Open(options.reports, FilesRead(options));
  if (!files) return std::unexpected(files.error());
  auto timestamp = TimestampOf(options);
  if (!timestamp) return std::unexpected(timestamp.error());
  const auto tools = LoadTools(options);
  if (!tools) return std::unexpected(tools.error());
  stream::ChunkReader reader(options.input.inputs, {options.input.max_line});
  Audit audit(files->empty() ? options.show : std::max(options.show, options.max_findings));
  Collector collector(
      audit, reader, !files->empty(),
      stream::Progress(kTool, stream::ModeOf(options.input), BytesToRead(options.input.inputs)));
  const auto judged = JudgeAll(options, *tools, reader, audit, collector);
  Heading heading = {.policy = tools->policy, .threshold = ThresholdOf(options)};
  heading.verdict = audit.VerdictOf(heading.threshold, !judged);
  if (!judged) heading.reason = judged.error().message;
  heading.knows_people = tools->identities.has_value();
  heading.is_exhaustive = options.exhaustive;
  heading.guesses = tools->digests->digests.guesses();
  heading.inputs = collector.Finish();
  heading.most_listed = options.max_findings;
  heading.timestamp = std::move(*timestamp);
  const auto written = files->Write(audit, heading);
  // What was judged before an early end is worth saying; the verdict says that it is not all.
  const bool has_words = judged || audit.counts().read != 0;
  const auto printed = has_words
                           ? PrintReport(audit, heading, options, !files->TakesStandardOutput())
                           : Result<void>();
  if (!judged) return std::unexpected(judged.error());
  for (const auto& done : {written, printed}) {
    if (done) continue;
    // A reader that has gone, such as head(1), knows that it has.
    if (done.error().code == ExitCode::kIncomplete) return ExitCode::kIncomplete;
    return std::unexpected(done.error());
  }
  if (!options.input.quiet) SayWhatWasGuessed(*tools->digests, audit);
  SayNextCommand(heading.verdict, options);
  return CodeOf(audit, heading);
}

}  // namespace fun::auditor
