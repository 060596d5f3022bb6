#include "core/detect/layers/base64_runs.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <span>

#include "core/detect/layers/base64_alphabet.h"
#include "core/detect/layers/readable.h"

namespace fun::detect {
namespace {

constexpr std::size_t kLeastRun = 12;     // with padding
constexpr std::size_t kLeastValues = 10;  // without

RunKind KindOfRun(std::span<const std::uint8_t> values) {
  unsigned traits = 0;
  for (const std::uint8_t value : values) traits |= kTraits[value];
  return KindOfTraits(traits);
}

// Where a run of kLeastValues characters or more begins at or behind `at`; the end when none does.
// Looks at the last character that a run from `at` would need first.
std::size_t FindBase64Run(std::string_view text, std::size_t at) {
  while (text.size() - at >= kLeastValues) {
    std::size_t back = kLeastValues;
    while (back > 0 && ValueOf(text[at + back - 1]) != kNoValue) --back;
    if (back == 0) return at;
    at += back;
  }
  return text.size();
}

// The same, looked for from each byte on.
std::size_t FindBase64RunBytewise(std::string_view text, std::size_t at) {
  for (std::size_t size = 0; at < text.size(); ++at) {
    size = ValueOf(text[at]) == kNoValue ? 0 : size + 1;
    if (size == kLeastValues) return at + 1 - kLeastValues;
  }
  return text.size();
}

// Bytes of the line break at text[at] when base64 goes on behind it, else 0.
std::size_t BreakWithin(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at, 3);
  const std::size_t size = rest.starts_with("\r\n") ? 2 : rest.starts_with('\n') ? 1 : 0;
  return size != 0 && size < rest.size() && ValueOf(rest[size]) != kNoValue ? size : 0;
}

// Bytes of the padding at text[at], up to two signs, each as `=`, `%3D` or `=3D`.
std::size_t PaddingAt(std::string_view text, std::size_t at) {
  std::size_t size = 0;
  for (int sign = 0; sign < 2 && at + size < text.size(); ++sign) {
    const std::string_view rest = text.substr(at + size, 3);
    const bool is_escaped = rest.size() == 3 && (rest[0] == '%' || rest[0] == '=') &&
                            rest[1] == '3' && (rest[2] | 0x20) == 'd';
    if (!is_escaped && rest[0] != '=') break;
    size += is_escaped ? 3 : 1;
  }
  return size;
}

bool AreOfBothAlphabets(unsigned traits) {
  return (traits & kUrlSafe) != 0 && (traits & kStandard) != 0;
}

struct Run {
  std::size_t end;
  unsigned traits;  // of all its characters
};

Run RunAt(std::string_view text, std::size_t begin) {
  Run run = {begin, 0};
  for (; run.end < text.size(); ++run.end) {
    const unsigned traits = TraitsOf(text[run.end]);
    if (traits == kIsOutside) break;
    run.traits |= traits;
  }
  return run;
}

// True when neither padding nor a line break follows the run that ends at `end`: what it holds is
// then a matter of its characters alone.
bool IsBare(std::string_view text, std::size_t end) {
  return end == text.size() ||
         (text[end] != '\r' && text[end] != '\n' && PaddingAt(text, end) == 0);
}

// Not of a run of both alphabets: its pieces may be words.
bool IsIdOrKey(unsigned traits) {
  return !AreOfBothAlphabets(traits) && KindOfTraits(traits) == RunKind::kIdOrKey;
}

bool IsUntouched(const DecodedLayer* above, Span run) {
  if (above == nullptr) return false;
  const Span around = {run.begin == 0 ? 0 : run.begin - 1, run.end + 1};
  return above->UndoneWithin(around).IsEmpty();
}

constexpr std::size_t kPackedValues = 8;
constexpr std::size_t kPackedBytes = 6;

// The six bytes that eight values make, and two of zero.
void PackEight(const std::uint8_t* values, char* out) {
  std::uint64_t bits = 0;
  std::memcpy(&bits, values, sizeof bits);
  if constexpr (std::endian::native == std::endian::little) bits = std::byteswap(bits);
  bits = (bits & 0x3F00'3F00'3F00'3F00) >> 2 | (bits & 0x003F'003F'003F'003F);
  bits = (bits & 0x0FFF'0000'0FFF'0000) >> 4 | (bits & 0x0000'0FFF'0000'0FFF);
  bits = (bits & 0x00FF'FFFF'0000'0000) >> 8 | (bits & 0x0000'0000'00FF'FFFF);
  bits <<= 16;
  if constexpr (std::endian::native == std::endian::little) bits = std::byteswap(bits);
  std::memcpy(out, &bits, sizeof bits);
}

// `size` bytes of the bits from bit 6 * `alignment` of `packed` on, an alignment from 1 to 3.
// Reads and writes eight bytes at a time, and one more.
void Shift(const char* packed, std::size_t alignment, std::size_t size, char* out) {
  const char* const from = packed + (alignment - 1);
  const std::size_t left = 8 - 2 * alignment;
  for (std::size_t at = 0; at < size; at += 8) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, from + at, sizeof bits);
    if constexpr (std::endian::native == std::endian::little) bits = std::byteswap(bits);
    const auto next = static_cast<unsigned char>(from[at + 8]);
    bits = bits << left | next >> (8 - left);
    if constexpr (std::endian::native == std::endian::little) bits = std::byteswap(bits);
    std::memcpy(out + at, &bits, sizeof bits);
  }
}

