// Known people: names, usernames and e-mails to look for in any text.
//
// Read from a CSV or tab-separated file, such as a dump of the platform's users.
// Compared folded (case and accents) and by whole words: "ADA LOVELACE" and
// "Ada  Lovélace" are one, "Adamantine" is nobody.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/base/span.h"

namespace fun::detect {

// Immutable after loading; share it between threads.
class Identities {
 public:
  // Reads `paths`, each with a header line naming its columns: username, email, name (or
  // first_name and last_name), user_id or id; comma or tab, quotes as in RFC 4180.
  // kUsage when none of username, email, name columns is there (the hint names the columns found…
  // never a value); kInput when a file cannot be read, is empty or has a row with too few fields.
  static Result<Identities> Load(const std::vector<std::string>& paths);

  Identities(Identities&&) noexcept;
  ~Identities();

  std::size_t size() const;  // people

  // Appends the places in `text` (decoded) where a known identity stands.
  void Scan(std::string_view text, std::vector<Span>& places) const;

 private:
  struct Table;
  explicit Identities(std::unique_ptr<Table> table);
  std::unique_ptr<Table> table_;
};

}  // namespace fun::detect
