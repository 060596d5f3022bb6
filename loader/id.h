// The identity of a record: loading the same lines again adds nothing.
//
// An id is 128 bits: 48 of time (milliseconds), so that ids arrive in order and
// the server's lookup stays cheap as an index grows, and the first 80 of
//     SHA-256(SHA-256(json) ‖ ordinal as 8 bytes, big-endian ‖ name of the release),
// a cryptographic hash, so that nobody can craft an event that takes another's
// place.  It is written as 22 characters of an alphabet in ASCII order,
// six bits each from the top, the last with four zero bits: text order is time order.
//
// The ordinal tells true repetitions apart: it is the number of identical lines among
// the last 262,144 lines of the stream.  Copies that stand further apart get
// one id, and the later is "already there"; that is the price of bounded memory.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/event/time.h"

struct evp_md_st;      // OpenSSL's EVP_MD
struct evp_md_ctx_st;  // OpenSSL's EVP_MD_CTX

namespace fun::loader {

inline constexpr std::string_view kIdAlphabet =
    "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
inline constexpr std::size_t kIdSize = 22;
inline constexpr std::size_t kRecentLines = 262'144;

using RecordId = std::array<char, kIdSize>;
inline std::string_view TextOf(const RecordId& id) { return {id.data(), id.size()}; }

// Counts equal hashes in a window that slides over the lines.  10 MiB, fixed.
class RecentLines {
 public:
  RecentLines();

  // Moves on by one line.  Returns how many of the kRecentLines lines before it have `hash`, one
  // of evenly spread bits.
  std::uint64_t Add(std::uint64_t hash);

  // Moves on by a line that gets no id.
  void Skip();

 private:
  // An open-addressing table; an empty slot counts 0.
  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t count = 0;
  };

  void Forget();
  std::size_t Find(std::uint64_t hash) const;
  void Remove(std::size_t slot);

  std::vector<std::uint64_t> ring_;  // hashes by line; 0: none
  std::size_t at_ = 0;
  std::vector<Slot> table_;
};

// One thread.
class IdMaker {
 public:
  // `release`: "" when there is none.  Two releases may hold the same line; each has a record.
  explicit IdMaker(std::string release = "");

  // The id of the next line.  A time before 1970 counts as 1970 here.  `json` from its `{` to its
  // `}`.
  RecordId Next(std::string_view json, event::EpochMs time);

  // The next line has its id already: it was settled by a run before this one.
  void Remember(std::string_view json) { recent_.Add(FirstEightOf(HashOf(json))); }

  // The next line gets no id: it is blank, rejected, quarantined or without a time.
  void Skip() { recent_.Skip(); }

 private:
  struct Free {
    void operator()(evp_md_st* digest) const;
    void operator()(evp_md_ctx_st* context) const;
  };
  using Hash = std::array<unsigned char, 32>;
  Hash HashOf(std::string_view bytes);
  static std::uint64_t FirstEightOf(const Hash& hash);

  // Fetched once: OpenSSL's one-call function looks the algorithm up each time,
  // which costs as much as hashing a short line.
  std::unique_ptr<evp_md_st, Free> digest_;
  std::unique_ptr<evp_md_ctx_st, Free> context_;
  RecentLines recent_;
  std::string message_;  // of the outer hash
  std::string release_;
};

}  // namespace fun::loader
