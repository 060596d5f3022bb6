// Counts in how many lines gathered names stand where nobody is named.
//
// An account called like an ordinary word would turn that word into a pseudonym all over the
// log.  A person's own lines name that person in a field; a word stands in text alone.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "core/detect/known/identities.h"
#include "core/event/lines.h"

namespace fun::anonymizer {

// Usernames and names by their folded words, in any order: all spellings of a name are one.
std::string NameKey(std::string_view text);

// A value; one for each thread, summed at the end.
struct NameCounts {
  std::map<std::string, std::uint64_t, std::less<>> lines;  // by NameKey
  std::uint64_t lines_read = 0;                             // that are sound

  NameCounts& operator+=(const NameCounts& other);
};

// One for each thread; reuse it.
class NameCounter {
 public:
  // `gathered` outlives it.
  NameCounter(const detect::Identities& gathered, std::size_t max_depth);
  NameCounter(NameCounter&&) noexcept;
  ~NameCounter();

  // Adds the names that stand in strings of `line` and are no whole string of it.
  void CountLine(const event::Line& line, NameCounts& counts);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace fun::anonymizer
