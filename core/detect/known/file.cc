#include "core/detect/known/file.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "core/base/file.h"
#include "core/detect/known/fold.h"

namespace fun::detect {
namespace {

constexpr std::size_t kLargestFile = std::size_t{1} << 30;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kKnownColumns[] = {
    "username", "email", "name", "first_name", "last_name", "user_id", "id", "kind", "value"};
constexpr std::size_t kNoColumn = SIZE_MAX;

struct Columns {
  std::size_t username = kNoColumn;
  std::size_t email = kNoColumn;
  std::size_t name = kNoColumn;
  std::size_t first_name = kNoColumn;
  std::size_t last_name = kNoColumn;
  std::size_t user_id = kNoColumn;
  std::size_t kind = kNoColumn;  // with value: what funanon --gather writes
  std::size_t value = kNoColumn;

  bool HaveIdentity() const {
    const bool has_first = first_name != kNoColumn;
    const bool has_last = last_name != kNoColumn;
    if (name == kNoColumn && has_first != has_last) return false;
    if (kind != kNoColumn && value != kNoColumn) return true;
    return username != kNoColumn || email != kNoColumn || name != kNoColumn || has_first;
  }
};

using Fields = std::vector<std::string>;

std::string ColumnName(std::string_view field) {
  std::string name(field);
  std::erase(name, ' ');
  for (char& c : name) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  }
  return name;
}

Columns ColumnsOf(const Fields& header) {
  const auto find = [&header](std::string_view name) {
    const auto at = std::ranges::find(header, name, ColumnName);
    return at == header.end() ? kNoColumn : static_cast<std::size_t>(at - header.begin());
  };
  const std::size_t id = find("user_id") != kNoColumn ? find("user_id") : find("id");
  return {find("username"), find("email"), find("name"), find("first_name"), find("last_name"), id,
          find("kind"),     find("value")};
}

// Says which known columns are there, and no other word of the header: a file
// without a header line begins with a person.
std::unexpected<Error> MissingColumns(const std::string& path, const Fields& header) {
  std::string known;
  for (const std::string_view column : kKnownColumns) {
    if (std::ranges::find(header, column, ColumnName) == header.end()) continue;
    known.append(known.empty() ? "" : ", ").append(column);
  }
  return Failure(ExitCode::kUsage, "no column username, email or name in " + path,
                 "its first line must name the columns, with commas or tabs between; known among "
                 "them: " +
                     (known.empty() ? "none" : known));
}

bool IsUtf8Text(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = CharacterAt(text, at).size;
    if (size == 0) return false;
    at += size;
  }
  return true;
}

// What database dumps write for "nothing" would be found in every second line.
bool HoldsNothing(std::string_view field) {
  return field.empty() || field == "NULL" || field == "\\N" || field == "None";
}

class RowTaker {
 public:
  RowTaker(const Columns& columns, IdentityTable& table) : columns_(columns), table_(table) {}

  // False when the row names a kind of identity that there is not.
  bool Take(const Fields& row) {
    ++counts.people;
    Take(row, columns_.username, IdentityKind::kUsername);
    // An e-mail column may hold words ("none") that are nobody.
    if (columns_.email != kNoColumn && row[columns_.email].contains('@')) {
      Take(row, columns_.email, IdentityKind::kEmail);
    }
    Take(row, columns_.name, IdentityKind::kName);
    Take(row, columns_.user_id, IdentityKind::kUserId);
    if (columns_.first_name != kNoColumn && columns_.last_name != kNoColumn) TakeBothNames(row);
    return columns_.kind == kNoColumn || columns_.value == kNoColumn || TakeStated(row);
  }

  RowCounts counts;

 private:
  void Take(const Fields& row, std::size_t column, IdentityKind kind) {
    if (column == kNoColumn || HoldsNothing(row[column])) return;
    const bool is_kept = table_.Add(kind, row[column]);
    counts.refused += is_kept || kind == IdentityKind::kUserId ? 0 : 1;
  }

  void TakeBothNames(const Fields& row) {
    const std::string& first = row[columns_.first_name];
    const std::string& last = row[columns_.last_name];
    if (HoldsNothing(first) || HoldsNothing(last)) return;
    counts.refused += table_.Add(IdentityKind::kName, first + " " + last) ? 0 : 1;
  }

  bool TakeStated(const Fields& row) {
    for (std::size_t i = 0; i < kIdentityKinds; ++i) {
      const auto kind = static_cast<IdentityKind>(i);
      if (row[columns_.kind] != NameOf(kind)) continue;
      Take(row, columns_.value, kind);
      return true;
    }
    return false;
  }

