// README.md of a release, its data sheet: what a reader has to know of the data before its use.
//
// The frame is data_sheet.md; here are the parts that differ from release to release.
#pragma once

#include <string>
#include <string_view>

#include "anonymizer/release/release.h"

namespace fun::anonymizer {

// `manifest_digest`: hex, of the list of the data files.
std::string DataSheetText(const ReleaseFacts& facts, std::string_view manifest_digest);

// Parts of it, in Markdown.  What a policy does, a row for each rule in its order, with its reason.
std::string FieldsPart(const event::Policy& policy);

// The marks that the detectors and the list of people put, with how often.
std::string MarksPart(const FieldCounts& counts);

// Which values left as another type or in another form than they came.
std::string TypesPart(const event::Policy& policy);

// `text` within one cell of a table.
std::string TableCell(std::string_view text);

}  // namespace fun::anonymizer
