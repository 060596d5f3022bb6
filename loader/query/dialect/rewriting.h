// What is said of a rewriting: each change with its place in the query as it was written, and the
// first thing that no server can do any more.
//
// It names words of the query language and keys of the query, never a value.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/json/pointer.h"

namespace fun::loader {

class Rewriting {
 public:
  // While it lives, the place in hand is a step further down.
  class Inside {
   public:
    Inside(Rewriting& work, std::string_view key);
    Inside(Rewriting& work, std::size_t index);
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;
    ~Inside();

   private:
    Rewriting& work_;
  };

  // The word in hand is `now`; "" when it is left out.  `why` is a literal.
  void Note(std::string_view now, std::string_view why);
  // The same of a member of what is in hand.
  void NoteMember(std::string_view member, std::string_view now, std::string_view why);
  // The word in hand cannot be rewritten; only the first is kept.
  void Refuse(std::string_view why, std::string_view hint);
  void RefuseMember(std::string_view member, std::string_view why, std::string_view hint);

  // "/query/filtered: becomes bool: …", in the order of the walk.
  const std::vector<std::string>& changes() const { return changes_; }
  const std::optional<Error>& refusal() const { return refusal_; }

 private:
  std::vector<json::Step> path_;
  std::vector<std::string> changes_;
  std::optional<Error> refusal_;
};

// `path` for a person to read: control characters escaped, cut when it is long.
std::string ReadablePlace(const std::vector<json::Step>& path);

}  // namespace fun::loader
