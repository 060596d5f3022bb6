#include "anonymizer/line.h"

#include "anonymizer/layer_visitor.h"

namespace fun::anonymizer {

struct LineAnonymizer::State {
  State(const event::Policy& shared_policy, ValueEditor value_editor, LineOptions line_options)
      : policy(shared_policy),
        editor(std::move(value_editor)),
        options(line_options),
        layers(kMaxLayers) {}

  // Walks the line; its edits are then in layers[0].
  template <bool kAllFields>
  std::string_view Walk(LineContext& context, const event::Line& line) {
    LayerVisitor<kAllFields> visitor(context, line.text, 0, event::kRoot);
    return event::WalkLine(line, options.max_depth, visitor);
  }

  const event::Policy& policy;
  ValueEditor editor;
  LineOptions options;
  std::vector<LayerMemory> layers;
};

LineAnonymizer::LineAnonymizer(std::unique_ptr<State> state) : state_(std::move(state)) {}
LineAnonymizer::LineAnonymizer(LineAnonymizer&&) noexcept = default;
LineAnonymizer::~LineAnonymizer() = default;

Result<LineAnonymizer> LineAnonymizer::Create(const event::Policy& policy,
                                              const detect::Detector* detector,
                                              const keys::Secret& secret, LineOptions options) {
  auto editor = ValueEditor::Create({detector, options.identities}, secret);
  if (!editor) return std::unexpected(editor.error());
  return LineAnonymizer(std::make_unique<State>(policy, std::move(*editor), options));
}

std::string_view LineAnonymizer::AnonymizeLine(const event::Line& line, std::string& out,
                                               FieldCounts& counts) {
  State& state = *state_;
  if (line.text.size() > state.options.max_line) return event::kTooLong;
  if (!line.refusal.empty()) return event::RefineRefusal(line, line.refusal);
  state.editor.arena().Clear();
  state.editor.counts = {};
  std::vector<json::Edit>& edits = state.layers[0].edits;
  edits.clear();
  if (line.json.begin != 0) {
    edits.push_back({{0, line.json.begin}, ""});
    ++state.editor.counts.prefixes;
  }
  LineContext context = {state.policy, state.editor, state.layers, state.options.max_depth,
                         state.options.allow_pseudonyms};
  const std::string_view refusal = LooksAtAllFields(state.policy)
                                       ? state.Walk<true>(context, line)
                                       : state.Walk<false>(context, line);
  if (!refusal.empty()) return event::RefineRefusal(line, refusal);
  if (context.has_pseudonym && !context.allow_pseudonyms) return event::kAlreadyAnonymized;
  if (context.has_unknown && state.policy.unknown() == event::Unknown::kRefuse) {
    return event::kUnknownField;
  }
  if (!json::AppendEdited(line.text, edits, out)) return "internal-edit-conflict";
  out += '\n';
  counts += state.editor.counts;
  return {};
}

std::span<const json::Edit> LineAnonymizer::edits() const { return state_->layers[0].edits; }

}  // namespace fun::anonymizer
