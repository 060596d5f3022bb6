// A release directory, opened and held against its own lists.
//
// Whoever hands on a folder is trusted with nothing: every file is opened once, below the folder's
// descriptor, through no link; a file that no list names refuses the whole, since a key or an
// identities file that was copied there must not ride along.  What was hashed here is what is read
// later: the descriptors stay open.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/base/fd.h"
#include "core/record/bag.h"
#include "core/record/bag_info.h"
#include "core/stream/fixed_file.h"

namespace fun::keys {

// A tag file that the manifest of tags lists, with its bytes.
struct TagFile {
  std::string path;
  std::string sha256;
  std::string bytes;
  UniqueFd fd;
};

struct Release {
  std::string path;  // as it was named, without slashes at its end
  UniqueFd folder;
  UniqueFd lock;  // see OpenReleaseForChange
  record::BagInfo info;
  std::vector<TagFile> tags;               // in byte order of the paths, as is the next
  std::vector<stream::FixedFile> payload;  // named by their paths in the release
  std::string statements;                  // release.intoto.jsonl; "" when there is none

  std::string_view Info(std::string_view label) const { return record::ValueOf(info, label); }
  const TagFile* Tag(std::string_view path) const;  // nullptr: none

  // The payload by its manifest: what a statement's subjects must be.
  record::Manifest Subjects() const;
};

// Reads and hashes all of `path`.  kInput when it is no folder that can be opened; kVerify when it
// is no release, a list does not parse, a file is missing, of another digest, unlisted, under a
// name that releases do not have, a link or a special file; kIncomplete on a signal.
Result<Release> OpenRelease(const std::string& path);

}  // namespace fun::keys
