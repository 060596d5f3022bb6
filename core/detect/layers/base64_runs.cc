#include "core/detect/layers/base64_runs.h"

#include <algorithm>
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

// The run at `begin` when neither padding nor a line break follows: what it holds is then a matter
// of its characters alone.  Else "".
std::string_view BareRunAt(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  while (end < text.size() && ValueOf(text[end]) != kNoValue) ++end;
  const bool is_bare =
      end == text.size() || (text[end] != '\r' && text[end] != '\n' && PaddingAt(text, end) == 0);
  return is_bare ? text.substr(begin, end - begin) : std::string_view();
}

bool IsOfBothAlphabets(unsigned kinds) {
  return (kinds & kUrlSafe) != 0 && (kinds & kStandard) != 0;
}

// Not of a run of both alphabets: its pieces may be words.
bool IsIdOrKey(std::string_view run) {
  unsigned traits = 0;
  unsigned kinds = 0;
  for (const char c : run) {
    kinds |= ValueOf(c);
    traits |= kTraits[ValueOf(c)];
  }
  return !IsOfBothAlphabets(kinds) && KindOfTraits(traits) == RunKind::kIdOrKey;
}

bool IsUntouched(const DecodedLayer* above, Span run) {
  if (above == nullptr) return false;
  const Span around = {run.begin == 0 ? 0 : run.begin - 1, run.end + 1};
  return above->UndoneWithin(around).IsEmpty();
}

// Four characters are three bytes.
char* PutQuantum(const std::uint8_t* values, char* out) {
  const std::uint32_t bits = (values[0] & kValue) << 18U | (values[1] & kValue) << 12U |
                             (values[2] & kValue) << 6U | (values[3] & kValue);
  out[0] = static_cast<char>(bits >> 16U);
  out[1] = static_cast<char>(bits >> 8U);
  out[2] = static_cast<char>(bits);
  return out + 3;
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
    const std::string_view bare =
        effort_ == Effort::kUsual ? BareRunAt(text, begin) : std::string_view();
    if (!bare.empty() && IsKnownToBeNone(bare)) {
      at += bare.size();
      continue;
    }
    at = LoadRun(begin);
    padding_ = PaddingAt(text, at);
    if (IsUntouched(above, {begin, at + padding_})) continue;
    const std::size_t first = found.size();
    ReadRun();
    if (!bare.empty() && found.size() == first) unreadable_.Add(bare);
  }
  return steps_;
}

// Most runs are ids and steps of paths that have come before.
bool Base64Finder::IsKnownToBeNone(std::string_view bare) const {
  return bare.size() < kLeastRun || IsIdOrKey(bare) || unreadable_.Hold(bare);
}

void Base64Finder::Shrink() {
  GiveBack(values_);
  GiveBack(lines_);
  GiveBack(bytes_);
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
  if (!IsOfBothAlphabets(kinds)) {
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
  for (std::size_t alignment = 0; alignment < alignments; ++alignment) {
    ReadAligned({piece.begin + alignment, piece.end});
  }
}

// Decodes from piece.begin on; one to three characters at the end are what is left of a quantum.
void Base64Finder::ReadAligned(Span piece) {
  steps_ += piece.size();
  const std::size_t quanta = piece.size() / 4;
  bytes_.resize(quanta * 3 + 3);
  char* out = bytes_.data();
  const std::uint8_t* in = values_.data() + piece.begin;
  for (std::size_t i = 0; i < quanta; ++i, in += 4) out = PutQuantum(in, out);
  std::uint8_t rest[4] = {};
  std::copy_n(in, piece.size() % 4, rest);
  PutQuantum(rest, out);
  constexpr std::size_t kBytesLeft[] = {0, 0, 1, 2};
  bytes_.resize(quanta * 3 + kBytesLeft[piece.size() % 4]);
  KeepReadable(piece);
}

void Base64Finder::KeepReadable(Span piece) {
  const std::string_view bytes(bytes_.data(), bytes_.size());
  const bool may_skip = effort_ == Effort::kUsual;
  if (may_skip && !MayHoldStretch(bytes)) return;
  for (std::size_t at = 0; at < bytes.size();) {
    if (may_skip && (at = SkipUnreadable(bytes, at)) == bytes.size()) break;
    const Stretch stretch = ReadStretch(bytes, at);
    const bool is_whole = at == 0 && stretch.end == bytes.size();
    if (IsReadable(stretch, is_whole)) Keep(piece, {at, stretch.end});
    at = std::max(stretch.end, at + 1);
  }
}

void Base64Finder::Keep(Span piece, Span bytes) {
  const std::size_t first = piece.begin + bytes.begin / 3 * 4;
  const std::size_t last = std::min(piece.begin + (bytes.end + 2) / 3 * 4, piece.end) - 1;
  Span source = {SourceOfValue(first), SourceOfValue(last) + 1};
  if (last + 1 == values_.size()) source.end += padding_;
  found_->push_back({source, arena_->Copy(Slice({bytes_.data(), bytes_.size()}, bytes))});
}

std::size_t Base64Finder::SourceOfValue(std::size_t index) const {
  const auto is_behind = [](std::size_t value, const Line& line) { return value < line.first; };
  const Line& line = *(std::upper_bound(lines_.begin(), lines_.end(), index, is_behind) - 1);
  return line.source + (index - line.first);
}

}  // namespace fun::detect