template <typename T>
void GiveBack(std::vector<T>& vector) {
  constexpr std::size_t kKept = 64 * 1024;
  if (vector.capacity() > kKept) vector = {};
}

}  // namespace

std::size_t Base64Finder::Find(std::string_view text, const DecodedLayer* above, Arena& arena,
                               std::vector<Base64Text>& found) {
  text_ = text;
  arena_ = &arena;
  found_ = &found;
  found.clear();
  steps_ = text.size();
  const auto find_run = effort_ == Effort::kUsual ? FindBase64Run : FindBase64RunBytewise;
  for (std::size_t at = 0; (at = find_run(text, at)) < text.size();) {
    const std::size_t begin = at;
    const Run run = RunAt(text, begin);
    const std::string_view characters = text.substr(begin, run.end - begin);
    // Most runs are ids and steps of paths that have come before.
    const bool is_bare = effort_ == Effort::kUsual && IsBare(text, run.end);
    if (is_bare &&
        (characters.size() < kLeastRun || IsIdOrKey(run.traits) || unreadable_.Hold(characters))) {
      at = run.end;
      continue;
    }
    at = LoadRun(begin);
    padding_ = PaddingAt(text, at);
    if (IsUntouched(above, {begin, at + padding_})) continue;
    const std::size_t first = found.size();
    ReadRun();
    if (is_bare && found.size() == first) unreadable_.Add(characters);
  }
  return steps_;
}

void Base64Finder::Shrink() {
  GiveBack(values_);
  GiveBack(lines_);
  GiveBack(packed_);
  GiveBack(shifted_);
}

// Reads the run that begins there into values_ and lines_; returns its end.  A line of mail is
// long: a shorter one before a line break is a word.
std::size_t Base64Finder::LoadRun(std::size_t begin) {
  values_.clear();
  lines_.assign(1, {0, begin});
  std::size_t at = begin;
  while (true) {
    std::size_t end = at;
    while (end < text_.size() && ValueOf(text_[end]) != kNoValue) ++end;
    values_.resize(values_.size() + (end - at));
    std::transform(text_.data() + at, text_.data() + end,
                   values_.data() + values_.size() - (end - at), ValueOf);
    at = end;
    const bool is_long = values_.size() - lines_.back().first >= kLeastRun;
    const std::size_t size = is_long ? BreakWithin(text_, at) : 0;
    if (size == 0) return at;
    at += size;
    lines_.push_back({values_.size(), at});
  }
}

// One alphabet or the other: a run that has signs of both is read as pieces of either.
void Base64Finder::ReadRun() {
  std::uint8_t kinds = 0;
  for (const std::uint8_t value : values_) kinds |= value;
  if (!AreOfBothAlphabets(kinds)) {
    ReadPiece({0, values_.size()});
    return;
  }
  ReadFamily(kUrlSafe, false);
  ReadFamily(kStandard, true);
}

