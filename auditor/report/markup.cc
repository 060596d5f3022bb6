#include "auditor/report/markup.h"

namespace fun::auditor {

std::string Escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      case '|':
        out += "&#124;";
        break;
      case '`':
        out += "&#96;";
        break;
      default:
        out += (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7F ? '?' : c;
    }
  }
  return out;
}

std::string Element(std::string_view name, std::string_view text) {
  std::string out = "<";
  out.append(name).append(">").append(Escaped(text)).append("</").append(name).append(">");
  return out;
}

}  // namespace fun::auditor
