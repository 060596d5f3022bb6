#include "loader/transform/removal.h"

namespace fun::loader {

void TakeOut(const Members& members, const LeavesQuestion& leaves, std::vector<json::Edit>& edits) {
  bool has_kept = false;
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (!leaves(members[i])) {
      has_kept = true;
      continue;
    }
    // Its comma is the one before it, or, as long as nothing before it stays, the one behind it.
    Span span = {members[i].begin(), members[i].end()};
    if (has_kept) {
      span.begin = members[i - 1].end();
    } else if (i + 1 < members.size()) {
      span.end = members[i + 1].begin();
    }
    edits.push_back({span, {}});
  }
}

}  // namespace fun::loader