// The pieces between characters that are `strange` to an alphabet.  What has no sign of either is
// read once, with the standard one.
void Base64Finder::ReadFamily(std::uint8_t strange, bool is_url_safe) {
  std::size_t begin = 0;
  std::uint8_t kinds = 0;
  for (std::size_t i = 0; i <= values_.size(); ++i) {
    if (i < values_.size() && (values_[i] & strange) == 0) {
      kinds |= values_[i];
      continue;
    }
    if (!is_url_safe || (kinds & kUrlSafe) != 0) ReadPiece({begin, i});
    begin = i + 1;
    kinds = 0;
  }
}

void Base64Finder::ReadPiece(Span piece) {
  const bool is_padded = padding_ != 0 && piece.end == values_.size();
  if (piece.size() < (is_padded ? kLeastValues : kLeastRun)) return;
  const RunKind kind = is_padded || effort_ == Effort::kEveryAlphabet
                           ? RunKind::kAny
                           : KindOfRun(std::span(values_).subspan(piece.begin, piece.size()));
  if (kind == RunKind::kIdOrKey) return;
  const std::size_t alignments = kind == RunKind::kWord ? 1 : 4;
  Pack(piece);
  for (std::size_t alignment = 0; alignment < alignments; ++alignment)
    ReadAligned(piece, alignment);
}

// Makes bytes of the values, and zeros behind them for Shift.
void Base64Finder::Pack(Span piece) {
  const std::size_t blocks = piece.size() / kPackedValues;
  packed_.assign((blocks + 1) * kPackedBytes + 16, 0);
  const std::uint8_t* in = values_.data() + piece.begin;
  char* out = packed_.data();
  for (std::size_t i = 0; i < blocks; ++i, in += kPackedValues, out += kPackedBytes) {
    PackEight(in, out);
  }
  std::uint8_t rest[kPackedValues] = {};
  std::copy_n(in, piece.size() % kPackedValues, rest);
  PackEight(rest, out);
}

// Reads what was packed from a character on; bits that make no whole byte are left out.
void Base64Finder::ReadAligned(Span piece, std::size_t alignment) {
  const std::size_t values = piece.size() - alignment;
  const std::size_t size = values * 6 / 8;
  steps_ += values;
  const char* bytes = packed_.data();
  if (alignment != 0) {
    shifted_.resize(size + 8);
    Shift(packed_.data(), alignment, size, shifted_.data());
    bytes = shifted_.data();
  }
  KeepReadable({piece.begin + alignment, piece.end}, {bytes, size});
}

void Base64Finder::KeepReadable(Span piece, std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    if (effort_ == Effort::kUsual && (at = FindStretch(bytes, at)) == bytes.size()) break;
    const Stretch stretch = ReadStretch(bytes, at);
    const bool is_whole = at == 0 && stretch.end == bytes.size();
    if (IsReadable(stretch, is_whole)) Keep(piece, {at, stretch.end}, bytes);
    at = std::max(stretch.end, at + 1);
  }
}

// `part` of the `bytes` that the values of `piece` are.
void Base64Finder::Keep(Span piece, Span part, std::string_view bytes) {
  const std::size_t first = piece.begin + part.begin / 3 * 4;
  const std::size_t last = std::min(piece.begin + (part.end + 2) / 3 * 4, piece.end) - 1;
  Span source = {SourceOfValue(first), SourceOfValue(last) + 1};
  if (last + 1 == values_.size()) source.end += padding_;
  found_->push_back({source, arena_->Copy(Slice(bytes, part))});
}

std::size_t Base64Finder::SourceOfValue(std::size_t index) const {
  const auto is_behind = [](std::size_t value, const Line& line) { return value < line.first; };
  const Line& line = *(std::upper_bound(lines_.begin(), lines_.end(), index, is_behind) - 1);
  return line.source + (index - line.first);
}

}  // namespace fun::detect
