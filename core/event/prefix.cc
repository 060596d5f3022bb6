#include "core/event/prefix.h"

#include <algorithm>
#include <array>

#include "core/base/ascii.h"

namespace fun::event {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsBlank(char c) { return c == ' '; }
bool IsVisible(char c) { return c != ' ' && (c < '\t' || c > '\r'); }
bool IsInBrackets(char c) { return c != ']'; }
bool IsFileName(char c) { return c != ':' && IsVisible(c); }

// A cursor over the parts of a header.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  bool Skip(std::string_view part) {
    if (!text_.starts_with(part)) return false;
    text_.remove_prefix(part.size());
    return true;
  }

  // Skips bytes of `mask`'s shape: '9' is a digit, all else stands for itself.
  bool SkipShape(std::string_view mask) {
    if (text_.size() < mask.size()) return false;
    const bool fits = std::equal(mask.begin(), mask.end(), text_.begin(), [](char want, char is) {
      return want == '9' ? IsDigit(is) : want == is;
    });
    if (fits) text_.remove_prefix(mask.size());
    return fits;
  }

  // Skips all bytes that `is` holds for; returns how many.
  std::size_t SkipRun(bool (*is)(char)) {
    const auto end = std::find_if_not(text_.begin(), text_.end(), is);
    const auto size = static_cast<std::size_t>(end - text_.begin());
    text_.remove_prefix(size);
    return size;
  }

  bool IsBetween(std::size_t size, std::size_t least, std::size_t most) const {
    return size >= least && size <= most;
  }

  std::string_view rest() const { return text_; }

 private:
  std::string_view text_;
};

bool IsSyslogHeader(std::string_view header) {
  if (std::ranges::find(kMonths, header.substr(0, 3)) == kMonths.end()) return false;
  Scanner scanner(header.substr(3));
  // RFC 3164 pads the day with a space; not every daemon does.
  return scanner.IsBetween(scanner.SkipRun(IsBlank), 1, 2) &&
         scanner.IsBetween(scanner.SkipRun(IsDigit), 1, 2) && scanner.SkipShape(" 99:99:99 ") &&
         scanner.SkipRun(IsVisible) != 0 && scanner.Skip(" ") &&
         (scanner.rest().ends_with(": ") || scanner.rest().ends_with(" - "));
}

bool IsPythonHeader(std::string_view header) {
  Scanner scanner(header);
  if (!scanner.SkipShape("9999-99-99 99:99:99,999 ") || scanner.SkipRun(IsUpper) == 0) return false;
  if (!scanner.Skip(" ") || scanner.SkipRun(IsDigit) == 0) return false;
  if (!scanner.Skip(" [tracking] [user ")) return false;
  scanner.SkipRun(IsInBrackets);
  if (!scanner.Skip("] [ip ")) return false;
  scanner.SkipRun(IsInBrackets);
  return scanner.Skip("] ") && scanner.SkipRun(IsFileName) != 0 && scanner.Skip(":") &&
         scanner.SkipRun(IsDigit) != 0 && scanner.rest() == " - ";
}

}  // namespace

std::optional<std::size_t> PrefixSize(std::string_view line) {
  const std::size_t brace = line.find('{');
  if (brace == 0 || brace == std::string_view::npos) return std::nullopt;
  const std::string_view header = line.substr(0, brace);
  if (header.find('\0') != std::string_view::npos) return std::nullopt;
  if (!IsSyslogHeader(header) && !IsPythonHeader(header)) return std::nullopt;
  return brace;
}

}  // namespace fun::event
