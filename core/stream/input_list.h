// From the words of a command line to the files that are read.
//
// A word is a file, a folder, or a pattern that the shell did not expand.  Folders are walked in
// byte order of the names, so that a run reads the same on every machine; what is a log in them is
// told by content, never by name, and what is passed over is said.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"

namespace fun::stream {

struct InputFile {
  std::string path;  // to open; "-": standard input
  std::string name;  // below the folder, or the pattern's fixed part, that was named: "2015/a.log"
};

struct InputList {
  std::vector<InputFile> files;
  std::vector<std::string> passed_over;  // sentences for standard error
  bool is_many = false;      // several words, a folder or a pattern: more than one file is meant
  std::uint64_t unread = 0;  // files passed over that are not empty
};

// The files below `folder` that are its data, as paths from it, if it lists them itself; nothing
// for any other folder.
using FolderLister = Result<std::optional<std::vector<std::string>>> (*)(const std::string& folder);

// Of a folder that lists its data: "data/2015/a.log" is named "2015/a.log".
inline constexpr std::string_view kDataFolder = "data/";

// `words` empty: standard input.  kInput when a folder or a pattern yields no log, or a folder or
// a file in it cannot be read.  A word that names nothing is passed through: opening it fails.  Of
// a folder that `lister` knows, its data is taken, all of it; also below others.  Errors of
// `lister`.
Result<InputList> ExpandInputs(const std::vector<std::string>& words,
                               FolderLister lister = nullptr);

// The paths alone, in order.
std::vector<std::string> PathsOf(const InputList& list);

// True when the first bytes of a file, unpacked, hold a line with an opening brace.  Packed bytes
// that cannot be unpacked count as a log: reading it will say what is wrong.
Result<bool> LooksLikeLog(const std::string& path);

}  // namespace fun::stream
