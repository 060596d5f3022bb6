#include "loader/query/csv.h"

namespace fun::loader {
namespace {

using json::Value;
using json::ValueType;

bool IsFormula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@\t\r\n").find(text.front()) != text.npos;
}

// Half a surrogate pair, which is no UTF-8, as U+FFFD.
std::string WithoutSurrogates(std::string_view text) {
  std::string made(text);
  for (std::size_t at = 0; (at = made.find('\xED', at)) != std::string::npos; ++at) {
    const bool is_half = at + 2 < made.size() && static_cast<unsigned char>(made[at + 1]) >= 0xA0;
    if (is_half) made.replace(at, 3, "\xEF\xBF\xBD");
  }
  return made;
}

}  // namespace

void CsvRow::AddValue(const Value* value) {
  if (value == nullptr) return AddCell("");
  switch (value->type) {
    case ValueType::kNull:
      return AddCell("");
    case ValueType::kTrue:
      return AddCell("true");
    case ValueType::kFalse:
      return AddCell("false");
    case ValueType::kNumber:
      return AddCell(value->text);
    case ValueType::kString:
      return AddText(value->text);
    case ValueType::kList:
    case ValueType::kObject:
      return AddCell(ValueText(*value));
  }
}

void CsvRow::AddText(std::string_view text) {
  const std::string cell = WithoutSurrogates(text);
  AddCell(IsFormula(cell) ? "'" + cell : cell);
}

void CsvRow::AddHeading(std::string_view text) { AddCell(text); }

void CsvRow::AddCell(std::string_view text) {
  if (!is_first_) out_ += ',';
  is_first_ = false;
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
    out_ += text;
    return;
  }
  out_ += '"';
  for (const char c : text) {
    if (c == '"') out_ += '"';
    out_ += c;
  }
  out_ += '"';
}

std::vector<std::string> SplitColumns(std::string_view text) {
  std::vector<std::string> columns;
  for (;;) {
    const std::size_t comma = text.find(',');
    const std::string_view column = text.substr(0, comma);
    if (column.empty()) return {};
    columns.emplace_back(column);
    if (comma == std::string_view::npos) return columns;
    text.remove_prefix(comma + 1);
  }
}

const Value* FindPath(const Value& document, std::string_view path) {
  if (const Value* const whole = document.Find(path)) return whole;
  for (std::size_t dot = path.find('.'); dot != std::string_view::npos;
       dot = path.find('.', dot + 1)) {
    const Value* const below = document.Find(path.substr(0, dot));
    const Value* const found = below ? FindPath(*below, path.substr(dot + 1)) : nullptr;
    if (found != nullptr) return found;
  }
  return nullptr;
}

}  // namespace fun::loader
