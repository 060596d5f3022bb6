// The part of IdentityTable that searches without hashes.
#include <algorithm>

#include "core/detect/known/compare.h"
#include "core/detect/known/sequence.h"
#include "core/detect/known/table.h"
#include "core/detect/known/words.h"

namespace fun::detect {
namespace {

// No folded word holds either.
constexpr char kBetweenWords = ' ';
constexpr char kEndOfKey = '\n';

std::vector<std::string> FoldedWordsOf(std::string_view identity) {
  std::vector<std::string> folded;
  WordReader words(identity, 0);
  while (words.Next()) folded.emplace_back(words.folded());
  return folded;
}

// The words in the order that begins with word `turn`.
void AppendKey(const std::vector<std::string>& words, std::size_t turn, std::string& keys) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i != 0) keys += kBetweenWords;
    keys += words[(turn + i) % words.size()];
  }
  keys += kEndOfKey;
}

}  // namespace

std::string_view IdentityTable::PlainKeyAt(std::size_t place) const {
  return std::string_view(plain_keys_).substr(place, plain_keys_.find(kEndOfKey, place) - place);
}

void IdentityTable::BuildPlain() {
  plain_keys_.clear();
  plain_entries_.clear();
  std::vector<std::uint32_t> places;  // Build has made one of those that say the same
  for (const std::uint64_t entry : entries_) {
    places.push_back(static_cast<std::uint32_t>(entry & 0xFFFFFFFF));
  }
  std::ranges::sort(places);
  places.erase(std::unique(places.begin(), places.end()), places.end());
  WordSequence sequence;
  for (const std::uint32_t place : places) {
    const Record record = RecordAt(place);
    if (record.kind == IdentityKind::kUserId) continue;
    const std::vector<std::string> words = FoldedWordsOf(record.value);
    sequence.size = words.size();
    for (std::size_t turn = 0; turn < OrdersOf(record.kind, sequence); ++turn) {
      plain_entries_.push_back({plain_keys_.size(), place});
      AppendKey(words, turn, plain_keys_);
    }
  }
  std::ranges::sort(plain_entries_, [this](const PlainEntry& a, const PlainEntry& b) {
    const int order = PlainKeyAt(a.key).compare(PlainKeyAt(b.key));
    return order != 0 ? order < 0 : ContentAt(a.place) < ContentAt(b.place);
  });
}

// The first is the one that `key` is, or would stand before.
std::span<const IdentityTable::PlainEntry> IdentityTable::PlainEntriesFrom(
    std::string_view key) const {
  const auto key_of = [this](const PlainEntry& entry) { return PlainKeyAt(entry.key); };
  return {std::ranges::lower_bound(plain_entries_, key, {}, key_of), plain_entries_.end()};
}

void IdentityTable::FindPlainly(std::string_view text, std::vector<KnownMatch>& matches) const {
  std::size_t done = 0;  // end of what was found last
  WordReader words(text, 0);
  while (words.Next()) {
    if (words.span().begin < done) continue;
    const Candidate first = {text, words.span(), done, false, false};
    done = std::max(done, MatchPlainlyAt(first, words.folded(), matches));
  }
}

// As MatchAt.
std::size_t IdentityTable::MatchPlainlyAt(const Candidate& first, std::string_view word,
                                          std::vector<KnownMatch>& matches) const {
  std::string key(word);
  WordReader words(first.text, first.words.end);
  Candidate candidate = first;
  KnownMatch best;
  for (;;) {
    for (const PlainEntry& entry : PlainEntriesFrom(key)) {
      if (PlainKeyAt(entry.key) != key) break;
      TakeBetter(candidate, RecordAt(entry.place), best);
    }
    key += kBetweenWords;
    const auto longer = PlainEntriesFrom(key);
    const bool goes_on = !longer.empty() && PlainKeyAt(longer.front().key).starts_with(key);
    if (!goes_on || !words.Next(kLongestUnitGap)) break;
    candidate.words.end = words.span().end;
    key += words.folded();
  }
  if (best.span.size() == 0) return 0;
  matches.push_back(best);
  return best.span.end;
}

}  // namespace fun::detect
