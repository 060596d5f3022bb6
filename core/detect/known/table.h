// The identities to look for, as sequences of folded words, and the search for them.
//
// One pass over a text: each word's hash is looked up in a bitmap of first words, which nearly
// always says no.  From a first word on, the hash of all words so far is looked up until no
// identity goes on like that; what is found is compared byte by byte.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/span.h"

namespace fun::detect {

// A set of hashes that says yes wrongly one time in thirty, but never no.
class HashFilter {
 public:
  // Holds `hashes`, which come in any order.
  void Fill(std::vector<std::uint64_t> hashes);
  bool MayHold(std::uint64_t hash) const {
    return (bits_[Place(hash) / 64] >> (Place(hash) % 64) & 1) != 0;
  }

 private:
  std::uint64_t Place(std::uint64_t hash) const { return hash >> shift_; }

  std::vector<std::uint64_t> bits_ = {0};
  int shift_ = 58;  // leaves the upper bits, as many as bits_ has places
};

// Add all, then Build, then Scan from any number of threads.
class IdentityTable {
 public:
  // False when `identity` is not one to look for: under 3 characters, a number under 5
  // digits, 64 hex digits, or more words than a name has.
  bool Add(std::string_view identity);
  void Build();

  // As Identities::Scan.
  void Scan(std::string_view text, std::vector<Span>& places) const;

 private:
  struct Entry {
    std::uint64_t hash;
    std::uint64_t begin;  // in words_
  };

  bool Fold(std::string_view identity, std::string& folded) const;
  std::string_view WordsOf(const Entry& entry) const;
  std::uint32_t& SlotOf(const Entry& entry);
  bool Holds(std::uint64_t hash, std::string_view text, std::size_t begin) const;
  bool IsAt(const Entry& entry, std::string_view text, std::size_t begin) const;
  std::size_t MatchAt(std::string_view text, Span first, std::uint64_t hash,
                      std::vector<Span>& places) const;
  std::size_t ScanMixedRun(std::string_view text, Span run, std::size_t done,
                           std::vector<Span>& places) const;

  std::string words_;  // folded, a space between words, a LF behind each identity
  std::vector<Entry> entries_;
  std::vector<std::uint32_t> slots_;  // entry + 1 by hash, a power of two; 0 is empty
  HashFilter first_words_;
  HashFilter beginnings_;  // of sequences that go on
};

}  // namespace fun::detect
