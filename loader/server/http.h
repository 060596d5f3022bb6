// Asks the server one thing at a time: everything but the bulk of the records.
#pragma once

#include <chrono>
#include <string_view>

#include "core/base/error.h"
#include "loader/server/exchange.h"

namespace fun::loader {

class Http {
 public:
  explicit Http(const Connection& connection);

  // Whatever status it has, the answer.  kEnvironment when there was none; kIncomplete when a stop
  // was requested and it did not come soon.
  Result<Answer> Ask(const Request& request);

  // As Ask, but an answer that asks to come again (429, 5xx) or none at all is tried
  // again for as long as `give_up`; kIncomplete when a stop is requested meanwhile.  The first
  // contact with a server fails at once when there is nobody: waiting does not mend a typing error.
  Result<Answer> AskPatiently(const Request& request, std::chrono::milliseconds give_up);

 private:
  Exchange exchange_;
  bool has_answered_ = false;
  bool may_pass_ = true;  // what the last exchange failed of
};

// Waits; false, and at once, when a stop is requested.
bool WaitUnlessStopped(std::chrono::milliseconds time);

// The words for an answer that is not good; `doing`: "put the index template".  Status and error
// type only.
Error ErrorOfAnswer(const Answer& answer, std::string_view doing);

}  // namespace fun::loader
