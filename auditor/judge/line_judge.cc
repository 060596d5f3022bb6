#include "auditor/judge/line_judge.h"

#include "auditor/judge/layer_visitor.h"
#include "auditor/judge/place.h"
#include "auditor/judge/plain_text.h"
#include "core/json/text.h"

namespace fun::auditor {
namespace {

// A shorter number is no identity and no phone number.
constexpr std::size_t kShortestNumber = 5;

// What a closed policy does not know is found once, not again for all that it holds.
constexpr event::Treatment kWithinUnknown = {event::Action::kKeep, event::Grammar::kAny, true, 0};

}  // namespace

LineJudge::LineJudge(const event::Policy& policy, const detect::Detector& detector,
                     const detect::Identities* identities, JudgeOptions options)
    : policy_(policy),
      options_(options),
      allowances_(policy),
      scanner_(detector, identities, options.effort, options.digests),
      key_scanner_(detector, identities, options.effort, options.digests),
      known_(identities != nullptr) {
  for (std::size_t depth = 0; depth <= kMostLayers; ++depth) {
    layers_.push_back(std::make_unique<Layer>());
    layers_.back()->depth = depth;
  }
}

Layer& LineJudge::BeginEvent(const event::Line& line, std::vector<Finding>& findings) {
  findings_.Begin(findings);
  event_type_ = {};
  known_.BeginLine();
  if (fields_ && fields_->BeginLine()) known_.Forget();
  arena_.Clear();
  Layer& layer = *layers_[0];
  const KnownPlace known = options_.effort == detect::Effort::kUsual ? kKnownLine : kNotKnown;
  layer.Start(line.text, {event::kRoot, {}, allowances_.root(), false, FieldWatch::kEvent, known});
  JudgePrefix(line);
  return layer;
}

// What a logger wrote before the JSON names hosts, users and addresses: none of it leaves.
void LineJudge::JudgePrefix(const event::Line& line) {
  if (line.json.begin == 0) return;
  Layer& layer = *layers_[0];
  layer.token = {0, line.json.begin};
  Find(layer, kDroppedFieldRule, WithLength("logger-prefix", line.json.begin), line.text);
}

void LineJudge::TakeKey(Layer& layer, Span raw, bool has_escape) {
  Frame& frame = layer.frames.back();
  frame.key = raw;
  frame.expects_value = true;
  layer.token = raw;
  const std::string_view bytes = Slice(layer.text, raw);
  if (const Field* const known = known_.FindKey(frame.self.known, frame.value.known, bytes);
      known != nullptr) {
    frame.value = *known;
    return;
  }
  const std::string_view key = has_escape ? json::Unescape(bytes, arena_).text : bytes;
  frame.value = FieldOfKey(frame.self, key);
  Field of_key;  // of nothing that a policy says
  of_key.place = frame.value.place;
  const std::size_t found = findings_.count();
  const bool has_hits = JudgeText(layer, key, of_key).has_hits;
  const bool is_good = !has_hits && findings_.count() == found && !json::LooksLikeJson(key);
  if (is_good && !has_escape) known_.AddKey(frame.self.known, bytes, frame.value);
}

// Of the value of the member `key` of the object whose field that is.
Field LineJudge::FieldOfKey(const Field& object, std::string_view key) {
  const event::KeyId id = policy_.IdOf(key);
  const event::NodeId node = policy_.Child(object.node, id);
  Field field = {node, policy_.TreatmentOf(node, id), allowances_.Child(object.allowed, key)};
  if (!policy_.LetsKeyStand(id, key)) field.treatment = policy_.TreatmentOf(event::kNowhere, 0);
  if (object.treatment.is_unknown && field.treatment.is_unknown && policy_.is_closed()) {
    field.treatment = kWithinUnknown;
  }
  if (fields_) field.place = fields_->Member(object.place, key);
  return field;
}

void LineJudge::TakeString(Layer& layer, Span raw, bool has_escape) {
  const Field field = layer.TakeField();
  layer.token = raw;
  const std::string_view bytes = Slice(layer.text, raw);
  CountField(field, ValueKind::kString);
  KnownMembers::Asked asked;
  if (known_.HoldValue(field.known, bytes, asked)) {
    if (layer.IsAtEventType()) event_type_ = bytes;
    return;
  }
  const std::string_view text = has_escape ? json::Unescape(bytes, arena_).text : bytes;
  if (layer.IsAtEventType()) event_type_ = text;
  const std::size_t found = findings_.count();
  const Judged judged = JudgeText(layer, text, field);
  JudgeConformity(layer, field, {ValueKind::kString, text, field.is_element, judged.has_hits});
  const bool is_good = !judged.has_hits && findings_.count() == found;
  if (is_good && MayBeKnown(layer, field, text, has_escape)) {
    known_.AddValue(asked, judged.free_numbers);
  }
}

// Pseudonyms are of too many people to be remembered.  What a number is, its key decides; fields
// within a text are to be counted, and an event type is wanted decoded.
bool LineJudge::MayBeKnown(const Layer& layer, const Field& field, std::string_view text,
                           bool has_escape) const {
  return !IsHexOfPseudonymSize(text) &&
         !(known_.IsOfAnyKey(field.known) && detect::Detector::IsNumber(text)) &&
         !(fields_ && json::LooksLikeJson(text)) && !(has_escape && layer.IsAtEventType());
}

void LineJudge::TakeScalar(Layer& layer, Span raw) {
  const Field field = layer.TakeField();
  layer.token = raw;
  const std::string_view text = Slice(layer.text, raw);
  const ValueKind kind = KindOfScalar(text.front());
  CountField(field, kind);
  if (layer.depth > 0 && IsFree(layer, raw, field)) ++layer.free_numbers;
  if (kind == ValueKind::kNumber && text.size() >= kShortestNumber) JudgeText(layer, text, field);
  JudgeConformity(layer, field, {kind, text, field.is_element});
}

// True of a number that is left out of what is remembered: it says nothing, whatever it is.
bool LineJudge::IsFree(const Layer& layer, Span raw, const Field& field) {
  if (!detect::SmallNumbers::IsMasked(layer.text, raw.begin)) return false;
  const bool is_place = detect::IsSmallPlace(Slice(layer.text, raw));
  const bool conforms = is_place ? TakesAnyPlace(field.treatment) : TakesAnyValue(field.treatment);
  return conforms && !detect::MaySmallNumberMatter(KeyOfValue(layer));
}

void LineJudge::TakeOpen(Layer& layer, std::size_t at, bool is_object) {
  const Field field = layer.TakeField();
  const bool is_member = !layer.frames.empty() && layer.frames.back().is_object;
  layer.token = is_member ? layer.frames.back().key : Span{at, at + 1};
  const ValueKind kind = is_object ? ValueKind::kObject : ValueKind::kList;
  CountField(field, kind);
  JudgeConformity(layer, field, {kind, {}, field.is_element});
  Frame frame;
  frame.is_object = is_object;
  frame.self = field;
  if (!is_object && AsksOfElements(field)) {
    frame.value = {field.node, field.treatment, event::kNowhere, true};
  } else if (!is_object) {
    frame.value = {field.node, {}, event::kNowhere};
  }
  if (!is_object && fields_) frame.value.place = fields_->Element(field.place);
  if (!is_object) frame.value.known = known_.Element(field.known);
  layer.frames.push_back(frame);
}

void LineJudge::JudgeConformity(Layer& layer, const Field& field, const Value& value) {
  if (TakesAnyValue(field.treatment)) return;
  const std::string_view rule = BrokenRule(policy_, field.treatment, value);
  if (rule.empty()) return;
  const bool has_text = value.kind == ValueKind::kString || value.kind == ValueKind::kNumber;
  Find(layer, rule, ShapeOf(value), has_text ? value.text : layers_[0]->text);
}

// `text` is the meaning of layer.token.
LineJudge::Judged LineJudge::JudgeText(Layer& layer, std::string_view text, const Field& field) {
  if (IsHexOfPseudonymSize(text)) return {JudgeDigest(layer, text, field)};
  const bool is_json = json::LooksLikeJson(text);
  const std::size_t free_numbers = is_json ? WalkWithin(layer, text, field) : 0;
  const std::string_view key = detect::Detector::IsNumber(text) ? KeyOfValue(layer) : "";
  const auto [hits, say_numbers_nothing] =
      is_json ? scanner_.ScanJson(text, free_numbers) : Scanner::JsonHits(scanner_.Scan(text, key));
  JudgeLimit(layer, text, hits);
  for (const Hit& hit : hits.all) {
    const std::string_view rule = allowances_.NotAllowed(field.allowed, hit.rule, hit.rules);
    const bool is_said = is_json && layer.depth < kMostLayers &&
                         layers_[layer.depth + 1]->HasSighting(rule, hit.span);
    if (!rule.empty() && !is_said) FindHit(layer, rule, hit);
  }
  return {!hits.all.empty(), say_numbers_nothing ? free_numbers : 0};
}

// What looks like a pseudonym: true when anybody could have made it.
bool LineJudge::JudgeDigest(Layer& layer, std::string_view text, const Field& field) {
  if (options_.digests == nullptr) return false;
  const BrokenDigest broken = options_.digests->Find(text);
  if (broken.rule.empty()) return false;
  if (!allowances_.Allow(field.allowed, broken.rule)) {
    Find(layer, broken.rule, WithLength(broken.form, text.size()), text);
  }
  return true;
}

void LineJudge::JudgeLimit(Layer& layer, std::string_view text, const Hits& hits) {
  if (hits.is_incomplete) Find(layer, kIncompleteRule, WithLength("encoded", text.size()), text);
}

// Returns how many small numbers in it are free.
std::size_t LineJudge::WalkWithin(Layer& outer, std::string_view text, const Field& field) {
  if (outer.depth == kMostLayers) {
    Find(outer, kIncompleteRule, WithLength("json", text.size()), text);
    return 0;
  }
  Layer& layer = *layers_[outer.depth + 1];
  const FieldWatch::Place place = fields_ ? fields_->Within(field.place) : FieldWatch::kEvent;
  layer.Start(text, {field.node, {}, field.allowed, false, place, known_.Within(field.known)});
  const bool is_sound =
      text.size() <= kLargestForStageOne && layer.structure.Index(text) == json::Refusal::kNone;
  if (!is_sound) layer.structure.IndexAsFarAsPossible(text);
  const std::span<const std::uint32_t> tokens = layer.structure.tokens();
  LayerVisitor visitor(*this, layer);
  json::Walker walker(text, layer.structure.start(), {options_.max_depth, false}, visitor);
  const json::Verdict verdict = walker.Walk();
  if (verdict.ok()) return layer.free_numbers;
  if (verdict.refusal == json::Refusal::kTooDeep) {
    Find(layer, kIncompleteRule, WithLength("json", text.size()), text);
  }
  const auto walked = static_cast<std::size_t>(walker.next() - tokens.data());
  JudgeRest(layer, tokens.subspan(walked));
  return 0;
}

// What the walk of a text did not reach: `rest` are the tokens that it did not take.  As plain
// text all of it is scanned with the whole; here what escapes hide from that.
void LineJudge::JudgeRest(Layer& layer, std::span<const std::uint32_t> rest) {
  const std::span<const std::uint32_t> tokens = layer.structure.tokens();
  const std::size_t size = layer.text.size();
  const std::size_t open = layer.UnclosedString(tokens.empty() ? 0 : tokens.back());
  const bool has_more = !rest.empty() || open < size;
  const bool is_key = layer.IsAtKey();
  if (is_key && open < size) layer.frames.back().key = {open, size};
  const Field field = is_key ? Field() : layer.TakeField();
  if (!is_key) JudgeUnfinished(layer, field, has_more);
  const Span skipped = {rest.empty() ? open : rest.front(), open};
  if (Slice(layer.text, skipped).contains('\\')) {
    layer.token = skipped;
    const std::string_view text = json::Unescape(Slice(layer.text, skipped), arena_).text;
    const Hits hits = scanner_.Scan(text);
    JudgeLimit(layer, text, hits);
    for (const Hit& hit : hits.all) FindHit(layer, hit.rule, hit);
  }
  if (open == size) return;
  layer.token = {open, size};
  JudgeText(layer, json::Unescape(Slice(layer.text, layer.token), arena_).text, field);
}

// A value that was cut is there, but not whole: nobody can say that it conforms.
void LineJudge::JudgeUnfinished(Layer& layer, const Field& field, bool has_more) {
  if (field.is_element && !has_more) return;
  if (!layer.frames.empty() && !field.is_element) layer.token = layer.frames.back().key;
  const Value cut = {ValueKind::kObject};  // which no action takes
  const std::string_view rule = BrokenRule(policy_, field.treatment, cut);
  if (!rule.empty()) Find(layer, rule, "cut", layers_[0]->text);
}

void LineJudge::FindHit(Layer& layer, std::string_view rule, const Hit& hit) {
  Find(layer, rule, ShapeOf(hit), hit.text, hit.chain, hit.rules);
}

void LineJudge::Find(Layer& layer, std::string_view rule, std::string shape, std::string_view value,
                     std::string_view chain, std::uint32_t rules) {
  const detect::Severity severity = SeverityOf(rule);
  if (!findings_.MakeRoom(severity)) return;
  Finding finding;
  finding.rule = rule;
  finding.severity = severity;
  finding.string = layers_[0]->token;
  finding.rules = rules;
  finding.shape = std::move(shape);
  for (std::size_t depth = 0; depth <= layer.depth; ++depth) {
    Layer& outer = *layers_[depth];
    if (depth > 0) finding.pointer += '>';
    if (depth > 0) finding.chain += depth > 1 ? ">json" : "json";
    AppendPath(outer, {policy_, key_scanner_}, finding.pointer);
    outer.sightings.push_back({rule, outer.token});
  }
  if (!chain.empty()) finding.chain.append(finding.chain.empty() ? "" : ">").append(chain);
  finding.fingerprint = FingerprintOf(finding, value);
  findings_.Add(std::move(finding));
}

std::string LineJudge::FingerprintOf(const Finding& finding, std::string_view value) {
  if (!fingerprinter_) return {};
  return fingerprinter_->Of(finding.rule, PatternOf(finding.pointer), value);
}

}  // namespace fun::auditor
