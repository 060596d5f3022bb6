// Who could read or replace a file, by mode and owner of it and of the folders above it.
#pragma once

#include <string>

#include "core/base/error.h"

namespace fun::keys {

// One thing that was looked at.
struct PlaceFinding {
  bool is_good = false;
  std::string words;  // no bytes of the file
};

struct PlaceReport {
  PlaceFinding mode;
  PlaceFinding owner;
  PlaceFinding folder;

  bool is_good() const { return mode.is_good && owner.is_good && folder.is_good; }
};

// Looks at the file behind `path`.  A secret must not be readable by group or others; what is open
// to all must only not be writable.  The file and every folder above it must belong to the user or
// to root, its own folder be writable by the owner alone, and those above too unless they are
// sticky.  Access lists and network file systems are not looked at.  kUsage when no file has that
// name, kEnvironment when it cannot be looked at.
Result<PlaceReport> LookAtPlace(const std::string& path, bool is_secret);

}  // namespace fun::keys
