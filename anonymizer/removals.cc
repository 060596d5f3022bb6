#include "anonymizer/removals.h"

#include "core/json/scalar.h"

namespace fun::anonymizer {
namespace {

std::size_t SkipSpaceFrom(std::string_view text, std::size_t at) {
  while (at < text.size() && json::IsJsonSpace(text[at])) ++at;
  return at;
}

// Where the item before `begin` ends, if a comma stands between; else `begin`.
std::size_t EndOfItemBefore(std::string_view text, std::size_t begin) {
  if (begin == 0) return begin;
  const std::size_t behind_comma = json::SkipSpaceBefore(text.data(), begin);
  if (text[behind_comma - 1] != ',') return begin;
  return json::SkipSpaceBefore(text.data(), behind_comma - 1);
}

void DropEditsFrom(std::size_t begin, std::vector<json::Edit>& edits) {
  while (!edits.empty() && edits.back().span.begin >= begin) edits.pop_back();
}

// Takes the last edit back if it is a removal that reaches up to `at`; returns where it began, or
// `at`.  A removal ends behind an item; every other edit ends within one.
std::size_t TakeRunBefore(std::size_t at, std::vector<json::Edit>& edits) {
  if (edits.empty() || edits.back().span.end < at || !edits.back().text.empty()) return at;
  const std::size_t begin = edits.back().span.begin;
  edits.pop_back();
  return begin;
}

}  // namespace

void RemoveItem(std::string_view text, Span item, std::vector<json::Edit>& edits) {
  DropEditsFrom(item.begin, edits);
  Span run = {TakeRunBefore(item.begin, edits), item.end};
  const std::size_t next = SkipSpaceFrom(text, item.end);
  if (next < text.size() && text[next] == ',') {
    run.end = SkipSpaceFrom(text, next + 1);
  } else {
    run.begin = EndOfItemBefore(text, run.begin);
  }
  edits.push_back({run, ""});
}

void RemoveTail(std::string_view text, std::size_t whole_end, std::vector<json::Edit>& edits) {
  DropEditsFrom(whole_end, edits);
  const std::size_t run_begin = TakeRunBefore(whole_end, edits);
  edits.push_back({{EndOfItemBefore(text, run_begin), text.size()}, ""});
}

}  // namespace fun::anonymizer
