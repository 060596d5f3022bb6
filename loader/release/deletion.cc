#include "loader/release/deletion.h"

#include <string>

#include "loader/server/answer.h"

namespace fun::loader {

Result<std::uint64_t> CountDeleted(const Answer& answer, std::size_t asked, std::string_view what) {
  const auto items = answer.is_good() ? ReadItems(answer.body) : std::nullopt;
  if (!items || items->size() != asked) {
    return std::unexpected(ErrorOfAnswer(answer, "delete " + std::string(what)));
  }
  std::uint64_t deleted = 0;
  for (const ItemAnswer& item : *items) {
    if (item.status >= 200 && item.status < 300) ++deleted;
    const bool may_pass = item.status == 404 || item.status == 429 || item.status >= 500;
    if (item.status >= 300 && !may_pass) {
      return Failure(ExitCode::kEnvironment, "the server does not delete " + std::string(what) +
                                                 ": status " + std::to_string(item.status) + ", " +
                                                 item.error_type);
    }
  }
  return deleted;
}

}  // namespace fun::loader
