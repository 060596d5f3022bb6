#include "anonymizer/erasure/erase.h"

#include <utility>
#include <vector>

#include "anonymizer/erasure/line_eraser.h"
#include "anonymizer/erasure/new_release.h"
#include "anonymizer/erasure/papers.h"
#include "anonymizer/erasure/subjects.h"
#include "anonymizer/output/names.h"
#include "core/record/bag_info.h"
#include "core/stream/ordered.h"
#include "keys/release/open_release.h"
#include "keys/release/release_policy.h"

namespace fun::anonymizer {
namespace {

// Flags that would change what the release is, or that name a file which an erasure does not write.
Result<void> CheckEraseFlags(const Options& options) {
  const IdentityOptions& people = options.identities;
  const std::pair<bool, std::string_view> strange[] = {
      {!people.files.empty(), "--identities"},
      {!people.closure.empty(), "--closure"},
      {!people.gather.empty(), "--gather"},
      {!options.explain.empty(), "--explain"},
      {!options.about.empty(), "--about"},
      {options.resume, "--resume"},
      {!options.rejects.empty(), "--rejects"},
      {!options.summary.empty(), "--summary"},
      {!options.compress.empty(), "--compress"},
      {options.allow_pseudonyms, "--allow-pseudonyms"},
      {options.max_rejects != "0", "--max-rejects"}};
  for (const auto& [is_given, flag] : strange) {
    if (!is_given) continue;
    return Failure(ExitCode::kUsage, "--erase and " + std::string(flag) + " do not go together",
                   "an erasure changes nothing else of the release");
  }
  if (options.input.inputs.size() != 1 || options.input.inputs[0] == "-") {
    return Failure(ExitCode::kUsage, "--erase wants one release directory",
                   "funanon --erase FILE --key KEY DIR -o NEW");
  }
  if (options.output.empty() || options.output == "-") {
    return Failure(ExitCode::kUsage, "--erase makes a new release, and -o names none",
                   "the old one stays as it is: name a new folder with -o");
  }
  if (IsBelow(WithoutEndSlash(options.output), options.input.inputs[0])) {
    return Failure(ExitCode::kUsage, "the new release would stand in the old one",
                   "name a place outside");
  }
  return {};
}

Result<void> CheckTerms(const Options& options, const keys::Release& release) {
  const std::string_view name = release.Info(record::kReleaseNameLabel);
  if (!options.key.release.empty() && options.key.release != name) {
    return Failure(ExitCode::kUsage, "--release names another release than this one",
                   "leave it out: the release says its own name");
  }
  if (options.linkable && !name.empty()) {
    return Failure(ExitCode::kUsage, "--linkable, and the release has a name of its own",
                   "leave it out: the release says what it is");
  }
  // The default stands for "not given".
  const std::string flag = options.policy == Options().policy ? "" : options.policy;
  if (flag.empty()) return {};
  const auto policy = keys::PolicyOfRelease(release);
  return policy ? keys::CheckPolicyFlag(flag, *policy) : std::unexpected(policy.error());
}

// The secret that the pseudonyms of `release` come from.
Result<keys::Secret> SecretOf(const Options& options, const keys::Release& release) {
  keys::KeyOptions key = options.key;
  key.release = release.Info(record::kReleaseNameLabel);
  auto secret = keys::LoadWorkingSecret(key);
  if (!secret) return secret;
  keys::SayIfNotLocked(kTool, *secret);
  const auto id = keys::KeyId(*secret);
  if (!id) return std::unexpected(id.error());
  if (*id == release.Info(record::kKeyIdLabel)) return secret;
  return Failure(ExitCode::kVerify, "the release was made with another key",
                 "nobody would be found with this one; funkey inspect tells the id of a key");
}

// Takes chunks in their order.
class ErasureSink {
 public:
  explicit ErasureSink(NewRelease& made) : made_(made) {}

  Result<void> Take(const stream::Chunk& chunk, const ErasedChunk& output) {
    if (chunk.input != input_) lines_before_ = 0;
    input_ = chunk.input;
    if (output.broken) {
      return Failure(ExitCode::kInput,
                     made_.names()[input_] + ", line " +
                         std::to_string(lines_before_ + *output.broken + 1) +
                         ": no event, or longer or deeper than --max-line and --max-depth allow",
                     "what cannot be read cannot be erased from");
    }
    lines_before_ += output.lines.read;
    lines += output.lines;
    mentions += output.mentions;
    return made_.Write(chunk.input, output.text);
  }

