#include "anonymizer/sink.h"

#include <utility>

#include "core/base/file.h"
#include "core/base/process.h"
#include "core/detect/rules.h"
#include "core/event/policy.h"

namespace fun::anonymizer {
namespace {

constexpr std::string_view kTool = "funanon";

}  // namespace

RunSink::RunSink(const Options& options, const stream::ChunkReader& reader, stream::Output output,
                 stream::Rejects rejects)
    : options_(options),
      reader_(reader),
      output_(std::move(output)),
      rejects_(std::move(rejects)),
      // The words were checked when the command line was read.
      progress_(kTool,
                stream::ParseProgressMode(options.input.quiet ? "never" : options.input.progress)
                    .value_or(stream::ProgressMode::kAuto),
                stream::TotalSize(options.input.inputs)) {}

Result<RunSink> RunSink::Open(const Options& options, const stream::ChunkReader& reader) {
  const bool digests = !options.summary.empty();
  auto output = stream::Output::Open(options.output, stream::kPublicMode, digests);
  if (!output) return std::unexpected(output.error());
  auto rejects = stream::Rejects::Open(kTool, options.rejects);
  if (!rejects) return std::unexpected(rejects.error());
  return RunSink(options, reader, std::move(*output), std::move(*rejects));
}

Result<void> RunSink::Take(const stream::Chunk& chunk, ChunkOutput& output) {
  if (chunk.input != input_) {
    input_ = chunk.input;
    lines_before_ = 0;
  }
  if (output.begins_anonymized && summary_.lines.out + summary_.lines.rejected == 0) {
    return Failure(
        ExitCode::kUsage, "the log is anonymized already: its first username is a pseudonym",
        "pseudonyms of pseudonyms join with nothing; --allow-pseudonyms keeps such usernames");
  }
  if (auto written = output_.Write(output.text); !written) return written;
  if (auto taken = TakeRejected(chunk, output); !taken) return taken;
  summary_.lines += output.lines;
  summary_.fields += output.fields;
  lines_before_ += output.line_ends;
  progress_.Update(reader_.packed_bytes_read(), summary_.lines.read);
  return {};
}

Result<void> RunSink::TakeRejected(const stream::Chunk& chunk, const ChunkOutput& output) {
  if (chunk.kind == stream::ChunkKind::kLongLineGoesOn) return rejects_.GoOn(chunk.bytes);
  for (const RejectedLine& rejected : output.rejected) {
    ++summary_.reasons[rejected.reason];
    const stream::Rejection rejection = {reader_.NameOf(chunk.input),
                                         lines_before_ + rejected.line + 1,
                                         chunk.offset + rejected.bytes.begin, rejected.reason};
    if (auto added = rejects_.Add(rejection, Slice(chunk.bytes, rejected.bytes)); !added) {
      return added;
    }
  }
  return {};
}

Result<RunSummary> RunSink::Finish() {
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
  if (auto kept = rejects_.Commit(); !kept) return std::unexpected(kept.error());
  if (auto committed = output_.Commit(); !committed) return std::unexpected(committed.error());
  if (!options_.summary.empty()) {
    summary_.sha256 = output_.FinishSha256();
    if (auto written = WriteSummaryFile(); !written) return std::unexpected(written.error());
  }
  if (!options_.input.quiet) SayEquation();
  return summary_;
}

void RunSink::Abandon() {
  Say(kTool,
      "stopped in " +
          std::string(summary_.lines.read == 0 ? "the first chunk" : reader_.NameOf(input_)) +
          " behind line " + std::to_string(lines_before_) + "; " +
          record::EquationText(summary_.lines));
  if (!options_.output.empty()) Say(kTool, "no output file was left");
  if (auto kept = rejects_.Commit(); !kept) Report(kTool, kept.error());
}

Result<void> RunSink::WriteSummaryFile() {
  const auto policy = event::Policy::Load(options_.policy);
  if (!policy) return std::unexpected(policy.error());
  record::JsonObject summary;
  summary.Add("tool", kTool)
      .Add("version", VersionText())
      .Add("policy", policy->name())
      .Add("policy_digest", policy->Digest())
      .Add("rules_digest", detect::RulesDigest())
      .Add("read", summary_.lines.read)
      .Add("out", summary_.lines.out)
      .Add("rejected", summary_.lines.rejected)
      .Add("blank", summary_.lines.blank)
      .Add("dropped", summary_.lines.dropped)
      .Add("rejected_by_reason", summary_.reasons)
      .Add("byte_order_marks", reader_.boms_skipped())
      .AddRaw("fields", FieldCountsJson(summary_.fields))
      .Add("bytes", summary_.bytes)
      .Add("sha256", summary_.sha256);
  return WriteFileAtomically(options_.summary, summary.Text() + "\n", stream::kPublicMode);
}

void RunSink::SayEquation() const {
  Say(kTool, record::EquationText(summary_.lines));
  for (const auto& [reason, count] : summary_.reasons) {
    Say(kTool, "  rejected, " + std::string(reason) + ": " + stream::WithThousands(count));
  }
  if (reader_.boms_skipped() != 0) {
    Say(kTool, "byte order marks skipped: " + std::to_string(reader_.boms_skipped()));
  }
}

}  // namespace fun::anonymizer
