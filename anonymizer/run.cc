#include "anonymizer/run.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <optional>

#include "anonymizer/chunk.h"
#include "anonymizer/sink.h"
#include "core/stream/ordered.h"

namespace fun::anonymizer {
namespace {

Result<void> CheckOptions(const Options& options) {
  if (auto most = MostRejects(options.max_rejects, 0); !most) return std::unexpected(most.error());
  std::vector<std::string> read = options.input.inputs;
  read.push_back(options.key.path);
  read.emplace_back("/dev/stdin");
  std::vector<std::string> written = {options.output, options.rejects, options.summary};
  for (const std::string& path : written) {
    if (auto safe = stream::RefuseToReplaceInput(path, read); !safe) return safe;
  }
  std::erase(written, "");
  std::error_code ignored;  // a path that cannot be resolved fails when it is opened
  for (std::string& path : written) {
    path = std::filesystem::weakly_canonical(std::filesystem::absolute(path), ignored).string();
  }
  std::ranges::sort(written);
  if (std::ranges::adjacent_find(written) != written.end()) {
    return Failure(ExitCode::kUsage, "two flags name the same file", "give each a file of its own");
  }
  if (options.summary.empty()) return {};
  // Better now than after the output has its name; the probe removes itself.
  const auto probe = AtomicFile::Create(options.summary, stream::kPublicMode);
  return probe ? Result<void>() : std::unexpected(probe.error());
}

void SayNextStep(const Options& options) {
  if (options.input.quiet || ::isatty(STDERR_FILENO) == 0 || options.output.empty()) return;
  Say("funanon", "next: funaudit --policy " + options.policy + " " + options.output);
}

// Every thread has its own line anonymizer; all were made before the first line
// is read, so that a key that does not work fails early.
using Workers = std::vector<ChunkAnonymizer>;

Result<Workers> MakeWorkers(const Options& options, const event::Policy& policy,
                            const detect::Detector* detector, unsigned jobs) {
  const auto secret = keys::LoadWorkingSecret(options.key);
  if (!secret) return std::unexpected(secret.error());
  const LineOptions line_options = {options.input.max_line, options.input.max_depth,
                                    options.allow_pseudonyms};
  Workers workers;
  for (unsigned i = 0; i < jobs; ++i) {
    auto anonymizer = LineAnonymizer::Create(policy, detector, *secret, line_options);
    if (!anonymizer) return std::unexpected(anonymizer.error());
    workers.emplace_back(std::move(*anonymizer));
  }
  return workers;
}

}  // namespace

ExitCode RunSummary::exit_code() const {
  return lines.rejected > most_rejects ? ExitCode::kNo : ExitCode::kDone;
}

Result<RunSummary> RunAnonymizer(const Options& options) {
  if (!options.print_policy.empty()) return PrintPolicy(options.print_policy);
  if (auto sound = CheckOptions(options); !sound) return std::unexpected(sound.error());
  const auto policy = event::Policy::Load(options.policy, detect::RuleIds());
  if (!policy) return std::unexpected(policy.error());
  std::optional<detect::Detector> detector;
  if (policy->scans_text()) detector.emplace();
  const unsigned jobs = stream::JobsFor(options.jobs);
  auto workers = MakeWorkers(options, *policy, detector ? &*detector : nullptr, jobs);
  if (!workers) return std::unexpected(workers.error());

  // A summary of an earlier run must not vouch for this one.
  if (!options.summary.empty()) ::unlink(options.summary.c_str());
  stream::ChunkReader reader(options.input.inputs, {options.input.max_line});
  auto sink = RunSink::Open(options, reader);
  if (!sink) return std::unexpected(sink.error());
  stream::OrderedRun<ChunkAnonymizer, ChunkOutput> run(
      reader, *workers, [&sink](const stream::Chunk& chunk, ChunkOutput& output) {
        return sink->Take(chunk, output);
      });
  if (auto ran = run.Run(); !ran) {
    if (!ran.error().message.empty()) sink->Abandon();
    return std::unexpected(ran.error());
  }
  auto summary = sink->Finish();
  if (summary) SayNextStep(options);
  return summary;
}

Result<RunSummary> PrintPolicy(const std::string& name) {
  const auto policy = event::Policy::Load(name, detect::RuleIds());
  if (!policy) return std::unexpected(policy.error());
  if (auto written = WriteAll(STDOUT_FILENO, policy->toml(), "standard output"); !written) {
    return std::unexpected(written.error());
  }
  return RunSummary{};
}

}  // namespace fun::anonymizer
