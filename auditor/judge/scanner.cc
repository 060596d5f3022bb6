#include "auditor/judge/scanner.h"

#include <algorithm>

#include "auditor/judge/judge.h"
#include "auditor/judge/plain_text.h"
#include "core/detect/layers/form.h"

namespace fun::auditor {
namespace {

constexpr std::size_t kMostForms = 2;      // form fields in form fields are read so deep
constexpr std::size_t kReachOfWords = 40;  // bytes before a number that say what it is

// Kinds of text in clean_texts_.
constexpr std::uint32_t kAsItStands = 0;
constexpr std::uint32_t kWithoutNumbers = 1;

}  // namespace

Hits Scanner::Scan(std::string_view text, std::string_view key) {
  const bool takes_short_cuts = effort_ == detect::Effort::kUsual;
  if (takes_short_cuts && (IsPlainTime(text) || IsPlainNumber(text, key))) {
    return ScanForPeople(text);
  }
  const detect::TextMark mark =
      takes_short_cuts ? detect::MarkOf(text, kAsItStands) : detect::TextMark();
  const bool is_known = clean_texts_.Hold(mark);
  if (is_known && key.empty()) return {};
  Begin(text);
  if (!is_known) ScanReadings();
  if (!is_known && IsClean()) clean_texts_.Add(mark);
  if (!key.empty()) ScanBehind(key, text);
  // What came behind the last hit that there was room for may be of a kind that is not allowed.
  return {hits_, is_incomplete_ || walk_.is_incomplete() || hits_.size() == kMostHits};
}

Scanner::JsonHits Scanner::ScanJson(std::string_view text, std::size_t free_numbers) {
  const bool takes_short_cuts = effort_ == detect::Effort::kUsual && identities_ == nullptr;
  if (free_numbers == 0 || !takes_short_cuts) return {Scan(text)};
  const detect::SmallNumbers::Masked masked = small_numbers_.Mask(text);
  if (masked.numbers != free_numbers) return {Scan(text)};
  const detect::TextMark mark = detect::MarkOf(masked.text, kWithoutNumbers);
  if (clean_texts_.Hold(mark)) return {{}, true};
  const Hits hits = Scan(text);
  if (!hits.IsClean() || detect::MaySmallNumbersMatter(masked.text)) return {hits};
  Begin(masked.text);
  ScanReadings();
  if (!IsClean()) return {};
  clean_texts_.Add(mark);
  return {{}, true};
}

void Scanner::Begin(std::string_view text) {
  hits_.clear();
  arena_.Clear();
  earlier_ = 0;
  is_incomplete_ = false;
  walk_.Begin(text);
}

// Of a text that is plain.
Hits Scanner::ScanForPeople(std::string_view text) {
  if (identities_ == nullptr) return {};
  Begin(text);
  people_.clear();
  identities_->Scan(text, people_);
  for (const Span place : people_) Add(kIdentityRule, text, place);
  return {hits_, false};
}

void Scanner::ScanReadings() {
  while (walk_.Next()) ScanReading(walk_.text());
}

void Scanner::ScanReading(std::string_view text) {
  earlier_ = hits_.size();
  Look(text);
  for (const detect::Match& match : matches_) AddMatch(match, text, match.span);
  for (const Span place : people_) Add(kIdentityRule, text, place);
  LookForDigests(text);
  if (const auto before = walk_.BeforeBase64(kReachOfWords); !before.empty()) {
    ScanBehind(before, text);
  }
  ScanFields(text);
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

void Scanner::LookForDigests(std::string_view text) {
  if (digests_ == nullptr || text.size() < KnownDigests::kShortestToken) return;
  broken_.clear();
  digests_->Scan(text, broken_);
  for (const BrokenDigest& broken : broken_) Add(broken.rule, text, broken.span, broken.form);
}

// `span` is of `text`, the reading in hand.
void Scanner::Add(std::string_view rule, std::string_view text, Span span, std::string_view form) {
  Keep({rule, span, Slice(text, span), {}, form});
}

void Scanner::AddMatch(const detect::Match& match, std::string_view text, Span span) {
  Keep({detect::Rules()[match.rule].id, span, Slice(text, span), {}, {}, match.rules});
}

// `hit.span` is of the reading in hand, `hit.chain` what was undone within that.
void Scanner::Keep(Hit hit) {
  if (hits_.size() == kMostHits) return;
  const Span place = walk_.PlaceOf(hit.span).span;
  const auto says_so = [&hit, place](const Hit& said) {
    return said.rule == hit.rule && said.span.begin < place.end && place.begin < said.span.end;
  };
  if (std::ranges::any_of(std::span(hits_).first(earlier_), says_so)) return;
  if (walk_.depth() > 0) {
    const std::string outer = walk_.ChainOf(hit.span);
    hit.chain.insert(0, outer + (hit.chain.empty() || outer.empty() ? "" : ">"));
  }
  hit.span = place;
  hits_.push_back(std::move(hit));
}

// A bare run of digits is somebody's number only behind a word that says so.
void Scanner::ScanBehind(std::string_view before, std::string_view text) {
  earlier_ = hits_.size();
  const std::string both = std::string(before).append(" ").append(text);
  const std::size_t shift = before.size() + 1;
  Look(both);
  for (const detect::Match& match : matches_) {
    if (match.span.begin < shift) continue;
    AddMatch(match, text, {match.span.begin - shift, match.span.end - shift});
  }
}

// Makes spaces of the `+` in spaced_, which is `field` of the reading in hand; false if of none.
// One that was written as `%2B` is a plus, unless the field's `=` was written so, too.
bool Scanner::PutSpaces(Span field) {
  if (walk_.depth() == 0) {
    std::ranges::replace(spaced_, '+', ' ');
    return true;
  }
  const auto chain_at = [this](std::size_t at) { return walk_.ChainOf({at, at + 1}); };
  const std::size_t depth = chain_at(field.begin - 1).size();
  if (depth == 0) return false;  // it was a field in the text as it stands
  bool has_put = false;
  for (std::size_t at = spaced_.find('+'); at != spaced_.npos; at = spaced_.find('+', at + 1)) {
    if (chain_at(field.begin + at).size() > depth) continue;
    spaced_[at] = ' ';
    has_put = true;
  }
  return has_put;
}

// The values of form fields, with the spaces that are written as `+`.
void Scanner::ScanFields(std::string_view text) {
  fields_.clear();
  detect::FindSpacedFields(text, fields_);
  if (fields_.empty() || forms_ == kMostForms) return;
  if (field_scanner_ == nullptr) {
    field_scanner_ = std::make_unique<Scanner>(detector_, identities_, effort_, digests_);
    field_scanner_->forms_ = forms_ + 1;
  }
  earlier_ = hits_.size();
  for (const Span field : fields_) {
    spaced_ = Slice(text, field);
    if (!PutSpaces(field) && spaced_.contains('+')) continue;
    const Hits hits = field_scanner_->Scan(spaced_);
    is_incomplete_ = is_incomplete_ || hits.is_incomplete;
    for (const Hit& hit : hits.all) {
      Keep({hit.rule,
            {field.begin + hit.span.begin, field.begin + hit.span.end},
            arena_.Copy(hit.text),
            hit.chain.empty() ? "form" : "form>" + hit.chain,
            hit.form,
            hit.rules});
    }
  }
}

}  // namespace fun::auditor
