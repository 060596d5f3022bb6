// Looks for personal data in one decoded text: by the rule table, and by the known people.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/base/span.h"
#include "core/detect/clean_texts.h"
#include "core/detect/detector.h"
#include "core/detect/known/identities.h"

namespace fun::auditor {

// What a rule found in a text.
struct Hit {
  std::string_view rule;
  Span span;
};

// One thread; reuse it.  Detector and identities are shared and outlive it.
class Scanner {
 public:
  // `identities` may be nullptr.
  Scanner(const detect::Detector& detector, const detect::Identities* identities)
      : detector_(detector), identities_(identities) {}

  // What `text` holds, by rule table first, known people behind; valid until the next Scan.
  std::span<const Hit> Scan(std::string_view text);

 private:
  const detect::Detector& detector_;
  const detect::Identities* identities_;
  std::vector<detect::Match> matches_;
  std::vector<Span> people_;
  std::vector<Hit> hits_;
  detect::CleanTexts clean_texts_;
};

}  // namespace fun::auditor
