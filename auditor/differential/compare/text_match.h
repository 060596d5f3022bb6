// Whether an anonymized text is a raw one with marks and pseudonyms in place of pieces of it.
#pragma once

#include <string_view>
#include <vector>

#include "core/base/span.h"

namespace fun::auditor {

// A mark ("<<EMAIL>>") or 64 hex digits of an anonymized text, and what stood in its place.
struct Cover {
  Span place;  // of the anonymized text
  bool is_mark = false;
  std::string_view covered;  // of the raw text
};

// What a text is made of: covers, and literal text before, between and behind them.
void FindCovers(std::string_view text, std::vector<Cover>& covers);

// True when `text` is one mark and nothing else.
bool IsMark(std::string_view text);

// True when all that is no cover in `text` stands in `raw`, and nothing else does but what is
// covered.  Fills `covered`, which is certain for a single cover; of several it is one way.
bool CoversText(std::string_view raw, std::string_view text, std::vector<Cover>& covers);

// True when the words of `text` outside of covers stand in `raw` in the same order: of a path, a
// form or an encoded text whole parts may be gone.
bool IsCutFrom(std::string_view raw, std::string_view text, const std::vector<Cover>& covers);

// True when a part of `raw` may go without a mark in its place: a form field, what stands before
// the @ of a URL, a member of JSON that is encoded.
bool MayLoseParts(std::string_view raw);

}  // namespace fun::auditor
