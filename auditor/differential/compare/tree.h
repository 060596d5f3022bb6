// One JSON text as a flat list of its values, so that two texts can be walked side by side.
//
// The walk of core/json visits a text once and in order; to compare, one must look ahead.  Values
// stand in the order of the text, each with the number of the value behind its last descendant.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "auditor/judge/conformity.h"
#include "core/base/span.h"
#include "core/event/lines.h"
#include "core/json/structure.h"

namespace fun::auditor {

struct TreeNode {
  ValueKind kind = ValueKind::kNull;
  Span key;               // of a member, raw; empty of all others
  Span raw;               // content of a string, token of a scalar, opening bracket of a container
  std::uint32_t end = 0;  // number of the value behind it and all that it holds
};

// One thread; reuse it, it keeps its memory.  The text must outlive its use.
class Tree {
 public:
  // A whole line: "" or the reason for which it is refused, as funanon refuses it.
  std::string_view ParseLine(const event::Line& line, std::size_t max_depth);

  // What a string holds, as far as it is whole.
  void ParseText(std::string_view text, std::size_t max_depth);

  std::string_view text() const { return text_; }
  bool is_whole() const { return is_whole_; }  // false: broken, or cut
  bool has_member() const { return has_member_; }
  bool empty() const { return nodes_.empty(); }
  const TreeNode& at(std::size_t node) const { return nodes_[node]; }

  // Visitor of json::Walker.
  void OnKey(Span raw) {
    key_ = raw;
    has_member_ = true;
  }
  void OnString(Span raw) { Add(ValueKind::kString, raw); }
  void OnScalar(Span raw);
  void OnOpen(std::size_t at, bool is_object);
  void OnClose(std::size_t at);

 private:
  void Begin(std::string_view text);
  void Add(ValueKind kind, Span raw);
  void CloseAll();

  std::string_view text_;
  std::vector<TreeNode> nodes_;
  std::vector<std::uint32_t> open_;
  Span key_;
  bool is_whole_ = false;
  bool has_member_ = false;
  json::Structure structure_;
};

}  // namespace fun::auditor
