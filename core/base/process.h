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

// Waits until `fd` has something to read or is at its end, `milliseconds` at most (-1: without
// end); true then, false after that time and once a stop is requested.  Blocks in poll, not in
// read: a signal between a look at the flag and the read would go unseen until the next byte comes.
bool WaitForInput(int fd, int milliseconds);

// "0.1.0 (commit abc123)".
std::string VersionText();

}  // namespace fun
