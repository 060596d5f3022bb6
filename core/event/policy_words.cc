// The words of policies, and what a selector may look like.
#include <algorithm>

#include "core/event/key_table.h"
#include "core/event/policy_text.h"

namespace fun::event {

std::string_view NameOf(Action action) {
  switch (action) {
    case Action::kKeep:
      return "keep";
    case Action::kScan:
      return "scan";
    case Action::kDrop:
      return "drop";
    case Action::kPseudonymUsername:
      return "pseudonym-username";
    case Action::kPseudonymUserId:
      return "pseudonym-user_id";
    case Action::kPseudonymSession:
      return "pseudonym-session";
    case Action::kPseudonymAnonymousId:
      return "pseudonym-anonymous_id";
    case Action::kTruncateIp:
      return "truncate-ip";
    case Action::kTemplate:
      return "template";
    case Action::kCoarsenTime:
      return "coarsen-time";
    case Action::kCoarsenAgent:
      return "coarsen-agent";
  }
  return "";
}

std::string_view NameOf(Unknown unknown) {
  switch (unknown) {
    case Unknown::kScan:
      return "scan";
    case Unknown::kDrop:
      return "drop";
    case Unknown::kRefuse:
      return "refuse";
    case Unknown::kKeep:
      return "keep";
  }
  return "";
}

std::string_view FaultOfSelector(std::string_view selector) {
  if (selector.empty()) return "a selector is not empty";
  if (selector.starts_with('/')) {
    for (std::string_view rest = selector; !rest.empty();) {
      rest.remove_prefix(1);
      const std::string_view key = rest.substr(0, rest.find('/'));
      rest.remove_prefix(key.size());
      if (key.empty()) return "a path has no empty segment";
      if (key != "*" && key.contains('*')) return "'*' stands for a whole segment of a path";
    }
    return {};
  }
  if (selector.contains('/')) return "a path begins with '/', and a key holds none";
  const std::ptrdiff_t stars = std::ranges::count(selector, '*');
  if (stars == 0) return {};
  if (stars > 1 || !(selector.starts_with('*') || selector.ends_with('*'))) {
    return "a key has one '*', at its beginning or at its end";
  }
  if (selector.size() <= KeyTable::kShortestPart) return "beside '*' stand at least four bytes";
  return {};
}

}  // namespace fun::event
