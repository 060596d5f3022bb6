// Collects from one line the identities that it states.
//
// Only fields that say who somebody is count, never free text:
//   usernames   the envelope's, context.username, any other member `username`
//   e-mails     members called so, by their shape; lists of identifiers; settings events
//   user ids    context.user_id, any other member `user_id`
//   names       `name` beside a username or e-mail (profiles, traits), first and last name,
//               settings events old and new; in a request only what an envelope confirms
// in every layer of JSON in strings, and in what is whole of payloads that were cut.
#pragma once

#include <memory>

#include "anonymizer/closure/stated.h"
#include "core/event/lines.h"

namespace fun::anonymizer {

// One for each thread; reuse it.
class LineGatherer {
 public:
  explicit LineGatherer(std::size_t max_depth);
  LineGatherer(LineGatherer&&) noexcept;
  ~LineGatherer();

  // Adds what `line` states to `stated`; nothing of a line that is blank, refused or broken.
  // True when the line is sound.
  bool GatherLine(const event::Line& line, StatedIdentities& stated);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace fun::anonymizer
