// What a tool says of itself to the system: signals, core dumps, version.
#pragma once

#include <string>

namespace fun {

// SIGINT and SIGTERM set a flag that loops look at between batches; SIGPIPE and SIGXFSZ are
// ignored (a write then fails with EPIPE or EFBIG).  Core dumps and ptrace are switched off: a dump
// would hold keys and learners' data.  Call first in main.
void PrepareProcess();

// True once SIGINT or SIGTERM has come.  Safe from any thread.
bool IsStopRequested();

// Becomes readable when SIGINT or SIGTERM comes, for poll().  -1 before PrepareProcess.
int StopFd();

// "0.1.0 (commit abc123)".
std::string VersionText();

}  // namespace fun
