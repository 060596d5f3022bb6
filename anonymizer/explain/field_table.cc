#include "anonymizer/explain/field_table.h"

#include <algorithm>

#include "keys/pseudonym.h"

namespace fun::anonymizer {
namespace {

constexpr std::size_t kLongestMark = 24;  // bytes between its angles

bool IsOfMark(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

bool IsOfPseudonym(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

// The mark at the beginning of `text`; "" if there is none.
std::string_view MarkAt(std::string_view text) {
  if (!text.starts_with("<<")) return {};
  std::size_t end = 2;
  while (end < text.size() && IsOfMark(text[end])) ++end;
  if (end == 2 || end > 2 + kLongestMark || !text.substr(end).starts_with(">>")) return {};
  return text.substr(0, end + 2);
}

std::size_t SizeOfHex(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::find_if_not(text, IsOfPseudonym) - text.begin());
}

void CountMark(std::string_view mark, FieldTally& tally) { ++tally.marks[std::string(mark)]; }

}  // namespace

FieldTally& FieldTally::operator+=(const FieldTally& other) {
  kept += other.kept;
  changed += other.changed;
  dropped += other.dropped;
  for (const auto& [mark, count] : other.marks) marks[mark] += count;
  return *this;
}

void AddTable(FieldTable& sum, const FieldTable& part) {
  for (const auto& [place, tally] : part) {
    const auto known = sum.find(place);
    if (known != sum.end()) {
      known->second += tally;
    } else if (sum.size() < kMostPlaces) {
      sum.emplace(place, tally);
    } else {
      sum[{std::string(kOtherPlaces), false, kSeveralRules}] += tally;
    }
  }
}

void CountMarks(std::string_view edit_text, FieldTally& tally) {
  if (edit_text.empty()) CountMark("removed", tally);
  while (!edit_text.empty()) {
    std::size_t size = 1;
    if (const std::string_view mark = MarkAt(edit_text); !mark.empty()) {
      CountMark(mark, tally);
      size = mark.size();
    } else if (const std::size_t hex = SizeOfHex(edit_text); hex != 0) {
      if (hex == keys::kPseudonymSize) CountMark("pseudonym", tally);
      size = hex;
    }
    edit_text.remove_prefix(size);
  }
}

}  // namespace fun::anonymizer
