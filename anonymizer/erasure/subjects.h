// Whom an erasure is about, as pseudonyms of one release.
//
// They are computed from the names that somebody gave, never read from the data: a pseudonym that
// stands beside another in an event proves nothing about whose it is.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/base/span.h"
#include "keys/pseudonym.h"
#include "keys/secret.h"

namespace fun::anonymizer {

// Of one learner; "": not given.
struct SubjectNames {
  std::string_view username;
  std::string_view email;
  std::string_view user_id;
};

class Subjects {
 public:
  // Reads the CSV or tab-separated file at `path`, whose header names username, user_id (or id) or
  // both, and besides these only email, name, first_name and last_name; `working` is the release's
  // secret.  kUsage when a column is another, a row has neither username nor user_id, or a username
  // is a pseudonym already; kInput when it cannot be read or names nobody; kEnvironment when others
  // can open the file.  Rows are named by their line; no byte of them is repeated.
  static Result<Subjects> Load(const std::string& path, const keys::Secret& working);
  static Result<Subjects> Parse(std::string_view table, const std::string& place,
                                const keys::Secret& working);

  // True when `text` is one of the pseudonyms.
  bool Has(std::string_view text) const;

  // Appends every place in `text` where one stands, whatever is beside it, in order.
  void Find(std::string_view text, std::vector<Span>& found) const;

  std::size_t people() const { return people_; }  // rows
  // Rows of learners that cannot be seen where an event names them by the other alone.
  std::size_t without_user_id() const { return without_user_id_; }
  std::size_t without_username() const { return without_username_; }

 private:
  void Add(const SubjectNames& names, keys::Pseudonymizer& usernames,
           keys::Pseudonymizer& user_ids);

  std::vector<std::string> pseudonyms_;  // sorted
  std::size_t people_ = 0;
  std::size_t without_user_id_ = 0;
  std::size_t without_username_ = 0;
};

}  // namespace fun::anonymizer
