#include "core/detect/known/table.h"

#include <algorithm>
#include <bit>
#include <span>
#include <utility>

#include "core/base/hash_sort.h"
#include "core/detect/known/compare.h"
#include "core/detect/known/runs.h"
#include "core/detect/known/sequence.h"
#include "core/detect/known/words.h"

namespace fun::detect {
namespace {

constexpr std::uint64_t kUpperHalf = 0xFFFFFFFF00000000;
constexpr std::size_t kHead = 3;  // bytes of a record before its value
constexpr std::size_t kLongestValue = 0xFFFF;

std::size_t PlaceOf(std::uint64_t entry) { return entry & ~kUpperHalf; }

}  // namespace

void IdentityTable::Reserve(std::size_t identities, std::size_t bytes) {
  records_.reserve(records_.size() + bytes + identities * kHead);
  entries_.reserve(entries_.size() + identities);
}

bool IdentityTable::Add(IdentityKind kind, std::string_view identity) {
  WordSequence sequence;
  if (identity.size() > kLongestValue || records_.size() > ~kUpperHalf - kLongestValue - kHead) {
    return false;
  }
  if (!ReadSequence(kind, identity, sequence)) return false;
  whole_values_only_ += sequence.reach == Reach::kText ? 0 : 1;
  const std::uint64_t place = records_.size();
  for (std::size_t turn = 0; turn < OrdersOf(kind, sequence); ++turn) {
    entries_.push_back((HashOfSequence(sequence, turn) & kUpperHalf) | place);
  }
  const auto head = static_cast<unsigned>(kind) | static_cast<unsigned>(sequence.reach) << 4;
  records_ += static_cast<char>(head);
  records_ += static_cast<char>(identity.size() & 0xFF);
  records_ += static_cast<char>(identity.size() >> 8);
  records_ += identity;
  return true;
}

IdentityTable::Record IdentityTable::RecordAt(std::size_t place) const {
  const auto byte = [this](std::size_t at) { return static_cast<unsigned char>(records_[at]); };
  const std::size_t size = byte(place + 1) | std::size_t{byte(place + 2)} << 8;
  return {static_cast<IdentityKind>(byte(place) & 0xF), static_cast<Reach>(byte(place) >> 4),
          std::string_view(records_).substr(place + kHead, size)};
}

std::string_view IdentityTable::ContentAt(std::size_t place) const {
  return std::string_view(records_).substr(place, RecordAt(place).value.size() + kHead);
}

void IdentityTable::Build() {
  SortEntries();
  const int bits = static_cast<int>(std::bit_width(entries_.size() / 2)) + 1;
  bucket_shift_ = 64 - bits;
  buckets_.assign((std::size_t{1} << bits) + 1, 0);
  for (const std::uint64_t entry : entries_) ++buckets_[(entry >> bucket_shift_) + 1];
  for (std::size_t i = 1; i < buckets_.size(); ++i) buckets_[i] += buckets_[i - 1];
  FillFilters();
}

// By hash, those of one hash by what they say; the same twice becomes once.
void IdentityTable::SortEntries() {
  SortHashes(entries_);
  const auto content = [this](std::uint64_t entry) { return ContentAt(PlaceOf(entry)); };
  const auto hash = [](std::uint64_t entry) { return entry & kUpperHalf; };
  auto kept = entries_.begin();
  for (auto begin = entries_.begin(); begin != entries_.end();) {
    const auto end = std::find_if(begin, entries_.end(), [&hash, begin](std::uint64_t entry) {
      return hash(entry) != hash(*begin);
    });
    // Nearly always one alone, and stable_sort asks for memory even then.
    if (end - begin > 1) std::ranges::stable_sort(begin, end, {}, content);
    const auto last = std::ranges::unique(begin, end, {}, content).begin();
    const auto next = std::move(begin, last, kept);
    begin = end;
    kept = next;
  }
  entries_.erase(kept, entries_.end());
}

void IdentityTable::FillFilters() {
  std::vector<std::uint32_t> ids;
  std::vector<std::uint32_t> words;
  std::vector<std::uint32_t> beginnings;
  words.reserve(entries_.size());
  beginnings.reserve(2 * entries_.size());  // what is not used takes no memory
  WordSequence sequence;
  for (std::size_t place = 0; place < records_.size();) {
    const Record record = RecordAt(place);
    ReadHashes(record.value, sequence);
    const bool is_id = record.kind == IdentityKind::kUserId;
    std::vector<std::uint32_t>& first = is_id ? ids : words;
    for (std::size_t turn = 0; turn < OrdersOf(record.kind, sequence); ++turn) {
      if (!is_id) first_shapes_.Add(sequence.shapes[turn]);
      first.push_back(HashFilter::UpperHalf(sequence.words[turn]));
      ForEachBeginning(sequence, turn, [&beginnings](std::uint64_t hash) {
        beginnings.push_back(HashFilter::UpperHalf(hash));
      });
      beginnings.pop_back();  // the whole goes on nowhere
    }
    place += record.value.size() + kHead;
  }
  user_ids_.Fill(ids);
  first_words_.Fill(words);
  words = {};
  beginnings_.Fill(beginnings);
}

void IdentityTable::ForEachIdentity(
    const std::function<void(IdentityKind, std::string_view)>& visit) const {
  constexpr std::size_t kAhead = 16;  // the order of hashes has no place in a cache
  WordSequence sequence;
  const auto is_turned = [&sequence](const Record& record, std::uint64_t entry) {
    if (record.kind != IdentityKind::kName) return false;
    ReadHashes(record.value, sequence);
    return (HashOfSequence(sequence, 0) & kUpperHalf) != (entry & kUpperHalf);
  };
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const std::uint64_t later = entries_[std::min(i + kAhead, entries_.size() - 1)];
    __builtin_prefetch(records_.data() + PlaceOf(later));
    const Record record = RecordAt(PlaceOf(entries_[i]));
    if (!is_turned(record, entries_[i])) visit(record.kind, record.value);
  }
}

std::span<const std::uint64_t> IdentityTable::EntriesOf(std::uint64_t hash) const {
  const std::size_t bucket = hash >> bucket_shift_;
  const auto begin = entries_.begin() + buckets_[bucket];
  const auto end = entries_.begin() + buckets_[bucket + 1];
  const auto is_below = [hash](std::uint64_t entry) { return entry < (hash & kUpperHalf); };
  const auto first = std::find_if_not(begin, end, is_below);
  const auto is_same = [hash](std::uint64_t entry) { return ((entry ^ hash) & kUpperHalf) == 0; };
  return {first, std::find_if_not(first, end, is_same)};
}

}  // namespace fun::detect