  record::LineCounts lines;
  std::uint64_t mentions = 0;

 private:
  NewRelease& made_;
  std::uint32_t input_ = 0;
  std::uint64_t lines_before_ = 0;  // of the file in hand
};

void SayErased(const Options& options, const ErasureSink& sink) {
  if (options.input.quiet) return;
  Say(kTool, record::EquationText(sink.lines));
  Say(kTool, "  dropped, erased: " + stream::WithThousands(sink.lines.dropped));
  Say(kTool, "mentions replaced in others' events: " + stream::WithThousands(sink.mentions));
  Say(kTool, "the new release has no audit and no signature; next: funaudit --sign SIGNING.key " +
                 WithoutEndSlash(options.output));
}

// Of a learner whose other name nobody gave, events may stay.
void SayHalfNamed(const Subjects& subjects) {
  if (subjects.without_user_id() != 0) {
    Say(kTool, "warning: no user id is given for " + std::to_string(subjects.without_user_id()) +
                   " of the learners: events that name them by it alone stay");
  }
  if (subjects.without_username() != 0) {
    Say(kTool, "warning: no username is given for " + std::to_string(subjects.without_username()) +
                   " of the learners: events that name them by it alone stay");
  }
}

Result<void> EraseAll(const Options& options, std::vector<stream::FixedFile> files,
                      const Subjects& subjects, ErasureSink& sink) {
  stream::ChunkReader reader(std::move(files), {options.input.max_line});
  std::vector<ChunkEraser> workers;
  for (unsigned i = 0; i < stream::JobsFor(options.jobs); ++i) {
    workers.emplace_back(subjects, options.input.max_depth);
  }
  stream::OrderedRun<ChunkEraser, ErasedChunk> run(
      reader, workers,
      [&sink](const stream::Chunk& chunk, ErasedChunk& made) { return sink.Take(chunk, made); });
  return run.Run();
}

// All of the new release but its name; false: there was nobody to erase.
Result<bool> MakeNew(const keys::Release& old, const ErasureSink& sink, NewRelease& made) {
  if (auto finished = made.Finish(); !finished) return std::unexpected(finished.error());
  if (!sink.lines.IsBalanced()) {
    return Failure(ExitCode::kIncomplete, "lost count of lines",
                   "this is a defect of funanon; please report it");
  }
  if (sink.lines.dropped == 0 && sink.mentions == 0) return false;
  const ErasureFacts facts = {sink.lines.out, sink.lines.dropped, sink.mentions,
                              made.unpacked_bytes()};
  const auto papers = MakePapers(old, made.files(), facts);
  if (!papers) return std::unexpected(papers.error());
  for (const auto& [name, text] : *papers) {
    if (auto written = made.WriteBeside(name, text); !written) {
      return std::unexpected(written.error());
    }
  }
  if (auto committed = made.Commit(); !committed) return std::unexpected(committed.error());
  return true;
}

}  // namespace

Result<RunSummary> EraseLearners(const Options& options) {
  if (auto sound = CheckEraseFlags(options); !sound) return std::unexpected(sound.error());
  auto old = keys::OpenRelease(WithoutEndSlash(options.input.inputs[0]));
  if (!old) return std::unexpected(old.error());
  if (auto sound = CheckTerms(options, *old); !sound) return std::unexpected(sound.error());
  const auto secret = SecretOf(options, *old);
  if (!secret) return std::unexpected(secret.error());
  const auto subjects = Subjects::Load(options.erase, *secret);
  if (!subjects) return std::unexpected(subjects.error());
  if (!options.input.quiet) SayHalfNamed(*subjects);
  auto made = NewRelease::Open(options, *old);
  if (!made) return std::unexpected(made.error());
  ErasureSink sink(*made);
  const auto ran = EraseAll(options, std::move(old->payload), *subjects, sink);
  const auto is_made = ran ? MakeNew(*old, sink, *made) : std::unexpected(ran.error());
  if (!is_made || !*is_made) made->Discard();
  if (!is_made) return std::unexpected(is_made.error());
  if (*is_made) {
    SayErased(options, sink);
  } else {
    Say(kTool, "nobody of these " + std::to_string(subjects->people()) +
                   " learners is in the release: no new one was made");
  }
  RunSummary summary;
  summary.lines = sink.lines;
  return summary;
}

}  // namespace fun::anonymizer
