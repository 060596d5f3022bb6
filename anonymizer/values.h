// What becomes of a single value: a pseudonym, a network, redacted text.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "anonymizer/counts.h"
#include "core/base/arena.h"
#include "core/detect/clean_texts.h"
#include "core/detect/detector.h"
#include "core/detect/known/identities.h"
#include "core/event/policy.h"
#include "core/json/edit.h"
#include "keys/pseudonym.h"

namespace fun::anonymizer {

// What values are looked at for; all outlive the editor, and may be shared.
struct ValueSources {
  const detect::Detector* detector = nullptr;      // nullptr if the policy scans no text
  const detect::Identities* identities = nullptr;  // nullptr: nobody is known
};

// Makes the edits for values of one thread's lines.  Texts in edits live in arena(), which
// the caller clears from line to line.
class ValueEditor {
 public:
  static Result<ValueEditor> Create(ValueSources sources, const keys::Secret& secret);

  Arena& arena() { return arena_; }

  // Puts the pseudonym of the string `text`, which stands at `raw` of its layer, in its place; ""
  // stays.
  void PseudonymizeString(event::Action action, std::string_view text, Span raw,
                          std::vector<json::Edit>& edits);

  // The same for a number, which becomes a string.
  void PseudonymizeNumber(event::Action action, std::string_view digits, Span raw,
                          std::vector<json::Edit>& edits);

  // Cuts the address in `text` to its network; any other text is <<IP>>; "" stays.
  void TruncateIpField(std::string_view text, Span raw, std::vector<json::Edit>& edits);

  // Makes the time or user agent in `text` coarse; false: it is none, and must go.
  bool CoarsenField(event::Action action, std::string_view text, Span raw,
                    std::vector<json::Edit>& edits);

  // What the detectors find in `text`, valid until the next call.  Only if the policy scans.
  std::span<const detect::Match> Detect(std::string_view text);

  // Who of the known people is mentioned in `text`, user ids left out: counters and times are
  // digits too.  Valid until the next call; nobody without identities.
  std::span<const detect::KnownMatch> FindPeople(std::string_view text);
  const detect::Identities* identities() const { return sources_.identities; }

  // Texts that hold nothing; read as templates they may hold more, as a fragment in any spelling.
  detect::CleanTexts& clean_texts(bool is_template) {
    return is_template ? clean_templates_ : clean_texts_;
  }

  // The pseudonym of `text`, in the arena; "" has none.
  std::string_view PseudonymOf(event::Action action, std::string_view text) {
    return arena_.Copy(DomainOf(action).Of(text));
  }

  FieldCounts counts;  // of what the edits did, until the caller resets it

 private:
  ValueEditor(ValueSources sources, std::vector<keys::Pseudonymizer> domains)
      : sources_(sources), domains_(std::move(domains)) {}

  keys::Pseudonymizer& DomainOf(event::Action action);

  ValueSources sources_;
  std::vector<keys::Pseudonymizer> domains_;  // in the order of event::Action
  Arena arena_;
  std::vector<detect::Match> matches_;  // of the text in hand
  detect::CleanTexts clean_texts_;
  detect::CleanTexts clean_templates_;
  std::vector<detect::KnownMatch> people_;  // in it
};

// True for 64 lower-case hexadecimal digits: what a pseudonym looks like.
bool HasPseudonymShape(std::string_view text);

}  // namespace fun::anonymizer
