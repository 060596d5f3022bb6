#include "core/detect/layers/form.h"

#include <algorithm>

#include "core/base/byte_set.h"

namespace fun::detect {
namespace {

constexpr ByteSet kNeverInForms(" \t\r\n\f\v\"<>");
constexpr ByteSet kQuotedDigits("0123456789ABCDEF");
constexpr std::string_view kAuthority = "://";

// True when `=` and two digits stand at `at`: as quoted-printable has it.
bool IsQuotedSign(std::string_view text, std::size_t at) {
  return at + 2 < text.size() && kQuotedDigits.Has(text[at + 1]) && kQuotedDigits.Has(text[at + 2]);
}

bool HoldsTwoQuotedSigns(std::string_view text) {
  int signs = 0;
  for (std::size_t at = text.find('='); at != text.npos; at = text.find('=', at + 1)) {
    if (IsQuotedSign(text, at) && ++signs == 2) return true;
  }
  return false;
}

// True when the value of a field that begins with two such digits, `q=450=2D555`, holds such a sign
// too: in the text as a whole the field's own `=` would be taken for one.
bool IsQuotedValue(std::string_view field) {
  const std::size_t equals = field.find('=');
  return equals != 0 && equals != field.npos && IsQuotedSign(field, equals) &&
         HoldsTwoQuotedSigns(field);
}

// Fields behind each other make a form, and so does the query of a URL.  One alone must be all of
// a text or of a string in it: in a sentence `y=1+2` is a sum.
bool IsForm(std::string_view text, Span run) {
  const std::string_view form = Slice(text, run);
  if (form.contains('&') || form.contains(kAuthority)) return true;
  const bool begins = run.begin == 0 || text[run.begin - 1] == '"';
  const bool ends = run.end == text.size() || text[run.end] == '"' || text[run.end] == '\\';
  return begins && ends;
}

// The run of bytes of forms around text[equals], which begins at `least` or behind it.
Span RunAround(std::string_view text, std::size_t least, std::size_t equals) {
  std::size_t begin = equals;
  while (begin > least && !kNeverInForms.Has(text[begin - 1])) --begin;
  return {begin, FindAny<' ', '\t', '\r', '\n', '\f', '\v', '"', '<', '>'>(text, equals)};
}

void CutFields(std::string_view text, Span form, std::vector<Span>& fields) {
  const std::string_view whole = text.substr(0, form.end);
  for (std::size_t begin = form.begin; begin < form.end;) {
    const std::size_t end = FindAny<'?', '&', ';', '#'>(whole, begin);
    const std::string_view field = whole.substr(begin, end - begin);
    const std::size_t plus = field.find('+', std::min(field.find('='), field.size()));
    // Of a field in a field the inner one: of `a=b=c+d` the value of `b`.
    const std::size_t equals = plus == field.npos ? 0 : field.rfind('=', plus);
    if (equals > 0) {
      fields.push_back({begin + equals + 1, end});
    } else if (plus == field.npos && IsQuotedValue(field)) {
      fields.push_back({begin + field.find('=') + 1, end});
    }
    begin = end + 1;
  }
}

}  // namespace

void FindSpacedFields(std::string_view text, std::vector<Span>& fields) {
  if (!text.contains('=') || (!text.contains('+') && !HoldsTwoQuotedSigns(text))) return;
  std::size_t begin = 0;
  for (std::size_t equals = 0; (equals = text.find('=', begin)) != text.npos;) {
    Span run = RunAround(text, begin, equals);
    begin = run.end + 1;
    // Of a string in a string, `\"data=a+b\"`, the last backslash is the quote's; others spell
    // characters of the form.
    const bool is_quoted = run.end < text.size() && text[run.end] == '"';
    if (is_quoted && run.size() != 0 && text[run.end - 1] == '\\') --run.end;
    if (IsForm(text, run)) CutFields(text, run, fields);
  }
}

}  // namespace fun::detect
