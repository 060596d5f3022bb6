#include "core/detect/byte_summary.h"

#include <algorithm>
#include <bit>

#include "core/base/byte_block.h"
#include "core/detect/byte_window.h"
#include "core/detect/checks/text.h"
#include "core/detect/forms.h"

namespace fun::detect {
namespace {

// What a number, its separators included, is made of.
bool IsOfRun(char c) { return IsAsciiDigit(c) || SeparatesDigits(c); }
bool IsOfWord(char c) { return IsAsciiLetter(c) || c == '_'; }

// A text of no such byte, letters mostly, is in no need of a look.
bool MayHoldKinds(std::string_view text) {
#ifdef __SSE2__
  const __m128i bytes = LoadRest(text);
  const __m128i up_to_at = InRange(bytes, '\1', '@');  // all but zeros behind the text
  const __m128i lower = Or(bytes, _mm_set1_epi8(0x20));
  return BitsOf(Or(up_to_at, Or(Equal(lower, '{'), Equal(bytes, '\xA0')))) != 0;
#else
  return !text.empty();
#endif
}

std::uint16_t KindsOf(const ByteWindow& window) {
  const auto has = [](std::uint64_t found, std::uint16_t kind) {
    return found != 0 ? unsigned{kind} : 0U;
  };
  return static_cast<std::uint16_t>(
      has(window.ats, ByteSummary::kHasAt) | has(window.dots, ByteSummary::kHasDot) |
      has(window.colons, ByteSummary::kHasColon) | has(window.commas, ByteSummary::kHasComma) |
      has(window.digits, ByteSummary::kHasDigit) | has(window.white, ByteSummary::kHasSpace) |
      has(window.brackets, ByteSummary::kHasBracket) | has(window.equals, ByteSummary::kHasEquals));
}

// Where eight bytes of a run begin to follow each other.
std::uint64_t EightsOf(const ByteWindow& window) {
  const std::uint64_t two = window.run & window.run >> 1;
  const std::uint64_t four = two & two >> 2;
  return four & four >> 4;
}

// Digits that touch a letter are of an id: no number holds them.  [at, …) are bytes of a run, and
// `at` is moved to its end.
std::uint32_t LongestIn(std::string_view text, std::size_t& at) {
  std::uint32_t longest = 0;
  std::uint32_t run = 0;
  while (at < text.size() && IsOfRun(text[at])) {
    const std::size_t begin = at;
    while (at < text.size() && IsAsciiDigit(text[at])) ++at;
    if (at == begin) {
      ++at;
      continue;
    }
    const bool touches =
        (begin > 0 && IsOfWord(text[begin - 1])) || (at < text.size() && IsOfWord(text[at]));
    run = touches ? 0 : run + static_cast<std::uint32_t>(at - begin);
    longest = std::max(longest, run);
  }
  return longest;
}

// The longest run of a text, whose windows follow each other and overlap by eight bytes or more.
class RunFinder {
 public:
  void Add(const ByteWindow& window, std::string_view text, std::size_t at) {
    for (std::uint64_t eights = EightsOf(window) & NotRead(at); eights != 0;
         eights &= NotRead(at)) {
      read_ = at + static_cast<std::size_t>(std::countr_zero(eights));
      while (read_ > 0 && IsOfRun(text[read_ - 1])) --read_;
      longest_ = std::max(longest_, LongestIn(text, read_));
    }
  }

  std::uint32_t longest() const { return longest_ < ByteSummary::kFewestInRun ? 0 : longest_; }

 private:
  // Bytes of the window at `at` that no run before them holds.
  std::uint64_t NotRead(std::size_t at) const {
    if (read_ <= at) return ~std::uint64_t{0};
    return read_ - at >= ByteWindow::kSize ? 0 : ~std::uint64_t{0} << (read_ - at);
  }

  std::size_t read_ = 0;  // where the last run ends
  std::uint32_t longest_ = 0;
};

// Digits of a French social security number: without its key in one run, or with it and "clé".
constexpr std::uint32_t kFewestOfNir = 13;
constexpr std::uint32_t kFewestOfNirWithKey = 15;

constexpr std::size_t kSeenBefore = ByteWindow::kSize - FormFinder::kStep;  // in the window before

}  // namespace

ByteSummary Summarize(std::string_view text) {
  ByteSummary summary;
  if (text.size() <= kBlockSize && !MayHoldKinds(text)) return summary;
  FormFinder forms;
  RunFinder runs;
  bool has_high = false;
  for (std::size_t at = 0;; at += FormFinder::kStep) {
    const ByteWindow window = WindowAt(text, at);
    forms.Add(window, text, at);
    runs.Add(window, text, at);
    summary.kinds = static_cast<std::uint16_t>(summary.kinds | KindsOf(window));
    const std::uint64_t digits = at == 0 ? window.digits : window.digits >> kSeenBefore;
    summary.digits += static_cast<std::uint32_t>(std::popcount(digits));
    has_high = has_high || window.high != 0;
    if (at + ByteWindow::kSize >= text.size()) break;
  }
  summary.forms = forms.Finish();
  summary.longest_run = runs.longest();
  if (summary.longest_run != 0) summary.kinds |= ByteSummary::kHasRun;
  if (summary.longest_run >= kFewestOfNir || (summary.digits >= kFewestOfNirWithKey && has_high)) {
    summary.forms |= kFormNir;
  }
  return summary;
}

}  // namespace fun::detect
