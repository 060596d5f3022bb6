#include "loader/transform/country.h"

#include <maxminddb.h>

#include "core/json/structure.h"

namespace fun::loader {
namespace {

constexpr std::size_t kLongestAddress = 45;
constexpr std::size_t kLongestCountryName = 200;

// "" when the path leads nowhere.
std::string_view TextAt(MMDB_entry_s& entry, const char* const* path) {
  MMDB_entry_data_s data = {};
  const int status = MMDB_aget_value(&entry, &data, path);
  if (status != MMDB_SUCCESS || !data.has_data || data.type != MMDB_DATA_TYPE_UTF8_STRING)
    return {};
  const std::string_view text(data.utf8_string, data.data_size);
  // The file is somebody else's: what it says must not break a request.
  return text.size() <= kLongestCountryName && json::IsUtf8(text) ? text : std::string_view();
}

}  // namespace

void Countries::Close::operator()(MMDB_s* database) const {
  MMDB_close(database);
  delete database;
}

Result<Countries> Countries::Open(const std::string& path) {
  auto opened = std::make_unique<MMDB_s>();
  const int status = MMDB_open(path.c_str(), MMDB_MODE_MMAP, opened.get());
  if (status != MMDB_SUCCESS) {
    return Failure(
        ExitCode::kInput,
        "the file of --geoip is no GeoIP database: " + std::string(MMDB_strerror(status)),
        "name a MaxMind DB (.mmdb) of countries or cities");
  }
  std::unique_ptr<MMDB_s, Close> database(opened.release());
  const std::string_view kind =
      database->metadata.database_type == nullptr ? "" : database->metadata.database_type;
  if (kind.find("Country") == std::string_view::npos &&
      kind.find("City") == std::string_view::npos &&
      kind.find("country") == std::string_view::npos &&
      kind.find("city") == std::string_view::npos) {
    return Failure(ExitCode::kInput, "the database of --geoip knows no countries",
                   "name a MaxMind DB (.mmdb) of countries or cities");
  }
  return Countries(std::move(database));
}

std::optional<Country> Countries::Of(std::string_view address) {
  if (address.empty() || address.size() > kLongestAddress) return std::nullopt;
  int no_address = 0;
  int status = 0;
  MMDB_lookup_result_s found =
      MMDB_lookup_string(database_.get(), std::string(address).c_str(), &no_address, &status);
  if (no_address != 0) return std::nullopt;
  if (status == MMDB_IPV6_LOOKUP_IN_IPV4_DATABASE_ERROR) return std::nullopt;
  if (status != MMDB_SUCCESS) is_damaged_ = true;
  if (status != MMDB_SUCCESS || !found.found_entry) return std::nullopt;
  static constexpr const char* kCode[] = {"country", "iso_code", nullptr};
  static constexpr const char* kName[] = {"country", "names", "en", nullptr};
  const Country country = {TextAt(found.entry, kCode), TextAt(found.entry, kName)};
  return country.code.empty() ? std::nullopt : std::optional(country);
}

}  // namespace fun::loader
