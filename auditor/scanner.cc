#include "auditor/scanner.h"

#include "auditor/judge.h"

namespace fun::auditor {

std::span<const Hit> Scanner::Scan(std::string_view text) {
  hits_.clear();
  if (clean_texts_.Hold(text)) return hits_;
  matches_.clear();
  detector_.Scan(text, matches_);
  for (const detect::Match& match : matches_) {
    hits_.push_back({detect::Rules()[match.rule].id, match.span});
  }
  people_.clear();
  if (identities_ != nullptr) identities_->Scan(text, people_);
  for (const Span place : people_) hits_.push_back({kIdentityRule, place});
  if (hits_.empty()) clean_texts_.Add(text);
  return hits_;
}

}  // namespace fun::auditor
