#include "anonymizer/erasure/subjects.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>

#include "anonymizer/values.h"
#include "core/base/ascii.h"
#include "core/base/file.h"
#include "core/detect/known/file.h"
#include "core/json/structure.h"
#include "keys/pseudonym.h"

namespace fun::anonymizer {
namespace {

constexpr std::size_t kLargestList = std::size_t{64} << 20;
constexpr std::string_view kMark = "\xEF\xBB\xBF";
constexpr std::size_t kAbsent = SIZE_MAX;
constexpr std::string_view kColumnsHint =
    "its first line names the columns: username, user_id (or id) or both, and perhaps email, name, "
    "first_name, last_name";

using Row = std::vector<std::string>;

// What the columns are that count; the others are let pass by their names.
struct SubjectColumns {
  std::size_t username = kAbsent;
  std::size_t user_id = kAbsent;
  std::size_t email = kAbsent;
};

// False: a column that no list of people has.
bool TakeColumn(std::string name, std::size_t at, SubjectColumns& columns) {
  std::erase(name, ' ');
  if (name == "username") {
    columns.username = at;
  } else if (name == "user_id" || name == "id") {
    columns.user_id = at;
  } else if (name == "email") {
    columns.email = at;
  } else {
    return name == "name" || name == "first_name" || name == "last_name";
  }
  return true;
}

Result<SubjectColumns> ColumnsFrom(const Row& header, const std::string& place) {
  SubjectColumns columns;
  for (std::size_t i = 0; i < header.size(); ++i) {
    if (TakeColumn(header[i], i, columns)) continue;
    return Failure(ExitCode::kUsage,
                   place + ": column " + std::to_string(i + 1) + " has a name that is not known",
                   std::string(kColumnsHint));
  }
  if (columns.username == kAbsent && columns.user_id == kAbsent) {
    return Failure(ExitCode::kUsage, place + " has neither a column username nor user_id",
                   std::string(kColumnsHint));
  }
  return columns;
}

std::unexpected<Error> BadSubject(ExitCode code, const std::string& where, std::string_view why,
                                  std::string hint) {
  return Failure(code, where + ": " + std::string(why), std::move(hint));
}

// What database dumps write for "nothing".
std::string_view CellOf(const Row& row, std::size_t column) {
  if (column == kAbsent || row[column] == "NULL" || row[column] == "\\N") return {};
  return row[column];
}

Result<void> CheckNames(const SubjectNames& names, const std::string& where) {
  if (names.username.empty() && names.user_id.empty()) {
    return BadSubject(ExitCode::kUsage, where, "it has neither a username nor a user id",
                      "a release knows learners by these; look them up in the platform");
  }
  if (HasPseudonymShape(names.username) || HasPseudonymShape(names.user_id)) {
    return BadSubject(ExitCode::kUsage, where, "it holds a pseudonym in place of a name",
                      "give the names as the platform spells them: --key makes the pseudonyms");
  }
  return {};
}

Result<void> CheckList(std::string_view table, const std::string& place) {
  if (json::IsUtf8(table)) return {};
  return Failure(ExitCode::kInput, place + " is not UTF-8 text", "convert it with iconv -t UTF-8");
}

Result<void> CheckMode(const std::string& path) {
  struct stat status = {};
  if (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return {};
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) == 0) return {};
  return Failure(ExitCode::kEnvironment, path + " is open to other users",
                 "who asks to be erased is nobody else's to know: chmod 600");
}

}  // namespace

Result<Subjects> Subjects::Load(const std::string& path, const keys::Secret& working) {
  if (auto closed = CheckMode(path); !closed) return std::unexpected(closed.error());
  const auto table = ReadSmallFile(path, kLargestList);
  if (!table) return std::unexpected(table.error());
  return Parse(*table, path, working);
}

Result<Subjects> Subjects::Parse(std::string_view table, const std::string& place,
                                 const keys::Secret& working) {
  auto usernames = keys::Pseudonymizer::Create(working, keys::Domain::kUsername);
  auto user_ids = keys::Pseudonymizer::Create(working, keys::Domain::kUserId);
  if (!usernames || !user_ids) {
    return std::unexpected(usernames ? user_ids.error() : usernames.error());
  }
  if (auto sound = CheckList(table, place); !sound) return std::unexpected(sound.error());
  if (table.starts_with(kMark)) table.remove_prefix(kMark.size());
  const bool has_tab = table.substr(0, table.find('\n')).contains('\t');
  detect::TableReader reader(table, has_tab ? '\t' : ',');
  Row row;
  if (reader.Next(row) != detect::TableReader::Outcome::kRow) {
    return Failure(ExitCode::kInput, place + " holds no header line", std::string(kColumnsHint));
  }
  const std::size_t width = row.size();
  const auto columns = ColumnsFrom(row, place);
  if (!columns) return std::unexpected(columns.error());
  Subjects subjects;
  for (auto outcome = reader.Next(row); outcome != detect::TableReader::Outcome::kEnd;
       outcome = reader.Next(row)) {
    const std::string where = place + ", line " + std::to_string(reader.line());
    if (outcome != detect::TableReader::Outcome::kRow || row.size() != width) {
      return BadSubject(ExitCode::kInput, where, "its fields are not those of the header",
                        "quote fields that hold separators or quotes as RFC 4180 says");
    }
    const SubjectNames names = {CellOf(row, columns->username), CellOf(row, columns->email),
                                CellOf(row, columns->user_id)};
    if (auto sound = CheckNames(names, where); !sound) return std::unexpected(sound.error());
    subjects.Add(names, *usernames, *user_ids);
  }
  if (subjects.people_ == 0) {
    return Failure(ExitCode::kInput, place + " names nobody below its header line",
                   "a line for each learner who is to be erased");
  }
  std::ranges::sort(subjects.pseudonyms_);
  return subjects;
}

void Subjects::Add(const SubjectNames& names, keys::Pseudonymizer& usernames,
                   keys::Pseudonymizer& user_ids) {
  ++people_;
  without_user_id_ += names.user_id.empty() ? 1 : 0;
  without_username_ += names.username.empty() ? 1 : 0;
  // Who logs in by e-mail has it where the username stands.
  for (const std::string_view name : {names.username, names.email}) {
    if (!name.empty()) pseudonyms_.emplace_back(usernames.Of(name));
  }
  if (!names.user_id.empty()) pseudonyms_.emplace_back(user_ids.Of(names.user_id));
}

bool Subjects::Has(std::string_view text) const {
  return text.size() == keys::kPseudonymSize && std::ranges::binary_search(pseudonyms_, text);
}

void Subjects::Find(std::string_view text, std::vector<Span>& found) const {
  std::size_t run = 0;  // digits that end at `at`
  for (std::size_t at = 0; at < text.size(); ++at) {
    run = IsLowerHexDigit(text[at]) ? run + 1 : 0;
    if (run < keys::kPseudonymSize) continue;
    const Span span = {at + 1 - keys::kPseudonymSize, at + 1};
    if (!Has(Slice(text, span))) continue;
    found.push_back(span);
    run = 0;
  }
}

}  // namespace fun::anonymizer
