// What to write on the command line where the server did not take us: the flags that would work.
//
// A hint names the URL and the flags, never what stands in a file that they name, and it
// never advises to trust less.
#pragma once

#include <string>
#include <string_view>

#include "loader/server/connection.h"
#include "loader/server/trust.h"

namespace fun::loader {

// For an answer of this status; "" when the status says nothing.
std::string HintForStatus(long status, Identity identity);

// Over http, from a server that probably speaks TLS.
std::string HintForTlsServer(const Connection& connection);

// Over https, from a server that speaks no TLS, or none that we know.
std::string HintForPlainServer(const Connection& connection);

// Why the server's certificate was not taken: "its certificate …".
std::string_view WordsForDoubt(Doubt doubt);
std::string HintForDoubt(Doubt doubt, const Connection& connection);

}  // namespace fun::loader
