// In which country a network is, by a GeoIP database.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/error.h"

struct MMDB_s;

namespace fun::loader {

// Views into the database.
struct Country {
  std::string_view code;  // ISO 3166, "FR"
  std::string_view name;  // in English; may be ""
};

// One thread.
class Countries {
 public:
  // A MaxMind DB of countries or cities.  kInput when it is none or damaged.
  static Result<Countries> Open(const std::string& path);

  // Of an IPv4 or IPv6 address, whole or truncated.  Nothing for what the database does not know
  // and for what is no address.
  std::optional<Country> Of(std::string_view address);

  // True when an answer showed that the database is damaged.
  bool is_damaged() const { return is_damaged_; }

 private:
  struct Close {
    void operator()(MMDB_s* database) const;
  };
  explicit Countries(std::unique_ptr<MMDB_s, Close> database) : database_(std::move(database)) {}

  std::unique_ptr<MMDB_s, Close> database_;
  bool is_damaged_ = false;
};

}  // namespace fun::loader
