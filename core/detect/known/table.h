// The identities to look for, and the search for them.
//
// Each identity is a sequence of folded words.  One pass over a text: each word's hash is looked
// up in a bitmap of first words, which nearly always says no.  From a first word on, the hash of
// all words so far is looked up until no identity goes on like that; what is found is compared
// character by character.  What is stored of an identity are its bytes as given, 3 bytes more, and
// 8 for each order of its words: a million people fit into 256 MiB.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/span.h"
#include "core/detect/known/filter.h"
#include "core/detect/known/guard.h"
#include "core/detect/known/kinds.h"

namespace fun::detect {

// Add all, then Build, then search from any number of threads.
class IdentityTable {
 public:
  // Makes room for so many identities of so many bytes in all, which saves the memory of growing.
  void Reserve(std::size_t identities, std::size_t bytes);

  // False when `identity` is not kept at all: no word or over 32 words in it, 64 hex digits (a
  // pseudonym), a user id that is no number of 5 to 18 digits, or over 4 GiB of identities.
  bool Add(IdentityKind kind, std::string_view identity);
  void Build();

  // Identities that are not looked for in text: guarded, under 3 characters, numbers under 5
  // digits, names of one word.
  std::size_t whole_values_only() const { return whole_values_only_; }

  // As Identities::Find and ::FindWhole.
  void Find(std::string_view text, bool with_user_ids, std::vector<KnownMatch>& matches) const;
  bool FindWhole(std::string_view value, KnownMatch& match) const;

  // Finds what Find does, user ids left out, by the folded words themselves: no hash says no.
  // BuildPlain, behind Build and before any search, takes some 40 bytes for each order.
  void BuildPlain();
  void FindPlainly(std::string_view text, std::vector<KnownMatch>& matches) const;

  // Calls `visit` with each identity once, in an order that does not depend on that of Add.
  void ForEachIdentity(
      const std::function<void(IdentityKind, std::string_view identity)>& visit) const;

 private:
  struct Record {
    IdentityKind kind;
    Reach reach;
    std::string_view value;
  };
  // A place where words stand whose hash is that of an identity.
  struct Candidate {
    std::string_view text;
    Span words;
    std::size_t floor;  // nothing before it is free
    bool is_whole;      // the text is a whole value
    bool with_user_ids;
  };

  // An identity in one order of its words, for FindPlainly.
  struct PlainEntry {
    std::size_t key;      // place in plain_keys_
    std::uint32_t place;  // in records_
  };

  Record RecordAt(std::size_t place) const;
  std::string_view ContentAt(std::size_t place) const;
  void SortEntries();
  void FillFilters();
  std::span<const std::uint64_t> EntriesOf(std::uint64_t hash) const;
  void TakeBetter(const Candidate& candidate, const Record& record, KnownMatch& best) const;
  void Consider(const Candidate& candidate, std::uint64_t hash, KnownMatch& best) const;
  std::size_t MatchAt(const Candidate& first, std::uint64_t hash,
                      std::vector<KnownMatch>& matches) const;
  std::size_t FindInMixedRun(const Candidate& run, std::vector<KnownMatch>& matches) const;
  std::string_view PlainKeyAt(std::size_t place) const;
  std::span<const PlainEntry> PlainEntriesFrom(std::string_view key) const;
  std::size_t MatchPlainlyAt(const Candidate& first, std::string_view word,
                             std::vector<KnownMatch>& matches) const;

  std::string records_;                 // kind and reach, size (2 bytes), bytes
  std::vector<std::uint64_t> entries_;  // upper half of a hash, place in records_; sorted
  std::vector<std::uint32_t> buckets_;  // first entry, by the upper bits of the hash
  int bucket_shift_ = 63;               // leaves those bits
  std::size_t whole_values_only_ = 0;   //
  ShapeFilter first_shapes_;            // of the same words as
  HashFilter first_words_;              // of all but user ids
  HashFilter user_ids_;
  HashFilter beginnings_;                  // of sequences that go on
  std::string plain_keys_;                 // folded words, a space between; each ends at LF
  std::vector<PlainEntry> plain_entries_;  // sorted by key, then by what the record says
};

}  // namespace fun::detect
