#include "auditor/run.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <utility>

#include "auditor/audit.h"
#include "auditor/baseline/new_baseline.h"
#include "auditor/baseline/settle.h"
#include "auditor/chunk.h"
#include "auditor/differential/differential.h"
#include "auditor/inventory/unknown.h"
#include "auditor/pseudonyms/timed_digests.h"
#include "auditor/release/release_audit.h"
#include "auditor/report/files.h"
#include "auditor/report/report.h"
#include "auditor/report/words.h"
#include "auditor/run/collector.h"
#include "auditor/run/tools.h"
#include "auditor/self_test/self_test.h"
#include "core/base/encoding.h"
#include "core/base/file.h"
#include "core/json/structure.h"
#include "core/record/bag_folder.h"
#include "core/stream/ordered.h"
#include "core/stream/progress.h"

namespace fun::auditor {
namespace {

// All that a report must not take the place of.
std::vector<std::string> FilesRead(const Options& options) {
  std::vector<std::string> files = options.input.inputs;
  files.insert(files.end(), options.identities.begin(), options.identities.end());
  for (const std::string& path : {options.baseline, options.fingerprint_key}) {
    if (!path.empty()) files.push_back(path);
  }
  files.insert(files.end(), options.differential.raw.begin(), options.differential.raw.end());
  files.push_back(options.differential.key.path);
  files.push_back(options.policy);  // a name of ours is no file, or none that a report may be
  return files;
}

Result<std::vector<ChunkJudge>> MakeJudges(const Options& options, const Tools& tools,
                                           std::size_t most_findings) {
  std::vector<ChunkJudge> judges;
  const detect::Identities* const identities = tools.identities ? &*tools.identities : nullptr;
  const JudgeOptions limits = {
      options.input.max_depth, options.input.max_line,
      options.exhaustive ? detect::Effort::kEveryAlphabet : detect::Effort::kUsual,
      &tools.digests->digests};
  for (unsigned job = 0; job < stream::JobsFor(options.jobs); ++job) {
    Judge judge(tools.policy, tools.detector, identities, limits);
    judge.CountFields();
    if (tools.fingerprint_key) {
      auto fingerprinter = Fingerprinter::Create(*tools.fingerprint_key);
      if (!fingerprinter) return std::unexpected(fingerprinter.error());
      judge.FingerprintWith(std::move(*fingerprinter));
    }
    judges.emplace_back(std::move(judge), limits.max_line, most_findings);
    if (tools.baseline) judges.back().AcceptBy(&*tools.baseline);
  }
  return judges;
}

// Of packed inputs nobody knows how much is left: progress counts unpacked bytes.
std::uint64_t BytesToRead(const std::vector<std::string>& inputs) {
  const bool is_packed = std::ranges::any_of(inputs, [](const std::string& path) {
    return path.ends_with(".gz") || path.ends_with(".zst");
  });
  return is_packed ? 0 : stream::TotalSize(inputs);
}

Result<void> JudgeAll(const Options& options, const Tools& tools, stream::ChunkReader& reader,
                      Audit& audit, Collector& collector, Differential* differential) {
  auto judges = MakeJudges(options, tools, audit.most_findings());
  if (!judges) return std::unexpected(judges.error());
  if (options.self_test != 0) {
    const std::span<LineSample> samples = collector.StartSamples(judges->size());
    for (std::size_t job = 0; job < judges->size(); ++job) {
      (*judges)[job].set_sample(&samples[job]);
    }
  }
  stream::OrderedRun<ChunkJudge, ChunkAudit> run(reader, *judges,
                                                 std::bind_front(&Collector::Take, &collector));
  auto ran = run.Run();
  if (ran && differential != nullptr) ran = differential->Finish(audit);
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

// The baseline is read as the logs are, and its findings are its own.
void SettleBaseline(const Options& options, const Tools& tools, Audit& audit, Heading& heading) {
  if (!tools.baseline) return;
  const std::string& text = tools.baseline->text();
  // The report of a release is published with it: no path of this machine.
  const std::string name = options.sign.empty()
                               ? options.baseline
                               : std::filesystem::path(options.baseline).filename().string();
  const auto lines = static_cast<std::uint64_t>(std::ranges::count(text, '\n'));
  const auto number = static_cast<std::uint32_t>(heading.inputs.size());
  heading.inputs.push_back(
      {PrintableName(name), lines, text.size(), EncodeHex(AsBytes(Sha256::Of(text)))});
  heading.baseline = &*tools.baseline;
  heading.outcomes = Settle(*tools.baseline, number, audit);
}

Result<void> WriteNewBaseline(const Options& options, const Tools& tools, const Audit& audit) {
  if (options.reports.new_baseline.empty()) return {};
  auto file = AtomicFile::Create(options.reports.new_baseline, 0644);
  if (!file) return std::unexpected(file.error());
  auto written = file->Write(NewBaseline(audit, tools.fingerprint_key_id, tools.today));
  if (written) written = file->CommitNew();
  return written;
}

// What was measured goes into `heading`.
Result<void> MeasureRecall(const Options& options, const Tools& tools, LineSample sample,
                           Heading& heading) {
  if (options.self_test == 0) return {};
  const SelfTestOptions how = {options.self_test, stream::JobsFor(options.jobs),
                               tools.identities.has_value(), options.input.max_depth,
                               stream::ModeOf(options.input)};
  auto test = RunSelfTest(tools.policy, tools.detector, sample, how);
  if (!test) return std::unexpected(test.error());
  heading.self_test = std::move(*test);
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

std::string NextCommand(const Options& options) {
  if (!options.sign.empty()) return "next: funkey verify DIR --trust " + options.sign + ".pub";
  return "next: funload --policy " + (options.policy.empty() ? "standard" : options.policy) +
         " LOG";
}

void SayNextCommand(Verdict verdict, const Options& options) {
  if (options.input.quiet || ::isatty(STDERR_FILENO) != 1) return;
  Say(kTool, verdict == Verdict::kPassed ? NextCommand(options)
                                         : "next: funaudit --html FILE LOG tells all places");
}

template <typename T>
const Error* ErrorOf(const Result<T>& result) {
  return result ? nullptr : &result.error();
}

// Of what failed (nullptr: did not), the error whose code comes first; says the others.
const Error* WorstError(std::initializer_list<const Error*> errors) {
  const Error* worst = nullptr;
  for (const Error* const error : errors) {
    if (error == nullptr) continue;
    const bool is_worse = worst == nullptr || WorstOf({worst->code, error->code}) != worst->code;
    const Error* const other = is_worse ? std::exchange(worst, error) : error;
    if (other != nullptr) Report(kTool, *other);
  }
  return worst;
}

ExitCode CodeOf(const Audit& audit, const Heading& heading) {
  const bool is_incomplete = heading.verdict == Verdict::kIncomplete;
  return WorstOf({audit.CountOf(heading.threshold) != 0 ? ExitCode::kNo : ExitCode::kDone,
                  is_incomplete ? ExitCode::kIncomplete : ExitCode::kDone});
}

Result<stream::ChunkReader> ReaderOf(const Options& options, const ReleaseAudit* release) {
  const stream::ChunkOptions limits = {options.input.max_line};
  if (release == nullptr) return stream::ChunkReader(options.input.inputs, limits);
  auto files = release->Files();
  if (!files) return std::unexpected(files.error());
  return stream::ChunkReader(std::move(*files), limits);
}

// What is not known whole is attested neither way.
Result<void> SignIfAsked(const ReleaseAudit* release, const Audit& audit, const Heading& heading) {
  if (release == nullptr) return {};
  if (heading.verdict == Verdict::kIncomplete) {
    Say(kTool, "nothing is signed: the audit is not complete");
    return {};
  }
  if (auto is_signed = release->Sign(audit, heading); !is_signed) return is_signed;
  const bool has_passed = heading.verdict == Verdict::kPassed;
  Say(kTool,
      std::string("signed ") + (has_passed ? "PASSED" : "FAILED") + " by key " + release->key_id());
  return {};
}

}  // namespace

Result<ExitCode> Run(Options options) {
  if (auto checked = CheckSignOptions(options); !checked) return std::unexpected(checked.error());
  const auto inputs = options.sign.empty()
                          ? stream::ExpandInputs(kTool, options.input, record::ListPayload)
                          : Result<stream::InputList>(stream::InputList());
  const auto files = ReportFiles::Open(options.reports, FilesRead(options));
  const auto checked = CheckDifferential(options.differential);
  auto timestamp = TimestampOf(options);
  auto opened = checked && files ? OpenIfSigned(options) : std::nullopt;
  auto tools = !checked  ? std::unexpected(checked.error())
               : !opened ? std::unexpected(opened.error())
                         : LoadTools(options);
  if (const Error* const error = WorstError({ErrorOf(files), ErrorOf(timestamp), ErrorOf(tools)})) {
    return std::unexpected(*error);
  }
  const ReleaseAudit* const release = *opened ? &**opened : nullptr;
  auto reader = ReaderOf(options, release);
  if (!reader) return std::unexpected(reader.error());
  const bool has_files = !files->empty() || release != nullptr;
  const bool lists_all = has_files || !options.reports.new_baseline.empty();
  Audit audit(lists_all ? std::max(options.show, options.max_findings) : options.show);
  Differential* const differential = tools->differential ? &*tools->differential : nullptr;
  if (differential != nullptr) {
    differential->Begin(tools->detector, *tools->identities, audit.most_findings());
  }
  Collector collector(
      audit, *reader, has_files,
      stream::Progress(kTool, stream::ModeOf(options.input), BytesToRead(options.input.inputs)),
      differential);
  auto judged = inputs ? JudgeAll(options, *tools, *reader, audit, collector, differential)
                       : std::unexpected(inputs.error());
  Heading heading = {.policy = tools->policy, .threshold = ThresholdOf(options)};
  if (judged) judged = MeasureRecall(options, *tools, collector.TakeSample(), heading);
  heading.inputs = collector.Finish();
  if (!tools->policy.is_closed()) AddUnknown(audit);  // else each is a finding already
  if (judged) SettleBaseline(options, *tools, audit, heading);
  const bool is_all_read = judged && inputs->unread == 0;
  heading.verdict = audit.VerdictOf(heading.threshold, !is_all_read);
  if (!judged) {
    heading.reason = judged.error().message;
  } else if (!is_all_read) {
    heading.reason = std::string(kWords.unread) + std::to_string(inputs->unread);
  }
  heading.knows_people = tools->identities.has_value();
  if (differential != nullptr) heading.differential = differential->counts();
  heading.is_exhaustive = options.exhaustive;
  heading.guesses = tools->digests->digests.guesses();
  heading.most_listed = options.max_findings;
  heading.timestamp = std::move(*timestamp);
  auto written = files->Write(audit, heading);
  if (judged && written) written = WriteNewBaseline(options, *tools, audit);
  if (judged && written) written = SignIfAsked(release, audit, heading);
  // What was judged before an early end is worth saying; the verdict says that it is not all.
  const bool has_words = judged || audit.counts().read != 0;
  const auto printed = has_words
                           ? PrintReport(audit, heading, options, !files->TakesStandardOutput())
                           : Result<void>();
  if (const Error* const error =
          WorstError({ErrorOf(judged), ErrorOf(written), ErrorOf(printed)})) {
    return std::unexpected(*error);
  }
  if (differential != nullptr && !differential->Advice().empty()) {
    Say(kTool, differential->Advice());
  }
  if (!options.input.quiet) SayWhatWasGuessed(*tools->digests, audit);
  SayNextCommand(heading.verdict, options);
  return CodeOf(audit, heading);
}

}  // namespace fun::auditor
