// Judges the texts of one line, from the line itself down through JSON within strings.
//
// Every key, string and number is scanned as the text that it means; a string
// that holds JSON is walked besides, and what was found in its parts is not said again of the
// whole.  Of JSON that was cut or is broken, the whole parts are judged as such, and the rest as
// text.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "auditor/judge/conformity.h"
#include "auditor/judge/judge.h"
#include "auditor/judge/known_members.h"
#include "auditor/judge/layer.h"
#include "auditor/judge/line_findings.h"
#include "auditor/judge/scanner.h"
#include "core/base/arena.h"
#include "core/json/text.h"
#include "core/json/walk.h"

namespace fun::auditor {

// JSON in strings is looked into so often.
inline constexpr std::size_t kMostLayers = 16;

// One thread; reuse it.
class LineJudge {
 public:
  LineJudge(const event::Policy& policy, const detect::Detector& detector,
            const detect::Identities* identities, JudgeOptions options);

  // Of a line that is not refused before walking: the layer that is to be walked, by a
  // LayerVisitor.
  Layer& BeginEvent(const event::Line& line, std::vector<Finding>& findings);

  void FingerprintWith(Fingerprinter fingerprinter) { fingerprinter_ = std::move(fingerprinter); }
  // Of what was found with `value`; "" without a key.
  std::string FingerprintOf(const Finding& finding, std::string_view value);

  void CountFields() { fields_.emplace(policy_); }
  void KeepFields(std::uint64_t line) {
    if (fields_) fields_->KeepLine(line, event_type_);
  }
  void MoveFields(Inventory& inventory) {
    if (fields_) fields_->MoveTo(inventory);
  }

  // As Judge::event_type.
  std::string_view event_type() const { return event_type_; }

  // Called by the walk of `layer`, with what goes into registers: a RawString does not.
  void TakeKey(Layer& layer, Span raw, bool has_escape);
  void TakeString(Layer& layer, Span raw, bool has_escape);
  void TakeScalar(Layer& layer, Span raw);
  void TakeOpen(Layer& layer, std::size_t at, bool is_object);

 private:
  struct Judged {
    bool has_hits = false;         // a scan found something, allowed or not
    std::size_t free_numbers = 0;  // in JSON, that say nothing
  };

  void CountField(const Field& field, ValueKind kind) {
    if (fields_) fields_->Count(field.place, kind);
  }
  void JudgePrefix(const event::Line& line);
  bool MayBeKnown(const Layer& layer, const Field& field, std::string_view text,
                  bool has_escape) const;
  bool IsFree(const Layer& layer, Span raw, const Field& field);
  std::string_view KeyOfValue(const Layer& layer) {
    return json::Unescape(Slice(layer.text, layer.KeyOfValue()), arena_).text;
  }
  Field FieldOfKey(const Field& object, std::string_view key);
  Judged JudgeText(Layer& layer, std::string_view text, const Field& field);
  std::size_t WalkWithin(Layer& outer, std::string_view text, const Field& field);
  bool JudgeDigest(Layer& layer, std::string_view text, const Field& field);
  void JudgeLimit(Layer& layer, std::string_view text, const Hits& hits);
  void JudgeRest(Layer& layer, std::span<const std::uint32_t> rest);
  void JudgeUnfinished(Layer& layer, const Field& field, bool has_more);
  void JudgeConformity(Layer& layer, const Field& field, const Value& value);
  void FindHit(Layer& layer, std::string_view rule, const Hit& hit);
  // `value` as for a fingerprint.
  void Find(Layer& layer, std::string_view rule, std::string shape, std::string_view value,
            std::string_view chain = {}, std::uint32_t rules = 0);

  const event::Policy& policy_;
  JudgeOptions options_;
  Allowances allowances_;
  Scanner scanner_;
  Scanner key_scanner_;  // for paths, while hits of the other are in use
  KnownMembers known_;
  std::optional<Fingerprinter> fingerprinter_;
  std::optional<FieldWatch> fields_;
  std::string_view event_type_;  // in arena_
  Arena arena_;
  std::vector<std::unique_ptr<Layer>> layers_;
  LineFindings findings_;
};

}  // namespace fun::auditor
