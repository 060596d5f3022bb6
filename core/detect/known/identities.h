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
  // kUsage when none of username, email, name columns is there (the hint names those of these
  // columns that are, never a word of the file); kInput when a file cannot be read, is not UTF-8,
  // holds no people, or has a row whose fields are not as many as the header's.
  // Ids are no identities: they stand in the open wherever the policy keeps them.
  static Result<Identities> Load(const std::vector<std::string>& paths);

  Identities(Identities&&) noexcept;
  ~Identities();

  std::size_t size() const;  // people

  // Identities that are not looked for: under 3 characters, numbers under 5 digits, 64 hex
  // digits (a pseudonym), over 32 words.
  std::size_t skipped() const;

  // Appends the places in `text` (decoded) where a known identity stands, in order, none
  // overlapping; at one place the longest.  Its words may have up to 3 other bytes between
  // them: "lovelace, ada".  Allocates only if `places` must grow.  Safe from any thread.
  void Scan(std::string_view text, std::vector<Span>& places) const;

 private:
  struct Table;
  explicit Identities(std::unique_ptr<Table> table);
  std::unique_ptr<Table> table_;
};

}  // namespace fun::detect
