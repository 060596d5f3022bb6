// Judges one line: does it hold personal data, and does it conform to its policy?
//
// The judge goes by content alone: it knows nothing of what the anonymizer did
// or meant to do, and shares with it only the reading of lines, the rule table and the decode
// layers.  It never repeats what it finds: a finding says where and what kind.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "auditor/fingerprint.h"
#include "auditor/inventory/inventory.h"
#include "auditor/own_rules.h"
#include "core/detect/detector.h"
#include "core/detect/effort.h"
#include "core/detect/known/identities.h"
#include "core/event/lines.h"
#include "core/event/policy.h"

namespace fun::auditor {

// One thing found in one line.  `string` is the byte range, in the line's text, of the content of
// the outermost JSON string (or number) that holds it; for kLineRule the whole line.
struct Finding {
  std::string_view rule;
  detect::Severity severity = detect::Severity::kError;
  Span string;
  std::string chain;        // "json>json>percent": what was decoded inside `string`
  std::string pointer;      // "/event>/POST/email/0"; a segment that is data is masked
  std::string shape;        // "letters+symbols[16-31]": kinds of characters, length bucket
  std::string fingerprint;  // see Fingerprinter; "" without a key, and of a line over the limit
  std::uint32_t rules = 0;  // of the table, that matched: as detect::Match
};

// A line lists no more.  When there are, an error takes the place of the last that is none.
inline constexpr std::size_t kMostFindingsInLine = 1000;

class KnownDigests;  // auditor/pseudonyms/known_digests.h
class LayerVisitor;  // auditor/judge/layer_visitor.h

struct JudgeOptions {
  std::size_t max_depth = 1024;
  std::size_t max_line = 4 * 1024 * 1024;
  detect::Effort effort = detect::Effort::kUsual;  // other: after Identities::PrepareExhaustiveScan
  const KnownDigests* digests = nullptr;           // outlive the judge; nullptr: not looked for
};

// One thread; reuse it.  Policy, detector and identities are shared and outlive it.  A line
// without findings allocates nothing once the first lines have been judged.
class Judge {
 public:
  // `identities` may be nullptr.
  Judge(const event::Policy& policy, const detect::Detector& detector,
        const detect::Identities* identities, JudgeOptions options);
  Judge(Judge&&) noexcept;
  ~Judge();

  // From now on findings have fingerprints.
  void FingerprintWith(Fingerprinter fingerprinter);

  // From now on fields are counted: of each line for which KeepFields is called.
  void CountFields();
  void KeepFields(std::uint64_t line);    // its number: the line judged last
  void MoveFields(Inventory& inventory);  // overwrites; all since the last time

  // Appends what is wrong with `line` (not blank) to `findings`, at most kMostFindingsInLine; none
  // appended: clean.  A line that is refused, for its form or as longer than max_line, gives one
  // finding of kLineRule, and its reason is returned; else "".
  std::string_view JudgeLine(const event::Line& line, std::vector<Finding>& findings);

  // JudgeLine in steps, for who walks the line with a visitor of his own besides: the refusal
  // before walking, or ""; what then walks it; and the end, with the refusal of either.
  std::string_view Begin(const event::Line& line, std::vector<Finding>& findings);
  LayerVisitor visitor();
  std::string_view End(const event::Line& line, std::string_view refusal,
                       std::vector<Finding>& findings);

  // Of the event judged last, decoded; "" when it has none or was refused.  It may be data: a path
  // with a name in it.  Valid until the next.
  std::string_view event_type() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The finding for a line of `bytes` bytes that is refused for `reason`; for a line over the limit,
// whose end nobody has looked for, `bytes` is the limit.
Finding FindingOfRefusal(std::string_view reason, std::size_t bytes);

}  // namespace fun::auditor
