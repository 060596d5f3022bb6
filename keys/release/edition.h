// Changing a release directory as a whole: what is there is the old one or the new, never half.
//
// A bag is many files that vouch for each other, so no order of renames within it would do: between
// any two of them the lists would not hold.  The new edition is built beside the old one, as
// .DIR.fun-signing: what stays is linked to, by the descriptors that were hashed, what is new is
// written and synced.  Then the kernel exchanges the two names in one step (renameat2,
// RENAME_EXCHANGE), and the old one is removed.  A run that is killed leaves the old release or the
// new one, and perhaps .DIR.fun-signing, which the next run removes.
//
// A file that no list names, release.intoto.jsonl, needs none of that: it is one rename.
#pragma once

#include <string>
#include <vector>

#include "core/base/error.h"
#include "keys/release/open_release.h"

namespace fun::keys {

// A file to be put into a release, by its path there.
struct NewReleaseFile {
  std::string path;
  std::string bytes;
};

// Opens a release to change it: as OpenRelease, and no other process can until `folder` is closed.
// kEnvironment when another one does.
Result<Release> OpenReleaseForChange(const std::string& path);

// Puts `audit`, files of audit/, in the place of those that are there, makes the manifest of tags
// anew, and replaces release.intoto.jsonl by `statements`.  The release stays as it was with
// kEnvironment when the disk is full or the file system cannot link or exchange, with kVerify when
// one of its files was replaced.
Result<void> ReplaceAudit(const Release& release, const std::vector<NewReleaseFile>& audit,
                          const std::string& statements);

// Tries what ReplaceAudit needs of the file system, and leaves nothing: a no now is better than one
// after an hour of work.
Result<void> ProbeReplaceAudit(const Release& release);

// Replaces release.intoto.jsonl alone; also where only the folder may be written, not its files.
Result<void> ReplaceStatements(const Release& release, const std::string& statements);

}  // namespace fun::keys
