// Anonymizes one line: the heart of funanon.
//
// Output bytes are a function of (line, policy, key, identities) alone; what no rule touches leaves
// byte for byte as it came.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "anonymizer/counts.h"
#include "core/detect/detector.h"
#include "core/detect/known/identities.h"
#include "core/event/lines.h"
#include "core/event/policy.h"
#include "core/json/edit.h"
#include "keys/pseudonym.h"

namespace fun::anonymizer {

struct LineOptions {
  std::size_t max_line = 0;   // bytes
  std::size_t max_depth = 0;  // nesting
  bool allow_pseudonyms = false;
  const detect::Identities* identities = nullptr;  // shared; outlive the anonymizer
};

// One for each thread; policy and detector are shared and outlive it.
class LineAnonymizer {
 public:
  // `detector` may be nullptr if the policy does not scan text.
  static Result<LineAnonymizer> Create(const event::Policy& policy,
                                       const detect::Detector* detector, const keys::Secret& secret,
                                       LineOptions options);
  LineAnonymizer(LineAnonymizer&&) noexcept;
  ~LineAnonymizer();

  // Appends the anonymized line and a LF to `out` and adds to `counts`; or
  // returns why the line is rejected, `out` and `counts` unchanged.  `line` is not blank.
  std::string_view AnonymizeLine(const event::Line& line, std::string& out, FieldCounts& counts);

  // What was done to the line anonymized last, as edits of line.text; valid until the next.
  std::span<const json::Edit> edits() const;

 private:
  struct State;
  explicit LineAnonymizer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace fun::anonymizer
