#include "auditor/scanner.h"

#include <algorithm>

#include "auditor/judge.h"

namespace fun::auditor {

Hits Scanner::Scan(std::string_view text) {
  hits_.clear();
  const bool remembers = effort_ == detect::Effort::kUsual;
  if (remembers && clean_texts_.Hold(text)) return {};
  walk_.Begin(text);
  while (walk_.Next()) ScanReading(walk_.text());
  // What came behind the last hit that there was room for may be of a kind that is not allowed.
  const Hits hits = {hits_, walk_.is_incomplete() || hits_.size() == kMostHits};
  if (remembers && hits.IsClean()) clean_texts_.Add(text);
  return hits;
}

void Scanner::ScanReading(std::string_view text) {
  earlier_ = hits_.size();
  Look(text);
  for (const detect::Match& match : matches_) {
    Add(detect::Rules()[match.rule].id, text, match.span);
  }
  for (const Span place : people_) Add(kIdentityRule, text, place);
  if (digests_ == nullptr || text.size() < KnownDigests::kShortestToken) return;
  broken_.clear();
  digests_->Scan(text, broken_);
  for (const BrokenDigest& broken : broken_) Add(broken.rule, text, broken.span, broken.form);
}

// Fills matches_ and people_.
void Scanner::Look(std::string_view text) {
  matches_.clear();
  people_.clear();
  if (effort_ == detect::Effort::kUsual) {
    detector_.Scan(text, matches_);
    if (identities_ != nullptr) identities_->Scan(text, people_);
  } else {
    detector_.ScanExhaustively(text, matches_);
    if (identities_ != nullptr) identities_->ScanExhaustively(text, people_);
  }
}

// `span` is of `text`, the reading in hand.
void Scanner::Add(std::string_view rule, std::string_view text, Span span, std::string_view form) {
  if (hits_.size() == kMostHits) return;
  const Span place = walk_.PlaceOf(span).span;
  const auto says_so = [rule, place](const Hit& hit) {
    return hit.rule == rule && hit.span.begin < place.end && place.begin < hit.span.end;
  };
  if (std::ranges::any_of(std::span(hits_).first(earlier_), says_so)) return;
  std::string chain = walk_.depth() > 0 ? walk_.ChainOf(span) : std::string();
  hits_.push_back({rule, place, Slice(text, span), std::move(chain), form});
}

}  // namespace fun::auditor
