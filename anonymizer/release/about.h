// What the operator says of a release: from whom it is, for whom, what for, on what ground.
//
// --about FILE.toml; its words go into bag-info.txt, the data sheet and datapackage.json as they
// are.  The grammar is docs/format/manifest.md.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"

namespace fun::anonymizer {

struct AboutField {
  std::string_view key;    // in the file
  std::string_view label;  // in bag-info.txt
  std::string_view words;  // in the data sheet; "": it has a place of its own there
};
std::span<const AboutField> AboutFields();

struct AboutLine {
  const AboutField* field = nullptr;
  std::string value;  // one line of UTF-8, not empty
};

class About {
 public:
  // Reads `path`; "" is a release of which nothing is said.  All errors are kUsage; those in the
  // text name line and column, and repeat no byte of it.  A day that is not said is that of
  // SOURCE_DATE_EPOCH, if that is set; else there is none: a release that is made again must have
  // the same bytes.
  static Result<About> Load(const std::string& path);
  static Result<About> Parse(std::string_view toml, std::string_view place);

  // In the order of AboutFields().
  const std::vector<AboutLine>& lines() const { return lines_; }
  std::string_view ValueOf(std::string_view key) const;  // "" when it is not said

 private:
  std::vector<AboutLine> lines_;
};

}  // namespace fun::anonymizer
