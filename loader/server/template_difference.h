// What stands in the server's index template that is not as ours: words for who set it up by hand.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fun::loader {

struct TemplateDifference {
  std::vector<std::string> places;  // JSON Pointers into our body: missing there, or otherwise
  std::uint64_t more = 0;           // values there that ours does not have
  bool none() const { return places.empty() && more == 0; }
};

// `answer` to `GET /_index_template/NAME`.  A server gives numbers back as strings; what it adds by
// itself is no difference.  Nothing when it names no template.
std::optional<TemplateDifference> DifferenceOf(std::string_view answer, std::string_view ours);

}  // namespace fun::loader
