// Text within XML, HTML and GitHub's Markdown.
#pragma once

#include <string>
#include <string_view>

namespace fun::auditor {

// `text` with & < > " ' as references; | and ` too, which Markdown would take for its own.  A
// control character but LF, which no XML may hold, becomes a question mark.
std::string Escaped(std::string_view text);

// <name>text</name>, the text escaped.
std::string Element(std::string_view name, std::string_view text);

}  // namespace fun::auditor