  Columns columns_;
  IdentityTable& table_;
};

// "", or what is wrong with the row in hand.
std::string ReadRows(TableReader& reader, std::size_t width, RowTaker& taker) {
  Fields row;
  for (;;) {
    const TableReader::Outcome outcome = reader.Next(row);
    if (outcome == TableReader::Outcome::kEnd) return "";
    if (outcome == TableReader::Outcome::kBrokenQuotes) return "the quotes of a field are broken";
    if (row.size() != width) {
      return std::to_string(row.size()) + " fields where the header names " + std::to_string(width);
    }
    if (!taker.Take(row)) return "its kind is none of username, email, name, user_id";
  }
}

std::unexpected<Error> BadRow(const std::string& path, std::size_t line, std::string_view why) {
  return Failure(ExitCode::kInput,
                 path + ", line " + std::to_string(line) + ": " + std::string(why),
                 "quote fields that hold separators or quotes as RFC 4180 says");
}

}  // namespace

bool TableReader::ReadQuoted(std::string& field) {
  for (++at_; at_ < text_.size(); ++at_) {
    const char c = text_[at_];
    next_line_ += c == '\n' ? 1 : 0;
    if (c == '"' && !text_.substr(at_ + 1).starts_with('"')) break;
    at_ += c == '"' ? 1 : 0;
    field += c;
  }
  if (at_ == text_.size()) return false;
  ++at_;
  const std::string_view rest = text_.substr(at_);
  return rest.empty() || rest[0] == separator_ || rest[0] == '\n' || rest.starts_with("\r\n");
}

// Reads one field and what stands behind it; false when its quotes are broken.
bool TableReader::ReadField(std::string& field) {
  field.clear();
  if (text_.substr(at_).starts_with('"')) {
    if (!ReadQuoted(field)) return false;
  } else {
    std::size_t end = at_;  // fields are short: a loop beats find_first_of
    while (end < text_.size() && text_[end] != separator_ && text_[end] != '\n') ++end;
    field = text_.substr(at_, end - at_);
    at_ = end;
    const bool at_line_end = at_ == text_.size() || text_[at_] == '\n';
    if (at_line_end && field.ends_with('\r')) field.pop_back();
  }
  if (text_.substr(at_).starts_with("\r\n")) ++at_;
  row_ends_ = at_ == text_.size() || text_[at_] == '\n';
  if (at_ < text_.size()) ++at_;
  return true;
}

TableReader::Outcome TableReader::Next(Fields& fields) {
  while (at_ < text_.size()) {
    line_ = next_line_;
    std::size_t count = 0;
    do {
      if (count == fields.size()) fields.emplace_back();
      if (!ReadField(fields[count++])) return Outcome::kBrokenQuotes;
    } while (!row_ends_);
    ++next_line_;
    fields.resize(count);
    if (count > 1 || !fields[0].empty()) return Outcome::kRow;
  }
  return Outcome::kEnd;
}

Result<RowCounts> ReadIdentities(const std::string& path, IdentityTable& table) {
  const auto bytes = ReadSmallFile(path, kLargestFile);
  if (!bytes) return std::unexpected(bytes.error());
  std::string_view text = *bytes;
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  if (!IsUtf8Text(text)) {
    return Failure(ExitCode::kInput, path + " is not UTF-8 text", "convert it with iconv -t UTF-8");
  }
  const bool has_tab = text.substr(0, text.find('\n')).contains('\t');
  TableReader reader(text, has_tab ? '\t' : ',');
  Fields header;
  if (reader.Next(header) != TableReader::Outcome::kRow) {
    return Failure(ExitCode::kInput, path + " holds no header line", "give a CSV file of people");
  }
  const Columns columns = ColumnsOf(header);
  if (!columns.HaveIdentity()) return MissingColumns(path, header);
  const auto rows = static_cast<std::size_t>(std::ranges::count(text, '\n'));
  table.Reserve(rows * std::min<std::size_t>(header.size() + 1, kIdentityKinds + 1), text.size());
  RowTaker taker(columns, table);
  const std::string wrong = ReadRows(reader, header.size(), taker);
  if (!wrong.empty()) return BadRow(path, reader.line(), wrong);
  if (taker.counts.people == 0) {
    return Failure(ExitCode::kInput, path + " names no people below its header line");
  }
  return taker.counts;
}

}  // namespace fun::detect
