#include "loader/id.h"

#include <openssl/evp.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace fun::loader {
namespace {

constexpr std::size_t kTableSize = 2 * kRecentLines;  // a power of two, never over half full
constexpr std::size_t kMask = kTableSize - 1;
constexpr std::size_t kTimeBytes = 6;
constexpr std::size_t kIdBytes = 16;

// Bytes, most significant first.
void PutBigEndian(std::uint64_t value, std::size_t size, unsigned char* out) {
  for (std::size_t i = size; i > 0; value >>= 8) out[--i] = static_cast<unsigned char>(value);
}

RecordId Spell(const unsigned char (&bytes)[kIdBytes]) {
  RecordId id = {};
  unsigned bits = 0;
  int held = 0;
  std::size_t next = 0;
  for (char& c : id) {
    if (held < 6) {
      bits = bits << 8 | (next < kIdBytes ? bytes[next] : 0U);
      ++next;
      held += 8;
    }
    held -= 6;
    c = kIdAlphabet[bits >> held & 63];
  }
  return id;
}

}  // namespace

RecentLines::RecentLines() : ring_(kRecentLines), table_(kTableSize) {}

std::uint64_t RecentLines::Add(std::uint64_t hash) {
  hash = std::max<std::uint64_t>(hash, 1);  // 0 marks lines without an id
  // Counted before the oldest line leaves: it is still one of the last kRecentLines.
  Slot* slot = &table_[Find(hash)];
  const std::uint64_t ordinal = slot->count;
  Forget();
  slot = &table_[Find(hash)];  // forgetting may have moved it
  slot->hash = hash;
  ++slot->count;
  ring_[at_] = hash;
  at_ = (at_ + 1) % kRecentLines;
  return ordinal;
}

void RecentLines::Skip() {
  Forget();
  at_ = (at_ + 1) % kRecentLines;
}

// Drops the line whose place in the ring the next one takes.
void RecentLines::Forget() {
  const std::uint64_t oldest = ring_[at_];
  if (oldest == 0) return;
  ring_[at_] = 0;
  const std::size_t slot = Find(oldest);
  if (--table_[slot].count == 0) Remove(slot);
}

// The slot of `hash`, or the free one where it belongs.
std::size_t RecentLines::Find(std::uint64_t hash) const {
  std::size_t slot = hash & kMask;
  while (table_[slot].count != 0 && table_[slot].hash != hash) slot = (slot + 1) & kMask;
  return slot;
}

// Closes the gap: entries behind it move up unless they would pass their home.
void RecentLines::Remove(std::size_t slot) {
  for (std::size_t next = (slot + 1) & kMask; table_[next].count != 0; next = (next + 1) & kMask) {
    const std::size_t home = table_[next].hash & kMask;
    if (((next - home) & kMask) < ((next - slot) & kMask)) continue;
    table_[slot] = table_[next];
    slot = next;
  }
  table_[slot] = {};
}

void IdMaker::Free::operator()(evp_md_st* digest) const { EVP_MD_free(digest); }
void IdMaker::Free::operator()(evp_md_ctx_st* context) const { EVP_MD_CTX_free(context); }

IdMaker::IdMaker(std::string release)
    : digest_(EVP_MD_fetch(nullptr, "SHA256", nullptr)),
      context_(EVP_MD_CTX_new()),
      release_(std::move(release)) {}

IdMaker::Hash IdMaker::HashOf(std::string_view bytes) {
  Hash hash = {};
  EVP_DigestInit_ex(context_.get(), digest_.get(), nullptr);
  EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size());
  EVP_DigestFinal_ex(context_.get(), hash.data(), nullptr);
  return hash;
}

std::uint64_t IdMaker::FirstEightOf(const Hash& hash) {
  std::uint64_t value = 0;
  std::memcpy(&value, hash.data(), sizeof value);
  return value;
}

RecordId IdMaker::Next(std::string_view json, event::EpochMs time) {
  const Hash inner = HashOf(json);
  unsigned char ordinal[8];
  PutBigEndian(recent_.Add(FirstEightOf(inner)), sizeof ordinal, ordinal);
  message_.assign(reinterpret_cast<const char*>(inner.data()), inner.size());
  message_.append(reinterpret_cast<const char*>(ordinal), sizeof ordinal).append(release_);
  const Hash outer = HashOf(message_);
  unsigned char bytes[kIdBytes];
  PutBigEndian(static_cast<std::uint64_t>(std::max<event::EpochMs>(time, 0)), kTimeBytes, bytes);
  std::memcpy(bytes + kTimeBytes, outer.data(), kIdBytes - kTimeBytes);
  return Spell(bytes);
}

}  // namespace fun::loader
