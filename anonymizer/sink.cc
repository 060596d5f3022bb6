#include "anonymizer/sink.h"

#include <map>
#include <utility>

#include "anonymizer/output/summary_file.h"
#include "core/base/file.h"
#include "core/base/process.h"

namespace fun::anonymizer {
namespace {

std::uint64_t BytesToRead(const stream::InputList& inputs, const RunOutput& output) {
  std::vector<std::string> paths;
  for (const std::uint32_t number : output.ToRead()) paths.push_back(inputs.files[number].path);
  return stream::TotalSize(paths);
}

// What a file that was whole before this run adds to the run's counts.
void AddRecord(const FileRecord& record, RunSummary& sum) {
  sum.lines += record.counts.lines;
  sum.fields += record.counts.fields;
  sum.boms += record.counts.boms;
  for (const auto& [reason, count] : record.reasons) sum.reasons[reason] += count;
}

}  // namespace

RunSink::RunSink(const RunTerms& terms, RunOutput output, stream::Rejects rejects)
    : options_(terms.options),
      inputs_(terms.inputs),
      release_(terms.release),
      output_(std::move(output)),
      to_read_(output_.ToRead()),
      rejects_(std::move(rejects)),
      progress_(kTool, stream::ModeOf(options_.input), BytesToRead(inputs_, output_)) {}

Result<RunSink> RunSink::Open(const RunTerms& terms, RunOutput output) {
  auto rejects = stream::Rejects::Open(kTool, terms.options.rejects);
  if (!rejects) {
    output.Abandon(ExitCode::kUsage);  // nothing was done yet
    return std::unexpected(rejects.error());
  }
  return RunSink(terms, std::move(output), std::move(*rejects));
}

std::string RunSink::NameOf(std::size_t number) const {
  const std::string& path = inputs_.files[number].path;
  return path == "-" ? "standard input" : path;
}

Result<void> RunSink::Take(const stream::Chunk& chunk, ChunkOutput& output) {
  if (auto there = GoTo(to_read_[chunk.input]); !there) return there;
  if (output.begins_anonymized && summary_.lines.out + summary_.lines.rejected == 0) {
    return Failure(
        ExitCode::kUsage, "the log is anonymized already: its first username is a pseudonym",
        "pseudonyms of pseudonyms join with nothing; --allow-pseudonyms keeps such usernames");
  }
  if (auto written = output_.Write(output.text, chunk.bytes); !written) return written;
  if (auto taken = TakeRejected(chunk, output); !taken) return taken;
  Count(chunk, output);
  progress_.Update(chunk.packed_bytes, summary_.lines.read);
  return {};
}

// Ends the file in hand and begins the next, up to input `number`: those between hold no byte, or
// are whole already.
Result<void> RunSink::GoTo(std::size_t number) {
  while (begun_ <= number) {
    if (begun_ != 0) {
      if (auto ended = EndFile(begun_ - 1); !ended) return ended;
    }
    if (auto began = output_.Begin(begun_); !began) return began;
    AddRecord(output_.record(begun_), summary_);
    lines_before_ = 0;
    ++begun_;
  }
  return {};
}

Result<void> RunSink::EndFile(std::size_t number) {
  FileRecord& record = output_.record(number);
  if (!record.is_whole) {
    record.counts.coverage = coverage_.Finish();
    coverage_.Reset();
  }
  return output_.End(number);
}

void RunSink::Count(const stream::Chunk& chunk, const ChunkOutput& output) {
  FileRecord& record = output_.record(to_read_[chunk.input]);
  const std::uint64_t boms = chunk.is_first && chunk.offset != 0 ? 1 : 0;
  for (const RejectedLine& rejected : output.rejected) {
    ++record.reasons[std::string(rejected.reason)];
    ++summary_.reasons[std::string(rejected.reason)];
  }
  record.counts.lines += output.lines;
  record.counts.fields += output.fields;
  record.counts.boms += boms;
  summary_.lines += output.lines;
  summary_.fields += output.fields;
  summary_.boms += boms;
  coverage_.Add(output.marks);
  lines_before_ += output.line_ends;
}

Result<void> RunSink::TakeRejected(const stream::Chunk& chunk, const ChunkOutput& output) {
  if (chunk.kind == stream::ChunkKind::kLongLineGoesOn) return rejects_.GoOn(chunk.bytes);
  if (output.rejected.empty()) return {};
  const std::string name = NameOf(to_read_[chunk.input]);
  for (const RejectedLine& rejected : output.rejected) {
    const stream::Rejection rejection = {name, lines_before_ + rejected.line + 1,
                                         chunk.offset + rejected.bytes.begin, rejected.reason};
    if (auto added = rejects_.Add(rejection, Slice(chunk.bytes, rejected.bytes)); !added) {
      return added;
    }
  }
  return {};
}

Result<RunSummary> RunSink::Finish() {
  auto summary = Complete();
  if (!summary) output_.Abandon(summary.error().code);
  return summary;
}

Result<RunSummary> RunSink::Complete() {
  if (auto there = GoTo(inputs_.files.size() - 1); !there) return std::unexpected(there.error());
  if (auto ended = EndFile(begun_ - 1); !ended) return std::unexpected(ended.error());
  if (!summary_.lines.IsBalanced()) {
    return Failure(ExitCode::kIncomplete,
                   "lost count of lines: " + record::EquationText(summary_.lines),
                   "this is a defect of funanon; please report it");
  }
  if (summary_.lines.read == 0 && !options_.input.allow_empty) {
    return Failure(ExitCode::kInput, "the input holds no line",
                   "an empty log is rarely meant; --allow-empty lets it pass");
  }
  const auto most = MostRejects(options_.max_rejects, summary_.lines.read);
  if (!most) return std::unexpected(most.error());
  summary_.most_rejects = *most;
  summary_.bytes = output_.bytes();
  SayEqualInputs();
  if (output_.is_folder()) {
    const ReleaseFacts facts = {options_, release_, summary_, output_};
    if (auto told = WriteTagFiles(facts, output_); !told) return std::unexpected(told.error());
  }
  if (auto kept = rejects_.Commit(); !kept) return std::unexpected(kept.error());
  if (auto committed = output_.Commit(); !committed) return std::unexpected(committed.error());
  if (!options_.summary.empty()) {
    summary_.sha256 = output_.FinishSha256();
    const auto written = WriteFileAtomically(
        options_.summary, SummaryText(options_, summary_, output_), stream::kPublicMode);
    if (!written) return std::unexpected(written.error());
  }
  if (!options_.input.quiet) SayEquation();
  return summary_;
}

void RunSink::Abandon(ExitCode code) {
  Say(kTool, "stopped in " + (summary_.lines.read == 0 ? "the first chunk" : NameOf(begun_ - 1)) +
                 " behind line " + std::to_string(lines_before_) + "; " +
                 record::EquationText(summary_.lines));
  if (!options_.output.empty() && !output_.is_folder()) Say(kTool, "no output file was left");
  output_.Abandon(code);
  if (auto kept = rejects_.Commit(); !kept) Report(kTool, kept.error());
}

// The same log under two names counts every event twice.
void RunSink::SayEqualInputs() const {
  std::map<std::string_view, std::size_t> by_content;
  for (std::size_t number = 0; number < output_.records().size(); ++number) {
    const FileRecord& record = output_.records()[number];
    if (record.counts.lines.read == 0 || record.input_sha256.empty()) continue;
    const auto [at, is_new] = by_content.try_emplace(record.input_sha256, number);
    if (is_new) continue;
    Say(kTool, "warning: " + NameOf(at->second) + " and " + NameOf(number) +
                   " hold the same lines; both were written");
  }
}

void RunSink::SayEquation() const {
  Say(kTool, record::EquationText(summary_.lines));
  for (const auto& [reason, count] : summary_.reasons) {
    Say(kTool, "  rejected, " + reason + ": " + stream::WithThousands(count));
  }
  if (summary_.boms != 0) {
    Say(kTool, "byte order marks skipped: " + std::to_string(summary_.boms));
  }
}

}  // namespace fun::anonymizer
