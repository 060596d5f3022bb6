#include "auditor/judge/judge.h"

#include <utility>

#include "auditor/judge/layer_visitor.h"
#include "auditor/judge/line_judge.h"
#include "auditor/judge/place.h"
#include "core/event/lines.h"
#include "core/json/refusal.h"

namespace fun::auditor {
namespace {

// The line may be sound: nobody has looked, since a flag's bound was reached.
bool IsLimit(std::string_view reason) {
  return reason == event::kTooLong || reason == json::NameOf(json::Refusal::kTooDeep);
}

}  // namespace

struct Judge::State {
  LineJudge line_judge;
  JudgeOptions options;
  Layer* layer = nullptr;  // of the line in hand
  std::size_t first = 0;   // finding of it
};

Judge::Judge(const event::Policy& policy, const detect::Detector& detector,
             const detect::Identities* identities, JudgeOptions options)
    : state_(std::make_unique<State>(LineJudge(policy, detector, identities, options), options)) {}

Judge::Judge(Judge&&) noexcept = default;
Judge::~Judge() = default;

void Judge::FingerprintWith(Fingerprinter fingerprinter) {
  state_->line_judge.FingerprintWith(std::move(fingerprinter));
}

void Judge::CountFields() { state_->line_judge.CountFields(); }
void Judge::KeepFields(std::uint64_t line) { state_->line_judge.KeepFields(line); }
void Judge::MoveFields(Inventory& inventory) { state_->line_judge.MoveFields(inventory); }

std::string_view Judge::event_type() const { return state_->line_judge.event_type(); }

std::string_view Judge::JudgeLine(const event::Line& line, std::vector<Finding>& findings) {
  std::string_view refusal = Begin(line, findings);
  if (refusal.empty()) {
    LayerVisitor own = visitor();
    refusal = event::WalkLine(line, state_->options.max_depth, own);
  }
  return End(line, refusal, findings);
}

std::string_view Judge::Begin(const event::Line& line, std::vector<Finding>& findings) {
  state_->first = findings.size();
  if (line.text.size() > state_->options.max_line) return event::kTooLong;
  if (line.refusal.empty()) state_->layer = &state_->line_judge.BeginEvent(line, findings);
  return line.refusal;
}

LayerVisitor Judge::visitor() { return {state_->line_judge, *state_->layer}; }

std::string_view Judge::End(const event::Line& line, std::string_view refusal,
                            std::vector<Finding>& findings) {
  if (refusal.empty()) return refusal;
  findings.resize(state_->first);
  if (refusal == event::kTooLong) {
    findings.push_back(FindingOfRefusal(refusal, state_->options.max_line));
    return refusal;
  }
  const std::string_view reason = event::RefineRefusal(line, refusal);
  findings.push_back(FindingOfRefusal(reason, line.text.size()));
  findings.back().fingerprint = state_->line_judge.FingerprintOf(findings.back(), line.text);
  return reason;
}

Finding FindingOfRefusal(std::string_view reason, std::size_t bytes) {
  Finding finding;
  finding.rule = IsLimit(reason) ? kIncompleteRule : kLineRule;
  finding.string = {0, bytes};
  finding.shape = WithLength(reason, bytes);
  return finding;
}

}  // namespace fun::auditor
