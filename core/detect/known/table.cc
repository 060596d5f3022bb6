#include "core/detect/known/table.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "core/detect/known/runs.h"
#include "core/detect/known/words.h"

namespace fun::detect {
namespace {

constexpr std::size_t kFewestCharacters = 3;
constexpr std::size_t kFewestDigits = 5;
constexpr std::size_t kPseudonymSize = 64;
constexpr std::size_t kMostWords = 32;
// Bytes between two words of one name: "Lovelace, Ada", "ada@example.org", "Ada  Lovelace".
constexpr std::size_t kLongestGap = 3;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsHexDigit(char c) { return IsDigit(c) || (c >= 'a' && c <= 'f'); }

// Calls `visit(hash of the words so far)` for each word of `folded`.
template <typename Visit>
void ForEachBeginning(std::string_view folded, Visit visit) {
  std::uint64_t hash = 0;
  bool is_first = true;
  while (!folded.empty()) {
    const std::size_t size = std::min(folded.find(' '), folded.size());
    const std::uint64_t word_hash = HashOfWord(folded.substr(0, size));
    hash = is_first ? word_hash : MixIntoHash(hash, word_hash);
    is_first = false;
    folded.remove_prefix(std::min(size + 1, folded.size()));
    visit(hash);
  }
}

}  // namespace

// The fewer bits, the nearer the cache: many identities begin alike, so they are counted first.
void HashFilter::Fill(std::vector<std::uint64_t> hashes) {
  constexpr std::size_t kBitsEach = 32;
  std::ranges::sort(hashes);
  hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
  const std::size_t bits = std::bit_ceil(std::max<std::size_t>(64, kBitsEach * hashes.size()));
  bits_.assign(bits / 64, 0);
  shift_ = 64 - std::countr_zero(bits);
  for (const std::uint64_t hash : hashes) {
    bits_[Place(hash) / 64] |= std::uint64_t{1} << (Place(hash) % 64);
  }
}

bool IdentityTable::Fold(std::string_view identity, std::string& folded) const {
  WordReader words(identity, 0);
  std::size_t characters = 0;
  std::size_t count = 0;
  while (words.Next()) {
    if (words.folded().empty() || ++count > kMostWords) return false;
    if (!folded.empty()) folded += ' ';
    folded += words.folded();
    characters += words.characters();
  }
  const bool is_number = std::ranges::all_of(folded, [](char c) { return IsDigit(c) || c == ' '; });
  const bool is_pseudonym =
      folded.size() == kPseudonymSize && std::ranges::all_of(folded, IsHexDigit);
  return characters >= (is_number ? kFewestDigits : kFewestCharacters) && !is_pseudonym;
}

bool IdentityTable::Add(std::string_view identity) {
  std::string folded;
  if (!Fold(identity, folded)) return false;
  std::uint64_t hash = 0;
  ForEachBeginning(folded, [&hash](std::uint64_t so_far) { hash = so_far; });
  entries_.push_back({hash, words_.size()});
  words_ += folded;
  words_ += '\n';
  return true;
}

void IdentityTable::Build() {
  std::vector<std::uint64_t> first_words;
  std::vector<std::uint64_t> beginnings;
  slots_.assign(std::bit_ceil(2 * entries_.size() + 2), 0);
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const std::size_t known = beginnings.size();
    ForEachBeginning(WordsOf(entries_[i]),
                     [&beginnings](std::uint64_t hash) { beginnings.push_back(hash); });
    first_words.push_back(beginnings[known]);
    beginnings.pop_back();  // the whole goes on nowhere
    SlotOf(entries_[i]) = static_cast<std::uint32_t>(i + 1);
  }
  first_words_.Fill(std::move(first_words));
  beginnings_.Fill(std::move(beginnings));
}

std::string_view IdentityTable::WordsOf(const Entry& entry) const {
  const std::size_t end = words_.find('\n', entry.begin);
  return std::string_view(words_).substr(entry.begin, end - entry.begin);
}

// The slot that holds the same words already, or an empty one.
std::uint32_t& IdentityTable::SlotOf(const Entry& entry) {
  for (std::size_t slot = entry.hash;; ++slot) {
    std::uint32_t& number = slots_[slot & (slots_.size() - 1)];
    if (number == 0) return number;
    const Entry& other = entries_[number - 1];
    if (other.hash == entry.hash && WordsOf(other) == WordsOf(entry)) return number;
  }
}

void IdentityTable::Scan(std::string_view text, std::vector<Span>& places) const {
  if (entries_.empty()) return;
  RunFinder runs(text);
  Span run;
  bool is_ascii = true;
  std::size_t done = 0;  // end of what was found last
  while (runs.Next(run, is_ascii)) {
    if (!is_ascii) {
      done = ScanMixedRun(text, run, done, places);
      continue;
    }
    if (run.begin < done) continue;
    const std::uint64_t hash = HashOfAsciiWord(text, run);
    if (first_words_.MayHold(hash)) done = std::max(done, MatchAt(text, run, hash, places));
  }
}

// A run with high bytes: several words, or letters with marks, or no letter at all.  Words before
// `done` have been taken; returns the end of what was found last.
std::size_t IdentityTable::ScanMixedRun(std::string_view text, Span run, std::size_t done,
                                        std::vector<Span>& places) const {
  WordReader words(text, std::max(run.begin, done));
  while (words.Next() && words.span().begin < run.end) {
    if (words.span().begin < done) continue;
    const std::uint64_t hash = HashOfWord(words.folded());
    if (first_words_.MayHold(hash))
      done = std::max(done, MatchAt(text, words.span(), hash, places));
  }
  return done;
}

// Appends the longest identity that begins with the word at `first`, of `hash`; returns its end, 0
// if there is none.
std::size_t IdentityTable::MatchAt(std::string_view text, Span first, std::uint64_t hash,
                                   std::vector<Span>& places) const {
  WordReader words(text, first.end);
  std::size_t end = first.end;  // of the words so far
  std::size_t longest = 0;      // end of the longest identity
  for (;;) {
    if (Holds(hash, text, first.begin)) longest = end;
    if (!beginnings_.MayHold(hash) || !words.Next(kLongestGap)) break;
    end = words.span().end;
    hash = MixIntoHash(hash, HashOfWord(words.folded()));
  }
  if (longest != 0) places.push_back({first.begin, longest});
  return longest;
}

// True when an identity whose words have `hash` begins at text[begin].
bool IdentityTable::Holds(std::uint64_t hash, std::string_view text, std::size_t begin) const {
  for (std::size_t slot = hash;; ++slot) {
    const std::uint32_t number = slots_[slot & (slots_.size() - 1)];
    if (number == 0) return false;
    const Entry& entry = entries_[number - 1];
    if (entry.hash == hash && IsAt(entry, text, begin)) return true;
  }
}

// A hash is not an identity: compares the words themselves.
bool IdentityTable::IsAt(const Entry& entry, std::string_view text, std::size_t begin) const {
  WordReader words(text, begin);
  std::string_view rest = WordsOf(entry);
  while (!rest.empty()) {
    if (!words.Next() || !rest.starts_with(words.folded())) return false;
    rest.remove_prefix(words.folded().size());
    if (!rest.empty() && rest.front() != ' ') return false;
    rest.remove_prefix(std::min<std::size_t>(1, rest.size()));
  }
  return true;
}

}  // namespace fun::detect
