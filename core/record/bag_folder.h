// A release that lies on disk: its lists, held against what is in its folder.
//
// A key, an identities file or a raw log that somebody copied into the folder must not ride along:
// what no list names refuses the whole.  Digests are not looked at here.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/record/bag.h"
#include "core/record/bag_info.h"

namespace fun::record {

struct Bag {
  Manifest payload;  // in byte order of the paths, as is the next
  Manifest tags;     // without the manifest of tags itself
  BagInfo info;
  bool has_statements = false;  // release.intoto.jsonl is there
};

// True when `folder` holds bagit.txt, whatever that is.
bool IsBag(const std::string& folder);

// Reads the lists of the bag `folder` and walks it.  kVerify when a list does not parse, is missing
// or itself in no list; when a listed file is missing; or when anything is there that is not
// listed, or is no regular file: a link, a pipe, a folder without a listed file.  No link is
// followed; the lists are opened once.
Result<Bag> ReadBag(const std::string& folder);

// The payload's paths from `folder`, by ReadBag; nothing when it is no bag.
Result<std::optional<std::vector<std::string>>> ListPayload(const std::string& folder);

}  // namespace fun::record
