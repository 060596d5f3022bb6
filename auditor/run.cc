#include "auditor/run.h"

#include <unistd.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

#include "auditor/audit.h"
#include "auditor/chunk.h"
#include "auditor/report.h"
#include "core/base/file.h"
#include "core/stream/ordered.h"
#include "core/stream/output.h"
#include "core/stream/progress.h"

namespace fun::auditor {
namespace {

constexpr std::string_view kTool = "funaudit";

// What all threads share.
struct Tools {
  event::Policy policy;
  detect::Detector detector;
  std::optional<detect::Identities> identities;
};

Result<void> CheckReportPath(const Options& options) {
  const auto& inputs = options.input.inputs;
  if (options.json == "-") {
    return Failure(ExitCode::kUsage, "standard output holds the report for people",
                   "name a file for --json");
  }
  if (auto safe = stream::RefuseToReplaceInput(options.json, inputs); !safe) return safe;
  return {};
}

Result<Tools> LoadTools(const Options& options) {
  auto policy = event::Policy::Load(options.policy, detect::RuleIds());
  if (!policy) return std::unexpected(policy.error());
  Tools tools = {std::move(*policy), detect::Detector(), std::nullopt};
  if (options.identities.empty()) return tools;
  auto identities = detect::Identities::Load(options.identities);
  if (!identities) return std::unexpected(identities.error());
  tools.identities.emplace(std::move(*identities));
  return tools;
}

std::vector<ChunkJudge> MakeJudges(const Options& options, const Tools& tools,
                                   std::size_t most_findings) {
  std::vector<ChunkJudge> judges;
  const detect::Identities* const identities = tools.identities ? &*tools.identities : nullptr;
  const JudgeOptions limits = {options.input.max_depth, options.input.max_line};
  for (unsigned job = 0; job < stream::JobsFor(options.jobs); ++job) {
    judges.emplace_back(Judge(tools.policy, tools.detector, identities, limits), limits.max_line,
                        most_findings);
  }
  return judges;
}

// Takes what the threads hand on, in the order of the input.
class Collector {
 public:
  Collector(Audit& audit, stream::Progress progress)
      : audit_(audit), progress_(std::move(progress)) {}

  Result<void> Take(const stream::Chunk& chunk, ChunkAudit& part) {
    audit_.Add(chunk, part);
    bytes_ += chunk.bytes.size();
    progress_.Update(bytes_, audit_.counts().read);
    return {};
  }

 private:
  Audit& audit_;
  stream::Progress progress_;
  std::uint64_t bytes_ = 0;  // unpacked
};

// Of packed inputs nobody knows how much is left: progress counts unpacked bytes.
std::uint64_t BytesToRead(const std::vector<std::string>& inputs) {
  const bool is_packed = std::ranges::any_of(inputs, [](const std::string& path) {
    return path.ends_with(".gz") || path.ends_with(".zst");
  });
  return is_packed ? 0 : stream::TotalSize(inputs);
}

Result<void> JudgeAll(const Options& options, const Tools& tools, stream::ChunkReader& reader,
                      Audit& audit) {
  Collector collector(audit, stream::Progress(kTool, stream::ModeOf(options.input),
                                              BytesToRead(options.input.inputs)));
  std::vector<ChunkJudge> judges = MakeJudges(options, tools, audit.most_findings());
  stream::OrderedRun<ChunkJudge, ChunkAudit> run(reader, judges,
                                                 std::bind_front(&Collector::Take, &collector));
  return run.Run();
}

std::vector<std::string> InputNames(const stream::ChunkReader& reader, const Audit& audit) {
  std::vector<std::string> names;
  if (audit.findings().empty()) return names;
  const std::uint32_t last = audit.findings().back().input;
  for (std::uint32_t input = 0; input <= last; ++input) names.push_back(reader.NameOf(input));
  return names;
}

Result<void> PrintReport(const Audit& audit, const Heading& heading, const Options& options) {
  const std::string report = TextReport(audit, heading, options.max_findings);
  auto printed = WriteAll(STDOUT_FILENO, report, "standard output");
  if (printed && !options.input.quiet) Say(kTool, AuditEquation(audit.counts()));
  return printed;
}

void SayNextCommand(Verdict verdict, const Options& options) {
  if (options.input.quiet || ::isatty(STDERR_FILENO) != 1) return;
  Say(kTool, verdict == Verdict::kClean ? "next: funload --policy " + options.policy + " LOG"
                                        : "next: funaudit --json FILE LOG tells all places");
}

ExitCode CodeOf(const Audit& audit, const Options& options) {
  const auto least = options.fail_on == "note"      ? detect::Severity::kNote
                     : options.fail_on == "warning" ? detect::Severity::kWarning
                                                    : detect::Severity::kError;
  const bool is_incomplete = audit.VerdictOf(false) == Verdict::kIncomplete;
  return WorstOf({audit.HasFindings(least) ? ExitCode::kNo : ExitCode::kDone,
                  is_incomplete ? ExitCode::kIncomplete : ExitCode::kDone});
}

// Reports of a run that came to its end.
Result<ExitCode> ReportWhole(const Audit& audit, const Heading& heading, const Options& options,
                             std::optional<stream::Output>& json) {
  if (audit.counts().read == 0 && !options.input.allow_empty) {
    return Failure(ExitCode::kInput, "no line was read: nothing has been judged",
                   "--allow-empty if that is right");
  }
  if (!audit.counts().IsBalanced()) {
    return Failure(ExitCode::kIncomplete, "lines are missing: " + AuditEquation(audit.counts()),
                   "this is a bug; please report it");
  }
  if (json) {
    if (auto written = json->Write(JsonReport(audit, heading)); !written) {
      return std::unexpected(written.error());
    }
    if (auto committed = json->Commit(); !committed) return std::unexpected(committed.error());
  }
  const auto printed = PrintReport(audit, heading, options);
  if (printed) {
    SayNextCommand(heading.verdict, options);
    return CodeOf(audit, options);
  }
  // A reader that has gone, such as head(1), knows that it has.
  if (printed.error().code == ExitCode::kIncomplete) return ExitCode::kIncomplete;
  return std::unexpected(printed.error());
}

}  // namespace

Result<ExitCode> Run(const Options& options) {
  if (auto checked = CheckReportPath(options); !checked) return std::unexpected(checked.error());
  const auto tools = LoadTools(options);
  if (!tools) return std::unexpected(tools.error());
  std::optional<stream::Output> json;
  if (!options.json.empty()) {
    auto output = stream::Output::Open(options.json, stream::kPublicMode, false);
    if (!output) return std::unexpected(output.error());
    json.emplace(std::move(*output));
  }
  stream::ChunkReader reader(options.input.inputs, {options.input.max_line});
  Audit audit(json ? kMostFindingsInJson : options.max_findings);
  const auto judged = JudgeAll(options, *tools, reader, audit);
  const Heading heading = {tools->policy, audit.VerdictOf(!judged), InputNames(reader, audit)};
  if (judged) return ReportWhole(audit, heading, options, json);
  // What was judged before the end came is worth saying; that it is not all, too.
  if (audit.counts().read != 0) (void)PrintReport(audit, heading, options);
  return std::unexpected(judged.error());
}

}  // namespace fun::auditor
