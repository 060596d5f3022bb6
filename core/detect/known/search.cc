// The half of IdentityTable that searches.
#include <algorithm>

#include "core/detect/known/compare.h"
#include "core/detect/known/runs.h"
#include "core/detect/known/sequence.h"
#include "core/detect/known/table.h"
#include "core/detect/known/words.h"

namespace fun::detect {
namespace {

bool IsDigitAt(std::string_view text, std::size_t at) {
  return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

// An id is a token: neither part of a decimal number nor spelled otherwise than in digits.
bool IsIdAt(std::string_view id, std::string_view text, Span place) {
  if (Slice(text, place) != id) return false;
  const bool is_fraction = place.begin >= 2 && IsDigitAt(text, place.begin - 2) &&
                           (text[place.begin - 1] == '.' || text[place.begin - 1] == ',');
  const bool has_fraction =
      place.end < text.size() && text[place.end] == '.' && IsDigitAt(text, place.end + 1);
  return !is_fraction && !has_fraction;
}

bool HasAtSign(std::string_view text) { return text.contains('@') || text.contains("\uFF20"); }

bool IsMention(std::string_view text, Span place) {
  return place.begin > 0 && text[place.begin - 1] == '@';
}

// Two usernames at one place: the one that is spelled so, or nobody.
void SettleUsernames(std::string_view there, std::string_view other, KnownMatch& best) {
  if (!best.is_ambiguous && best.exact == there) return;
  if (other == there) {
    best.exact = other;
    best.is_ambiguous = false;
  } else {
    best.exact = {};
    best.is_ambiguous = true;
  }
}

}  // namespace

// Makes `record` the best match when it stands at the candidate's place and is longer than `best`,
// or of the same length and of a kind that comes first.
void IdentityTable::TakeBetter(const Candidate& candidate, const Record& record,
                               KnownMatch& best) const {
  const std::string_view text = candidate.text;
  Span place = candidate.words;
  switch (record.kind) {
    case IdentityKind::kUsername:
      place = PlaceOfUnit(record.value, text, place, candidate.floor);
      if (place.size() == 0) return;
      break;
    case IdentityKind::kEmail:
      if (!HasItsWords(record.value, text, place, false)) return;
      if (record.value.contains('@') && !HasAtSign(Slice(text, place))) return;
      break;
    case IdentityKind::kName:
      if (!HasItsWords(record.value, text, place, true)) return;
      break;
    case IdentityKind::kUserId:
      if (!candidate.with_user_ids || !IsIdAt(record.value, text, place)) return;
      break;
  }
  if (!candidate.is_whole && record.reach == Reach::kWholeValues) return;
  if (!candidate.is_whole && record.reach == Reach::kMention && !IsMention(text, place)) return;
  const bool is_same_place = place == best.span;
  if (is_same_place && record.kind == best.kind) {
    if (record.kind == IdentityKind::kUsername) {
      SettleUsernames(Slice(text, place), record.value, best);
    }
    return;
  }
  if (place.size() < best.span.size() || (is_same_place && best.kind < record.kind)) return;
  const bool has_pseudonym =
      record.kind == IdentityKind::kUsername || record.kind == IdentityKind::kUserId;
  best = {place, record.kind, has_pseudonym ? record.value : std::string_view(), false};
}

void IdentityTable::Consider(const Candidate& candidate, std::uint64_t hash,
                             KnownMatch& best) const {
  for (const std::uint64_t entry : EntriesOf(hash)) {
    TakeBetter(candidate, RecordAt(entry & 0xFFFFFFFF), best);
  }
}

void IdentityTable::Find(std::string_view text, bool with_user_ids,
                         std::vector<KnownMatch>& matches) const {
  if (entries_.empty()) return;
  std::size_t done = 0;  // end of what was found last
  ForEachRun(text, [&](Span run, bool is_ascii) {
    const Candidate first = {text, run, done, false, with_user_ids};
    if (!is_ascii) {
      done = FindInMixedRun(first, matches);
      return;
    }
    if (run.begin < done) return;
    const char initial = text[run.begin];
    const bool may_be_word = first_shapes_.MayHold({static_cast<char>(initial | 0x20), run.size()});
    const bool may_be_id = with_user_ids && initial <= '9';
    if (!may_be_word && !may_be_id) return;  // half of a log's words
    const std::uint64_t hash = HashOfAsciiWord(Slice(text, run));
    if ((may_be_word && first_words_.MayHold(hash)) || (may_be_id && user_ids_.MayHold(hash))) {
      done = std::max(done, MatchAt(first, hash, matches));
    }
  });
}

// A run with high bytes: several words, or letters with marks, or no letter at all.  Words before
// its floor have been taken; returns the end of what was found last.
std::size_t IdentityTable::FindInMixedRun(const Candidate& run,
                                          std::vector<KnownMatch>& matches) const {
  std::size_t done = run.floor;
  WordReader words(run.text, std::max(run.words.begin, done));
  while (words.Next() && words.span().begin < run.words.end) {
    if (words.span().begin < done) continue;
    const std::uint64_t hash = HashOfWord(words.folded());
    if (!first_words_.MayHold(hash)) continue;
    const Candidate first = {run.text, words.span(), done, false, run.with_user_ids};
    done = std::max(done, MatchAt(first, hash, matches));
  }
  return done;
}

// Appends the longest identity that begins with the word at `first`, of `hash`; returns its end, 0
// if there is none.
std::size_t IdentityTable::MatchAt(const Candidate& first, std::uint64_t hash,
                                   std::vector<KnownMatch>& matches) const {
  WordReader words(first.text, first.words.end);
  Candidate candidate = first;
  KnownMatch best;
  for (;;) {
    Consider(candidate, hash, best);
    if (!beginnings_.MayHold(hash) || !words.Next(kLongestUnitGap)) break;
    candidate.words.end = words.span().end;
    hash = MixIntoHash(hash, HashOfWord(words.folded()));
  }
  if (best.span.size() == 0) return 0;
  matches.push_back(best);
  return best.span.end;
}

bool IdentityTable::FindWhole(std::string_view value, KnownMatch& match) const {
  WordReader words(value, 0);
  if (entries_.empty() || !words.Next()) return false;
  Span all = words.span();
  std::uint64_t hash = HashOfWord(words.folded());
  while (words.Next()) {
    all.end = words.span().end;
    hash = MixIntoHash(hash, HashOfWord(words.folded()));
  }
  constexpr std::string_view kSpaces = " \t\n\r\v\f";
  const std::size_t begin = value.find_first_not_of(kSpaces);
  const std::size_t end = value.find_last_not_of(kSpaces) + 1;
  KnownMatch best;
  Consider({value, all, 0, true, true}, hash, best);
  if (best.span.size() == 0) return false;
  // A username with its ends; of names and e-mails, what stands around the words is not theirs.
  if (best.kind == IdentityKind::kUsername && best.span != Span{begin, end}) return false;
  match = best;
  return true;
}

}  // namespace fun::detect
