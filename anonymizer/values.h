// What becomes of a single value: a pseudonym, a network, redacted text.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "anonymizer/counts.h"
#include "core/base/arena.h"
#include "core/detect/detector.h"
#include "core/event/policy.h"
#include "core/json/edit.h"
#include "keys/pseudonym.h"

namespace fun::anonymizer {

// Makes the edits for values of one thread's lines.  Texts in edits live in arena(), which
// the caller clears from line to line.
class ValueEditor {
 public:
  // `detector` may be nullptr if RedactText is not called.
  static Result<ValueEditor> Create(const detect::Detector* detector, const keys::Secret& secret);

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

  // Puts marks in place of what the detectors find in `text`, the decoded form of what
  // stands at `raw` of `layer`.
  void RedactText(std::string_view text, std::string_view layer, Span raw,
                  std::vector<json::Edit>& edits);

  FieldCounts counts;  // of what the edits did, until the caller resets it

 private:
  ValueEditor(const detect::Detector* detector, keys::Pseudonymizer usernames,
              keys::Pseudonymizer user_ids, keys::Pseudonymizer sessions)
      : detector_(detector),
        usernames_(std::move(usernames)),
        user_ids_(std::move(user_ids)),
        sessions_(std::move(sessions)) {}

  keys::Pseudonymizer& DomainOf(event::Action action);

  const detect::Detector* detector_;
  keys::Pseudonymizer usernames_;
  keys::Pseudonymizer user_ids_;
  keys::Pseudonymizer sessions_;
  std::optional<keys::Pseudonymizer> anonymous_ids_;
  Arena arena_;
  std::vector<detect::Match> matches_;  // of the text in hand
  std::vector<json::Edit> marks_;
};

// True for 64 lower-case hexadecimal digits: what a pseudonym looks like.
bool HasPseudonymShape(std::string_view text);

}  // namespace fun::anonymizer
