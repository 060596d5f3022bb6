#include "anonymizer/run.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <optional>

#include "anonymizer/chunk.h"
#include "anonymizer/erasure/erase.h"
#include "anonymizer/explain/explain.h"
#include "anonymizer/knowledge.h"
#include "anonymizer/output/folder_flags.h"
#include "anonymizer/output/names.h"
#include "anonymizer/output/run_output.h"
#include "anonymizer/sink.h"
#include "core/base/process.h"
#include "core/detect/rules.h"
#include "core/record/bag_folder.h"
#include "core/stream/ordered.h"

namespace fun::anonymizer {
namespace {

Result<void> CheckOptions(const Options& options, const stream::InputList& inputs) {
  if (auto most = MostRejects(options.max_rejects, 0); !most) return std::unexpected(most.error());
  if (auto sound = CheckExplainFlags(options); !sound) return sound;
  if (auto sound = CheckFolderFlags(options, inputs); !sound) return sound;
  std::vector<std::string> read = stream::PathsOf(inputs);
  read.push_back(options.key.path);
  read.emplace_back("/dev/stdin");
  read.insert(read.end(), options.identities.files.begin(), options.identities.files.end());
  std::vector<std::string> written = {options.output, options.rejects, options.summary,
                                      options.identities.gather};
  if (!options.identities.gather.empty() && !options.output.empty()) {
    return Failure(ExitCode::kUsage, "--gather anonymizes nothing: -o would stay empty",
                   "gather first, then give the file to --identities");
  }
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
  std::error_code ignored;
  const bool is_folder = std::filesystem::is_directory(options.output, ignored);
  Say("funanon", "next: funaudit --policy " + options.policy + " " +
                     (is_folder ? WithoutEndSlash(options.output) : options.output));
}

Result<RunSummary> GatherOnly(const Options& options, const stream::InputList& inputs) {
  const auto written = WriteGathered(options.identities, InputFilesOf(options, inputs),
                                     stream::JobsFor(options.jobs));
  return written ? Result<RunSummary>(RunSummary{}) : std::unexpected(written.error());
}

// All were made before the first line is read, so that a key that does not work fails early.
// `marks_lines`: somebody will be told what the log covers.
using Workers = std::vector<ChunkAnonymizer>;

Result<Workers> MakeWorkers(const Options& options, const Knowledge& knowledge, bool marks_lines) {
  auto anonymizers = MakeLineAnonymizers(options, knowledge);
  if (!anonymizers) return std::unexpected(anonymizers.error());
  Workers workers;
  for (LineAnonymizer& anonymizer : *anonymizers) {
    workers.emplace_back(std::move(anonymizer), marks_lines);
  }
  return workers;
}

// What the bytes of a folder depend on besides its inputs: --resume goes on under the same only.
// `is_folder`: the people count, too; to digest them takes as long as to learn them.
Result<Bindings> BindRun(const Options& options, const Knowledge& knowledge, bool is_folder) {
  const auto key_id = keys::KeyId(knowledge.secret);
  if (!key_id) return std::unexpected(key_id.error());
  std::string people = "none";
  if (knowledge.people && is_folder) {
    auto digest = IdentitiesDigest(*knowledge.people, knowledge.secret);
    if (!digest) return std::unexpected(digest.error());
    people = std::move(*digest);
  }
  const std::string limits = std::to_string(options.input.max_line) + " " +
                             std::to_string(options.input.max_depth) + " " +
                             std::to_string(options.allow_pseudonyms);
  const std::string release = options.linkable ? "--linkable" : "--release " + options.key.release;
  return Bindings{{"version", VersionText()},
                  {std::string(kPolicyBinding), knowledge.policy.Digest()},
                  {"rule table", detect::RulesDigest()},
                  {"--release or --linkable", EncodeHex(AsBytes(Sha256::Of(release)))},
                  {std::string(kKeyBinding), *key_id},
                  {std::string(kPeopleBinding), people},
                  {"--max-line, --max-depth or --allow-pseudonyms", limits},
                  {"--compress", options.compress.empty() ? "gzip" : options.compress}};
}

void SayPassedOver(const Options& options, const stream::InputList& inputs) {
  if (options.input.quiet) return;
  for (const std::string& what : inputs.passed_over) Say("funanon", what);
}

// Reads, anonymizes, writes: all that can go wrong before a line is read has not.
Result<RunSummary> RunOver(const RunTerms& terms, RunOutput output, Workers& workers) {
  std::vector<std::string> paths;
  for (const std::uint32_t number : output.ToRead()) {
    paths.push_back(terms.inputs.files[number].path);
  }
  auto sink = RunSink::Open(terms, std::move(output));
  if (!sink) return std::unexpected(sink.error());
  if (paths.empty()) return sink->Finish();
  stream::ChunkReader reader(std::move(paths), {terms.options.input.max_line});
  stream::OrderedRun<ChunkAnonymizer, ChunkOutput> run(
      reader, workers,
      [&sink](const stream::Chunk& chunk, ChunkOutput& made) { return sink->Take(chunk, made); });
  if (auto ran = run.Run(); !ran) {
    if (!ran.error().message.empty()) sink->Abandon(ran.error().code);
    return std::unexpected(ran.error());
  }
  return sink->Finish();
}

}  // namespace

ExitCode RunSummary::exit_code() const {
  return lines.rejected > most_rejects ? ExitCode::kNo : ExitCode::kDone;
}

namespace {

// The flags are sound.
Result<RunSummary> AnonymizeInputs(const Options& options, const stream::InputList& inputs) {
  const auto about = About::Load(options.about);
  if (!about) return std::unexpected(about.error());
  // A summary of an earlier run must not vouch for this one.
  if (!options.summary.empty()) ::unlink(options.summary.c_str());
  // A bad place is found before identities are gathered.
  auto output = RunOutput::Open(options, inputs);
  if (!output) return std::unexpected(output.error());
  const auto knowledge = LearnAll(options, inputs);
  if (!knowledge) return std::unexpected(knowledge.error());
  auto workers = MakeWorkers(options, *knowledge, output->is_folder() || !options.summary.empty());
  if (!workers) return std::unexpected(workers.error());
  auto bindings = BindRun(options, *knowledge, output->is_folder());
  if (!bindings) return std::unexpected(bindings.error());
  if (auto bound = output->Bind(options, inputs, std::move(*bindings)); !bound) {
    return std::unexpected(bound.error());
  }
  return RunOver({options, inputs, {knowledge->policy, *about}}, std::move(*output), *workers);
}

}  // namespace

Result<RunSummary> RunAnonymizer(const Options& options) {
  if (!options.print_policy.empty()) return PrintPolicy(options.print_policy);
  if (!options.erase.empty()) return EraseLearners(options);
  const auto inputs = stream::ExpandInputs(options.input.inputs, record::ListPayload);
  if (!inputs) return std::unexpected(inputs.error());
  if (auto sound = CheckOptions(options, *inputs); !sound) return std::unexpected(sound.error());
  SayPassedOver(options, *inputs);
  if (!options.explain.empty()) return ExplainInputs(options, *inputs);
  if (!options.identities.gather.empty()) return GatherOnly(options, *inputs);
  auto summary = AnonymizeInputs(options, *inputs);
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
