#include "core/event/prefix.h"

#include <algorithm>

namespace fun::event {
namespace {

// True when `text` has the shape of `mask`: 'A' upper case, 'a' lower case, '9' a
// digit, '_' a digit or a space; all else stands for itself.
bool HasShape(std::string_view text, std::string_view mask) {
  if (text.size() < mask.size()) return false;
  return std::equal(mask.begin(), mask.end(), text.begin(), [](char want, char is) {
    const bool digit = is >= '0' && is <= '9';
    if (want == 'A') return is >= 'A' && is <= 'Z';
    if (want == 'a') return is >= 'a' && is <= 'z';
    if (want == '9') return digit;
    if (want == '_') return digit || is == ' ';
    return want == is;
  });
}

// A cursor over the parts of the Python form.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  bool Skip(std::string_view part) {
    if (!text_.starts_with(part)) return false;
    text_.remove_prefix(part.size());
    return true;
  }

  template <typename Is>
  bool SkipRun(Is is) {
    const auto end = std::find_if_not(text_.begin(), text_.end(), is);
    const auto size = static_cast<std::size_t>(end - text_.begin());
    text_.remove_prefix(size);
    return size != 0;
  }

  bool at_end() const { return text_.empty(); }

 private:
  std::string_view text_;
};

bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsInBrackets(char c) { return c != ']' && c != '['; }
bool IsFileName(char c) { return c != ':' && c != ' '; }

constexpr std::string_view kSyslogTime = "Aaa _9 99:99:99 ";
constexpr std::string_view kPythonTime = "9999-99-99 99:99:99,999 ";

bool IsSyslogHeader(std::string_view header) {
  return HasShape(header, kSyslogTime) && (header.ends_with(": ") || header.ends_with(" - "));
}

bool IsPythonHeader(std::string_view header) {
  if (!HasShape(header, kPythonTime)) return false;
  Scanner rest(header.substr(kPythonTime.size()));
  return rest.SkipRun(IsUpper) && rest.Skip(" ") && rest.SkipRun(IsDigit) &&
         rest.Skip(" [tracking] [user ") && rest.SkipRun(IsInBrackets) && rest.Skip("] [ip ") &&
         rest.SkipRun(IsInBrackets) && rest.Skip("] ") && rest.SkipRun(IsFileName) &&
         rest.Skip(":") && rest.SkipRun(IsDigit) && rest.Skip(" - ") && rest.at_end();
}

}  // namespace

std::optional<std::size_t> PrefixSize(std::string_view line) {
  const std::size_t brace = line.find('{');
  if (brace == 0 || brace == std::string_view::npos) return std::nullopt;
  const std::string_view header = line.substr(0, brace);
  const bool has_control = std::any_of(header.begin(), header.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
  });
  if (has_control) return std::nullopt;
  if (!IsSyslogHeader(header) && !IsPythonHeader(header)) return std::nullopt;
  return brace;
}

}  // namespace fun::event
