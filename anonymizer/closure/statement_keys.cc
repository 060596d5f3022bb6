#include "anonymizer/closure/statement_keys.h"

#include <algorithm>

namespace fun::anonymizer {
namespace {

struct KeyRow {
  std::string_view key;
  StatementKey meaning;
};

// clang-format off
constexpr KeyRow kKeys[] = {
    {"GET", StatementKey::kRequest},
    {"POST", StatementKey::kRequest},
    {"context", StatementKey::kContext},
    {"e_mail", StatementKey::kEmail},
    {"email", StatementKey::kEmail},
    {"emails", StatementKey::kIdentifiers},
    {"first_name", StatementKey::kFirstName},
    {"full_name", StatementKey::kName},
    {"identifiers", StatementKey::kIdentifiers},
    {"last_name", StatementKey::kLastName},
    {"lis_person_contact_email_primary", StatementKey::kEmail},
    {"lis_person_name_family", StatementKey::kLastName},
    {"lis_person_name_full", StatementKey::kName},
    {"lis_person_name_given", StatementKey::kFirstName},
    {"mail", StatementKey::kEmail},
    {"name", StatementKey::kName},
    {"new", StatementKey::kNew},
    {"new_email", StatementKey::kEmail},
    {"old", StatementKey::kOld},
    {"secondary_email", StatementKey::kEmail},
    {"setting", StatementKey::kSetting},
    {"target_username", StatementKey::kUsername},
    {"unique_student_identifier", StatementKey::kIdentifiers},
    {"user_id", StatementKey::kUserId},
    {"username", StatementKey::kUsername},
};
// clang-format on

}  // namespace

StatementKey StatementKeyOf(std::string_view key) {
  const KeyRow* const row = std::ranges::lower_bound(kKeys, key, {}, &KeyRow::key);
  return row == std::end(kKeys) || row->key != key ? StatementKey::kOther : row->meaning;
}

bool LooksLikeEmail(std::string_view text) {
  const std::size_t at = text.find('@');
  if (at == 0 || at == text.npos || text.find('@', at + 1) != text.npos) return false;
  const std::size_t dot = text.find('.', at);
  return dot != text.npos && dot > at + 1 && dot + 1 < text.size() &&
         text.find_first_of(" \t\r\n,;<>") == text.npos;
}

}  // namespace fun::anonymizer
