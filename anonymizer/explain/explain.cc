#include "anonymizer/explain/explain.h"

#include <unistd.h>

#include <utility>
#include <vector>

#include "anonymizer/explain/line_explainer.h"
#include "anonymizer/explain/table_text.h"
#include "anonymizer/knowledge.h"
#include "core/base/command_line.h"
#include "core/base/file.h"
#include "core/stream/ordered.h"

namespace fun::anonymizer {
namespace {

struct ExplainedChunk {
  FieldTable table;
  record::LineCounts lines;
  record::Tally reasons;
};

// Callable as stream::OrderedRun wants it; one for each thread.
class ChunkExplainer {
 public:
  ChunkExplainer(LineAnonymizer anonymizer, LineExplainer explainer)
      : anonymizer_(std::move(anonymizer)), explainer_(std::move(explainer)) {}

  void operator()(const stream::Chunk& chunk, ExplainedChunk& made) {
    made = {};
    if (chunk.kind == stream::ChunkKind::kLongLineGoesOn) return;
    if (chunk.kind == stream::ChunkKind::kLongLineBegin) {
      ++made.lines.read;
      Reject(event::kTooLong, made);
      return;
    }
    splitter_.Start(chunk.bytes);
    event::Line line;
    while (splitter_.Next(line)) ExplainOne(line, made);
  }

 private:
  void ExplainOne(const event::Line& line, ExplainedChunk& made) {
    ++made.lines.read;
    if (line.is_blank) {
      ++made.lines.blank;
      return;
    }
    anonymized_.clear();
    FieldCounts ignored;
    const std::string_view reason = anonymizer_.AnonymizeLine(line, anonymized_, ignored);
    if (!reason.empty()) {
      Reject(reason, made);
      return;
    }
    ++made.lines.out;
    explainer_.ExplainLine(line, anonymizer_.edits(), made.table);
  }

  static void Reject(std::string_view reason, ExplainedChunk& made) {
    ++made.lines.rejected;
    ++made.reasons[reason];
  }

  LineAnonymizer anonymizer_;
  LineExplainer explainer_;
  event::LineSplitter splitter_;
  std::string anonymized_;
};

// Sums what the threads made, in input order.
struct ExplainSum {
  explicit ExplainSum(const Options& options, const std::vector<std::string>& paths)
      : progress("funanon", stream::ModeOf(options.input), stream::TotalSize(paths)) {}

  Result<void> Take(const stream::Chunk& chunk, const ExplainedChunk& made) {
    AddTable(table, made.table);
    record::AddTo(reasons, made.reasons);
    lines += made.lines;
    progress.Update(chunk.packed_bytes, lines.read);
    return {};
  }

  stream::Progress progress;
  FieldTable table;
  record::LineCounts lines;
  record::Tally reasons;
};

Result<std::vector<ChunkExplainer>> MakeExplainers(const Options& options,
                                                   const Knowledge& knowledge) {
  auto anonymizers = MakeLineAnonymizers(options, knowledge);
  if (!anonymizers) return std::unexpected(anonymizers.error());
  std::vector<ChunkExplainer> explainers;
  for (LineAnonymizer& anonymizer : *anonymizers) {
    explainers.emplace_back(std::move(anonymizer),
                            LineExplainer(knowledge.policy, options.input.max_depth));
  }
  return explainers;
}

Result<RunSummary> SayTable(const Options& options, const ExplainSum& sum,
                            const event::Policy& policy) {
  if (sum.lines.read == 0 && !options.input.allow_empty) {
    return Failure(ExitCode::kInput, "the input holds no line",
                   "an empty log is rarely meant; --allow-empty lets it pass");
  }
  const std::string text =
      options.explain == "json" ? ExplainJson(sum.table, policy) : ExplainText(sum.table, policy);
  if (auto written = WriteAll(STDOUT_FILENO, text, "standard output"); !written) {
    return std::unexpected(written.error());
  }
  const auto most = MostRejects(options.max_rejects, sum.lines.read);
  if (!most) return std::unexpected(most.error());
  RunSummary summary;
  summary.lines = sum.lines;
  summary.most_rejects = *most;
  if (options.input.quiet) return summary;
  Say("funanon", "nothing was written but the table: " + record::EquationText(sum.lines));
  for (const auto& [reason, count] : sum.reasons) {
    Say("funanon", "  rejected, " + std::string(reason) + ": " + stream::WithThousands(count));
  }
  return summary;
}

}  // namespace

Result<void> CheckExplainFlags(const Options& options) {
  if (options.explain.empty()) return {};
  const std::pair<std::string_view, bool> kFlags[] = {
      {"-o", !options.output.empty()},
      {"--rejects", !options.rejects.empty()},
      {"--summary", !options.summary.empty()},
      {"--gather", !options.identities.gather.empty()},
  };
  for (const auto& [flag, is_given] : kFlags) {
    if (!is_given) continue;
    return Failure(ExitCode::kUsage,
                   "--explain writes its table only: " + std::string(flag) + " would stay empty",
                   "explain first, then run without --explain");
  }
  return {};
}

Result<RunSummary> ExplainInputs(const Options& options, const stream::InputList& inputs) {
  const auto knowledge = LearnAll(options, inputs);
  if (!knowledge) return std::unexpected(knowledge.error());
  auto explainers = MakeExplainers(options, *knowledge);
  if (!explainers) return std::unexpected(explainers.error());
  const std::vector<std::string> paths = stream::PathsOf(inputs);
  ExplainSum sum(options, paths);
  stream::ChunkReader reader(paths, {options.input.max_line});
  stream::OrderedRun<ChunkExplainer, ExplainedChunk> run(
      reader, *explainers,
      [&sum](const stream::Chunk& chunk, ExplainedChunk& made) { return sum.Take(chunk, made); });
  if (auto ran = run.Run(); !ran) return std::unexpected(ran.error());
  return SayTable(options, sum, knowledge->policy);
}

}  // namespace fun::anonymizer
