#include "core/record/bag_info.h"

#include <algorithm>

#include "core/base/ascii.h"
#include "core/json/structure.h"
#include "core/record/bag.h"

namespace fun::record {
namespace {

constexpr std::string_view kColon = ": ";
constexpr std::string_view kOurs = "Fun-";

bool IsLabelByte(char c) { return IsLetterOrDigit(c) || c == '-'; }

bool IsControlByte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < ' ' || byte == 0x7F;
}

// Why `line` cannot be; "" when it is in `info` now.
std::string_view AddInfoLine(std::string_view line, BagInfo& info) {
  if (std::ranges::any_of(line, IsControlByte) || !json::IsUtf8(line)) {
    return "holds a control character or is not UTF-8";
  }
  if (line.starts_with(' ') && !info.empty()) {
    info.back().value += ' ';
    info.back().value += line.substr(std::min(line.find_first_not_of(' '), line.size()));
    return "";
  }
  const std::string_view label = line.substr(0, line.find(kColon));
  if (label.empty() || label.size() == line.size() || !std::ranges::all_of(label, IsLabelByte)) {
    return "is not \"Label: value\"";
  }
  const bool is_second = std::ranges::find(info, label, &InfoLine::label) != info.end();
  if (is_second && label.starts_with(kOurs)) return "has a label that stands above already";
  info.push_back({std::string(label), std::string(line.substr(label.size() + kColon.size()))});
  return "";
}

}  // namespace

std::string_view ValueOf(const BagInfo& info, std::string_view label) {
  const auto at = std::ranges::find(info, label, &InfoLine::label);
  return at == info.end() ? std::string_view() : at->value;
}

std::string BagInfoText(const BagInfo& info) {
  std::string text;
  for (const InfoLine& line : info)
    text.append(line.label).append(kColon).append(line.value) += '\n';
  return text;
}

Result<BagInfo> ParseBagInfo(std::string_view text) {
  BagInfo info;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::string_view line = text.substr(0, text.find('\n'));
    const std::string_view fault = AddInfoLine(line, info);
    if (!fault.empty()) {
      return Failure(ExitCode::kVerify,
                     std::string(kInfoName) + ", line " + std::to_string(number) + ": it " +
                         std::string(fault),
                     "the file was changed or damaged: get the release again from its source");
    }
    text.remove_prefix(std::min(line.size() + 1, text.size()));
  }
  return info;
}

}  // namespace fun::record
