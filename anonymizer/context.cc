#include "anonymizer/context.h"

#include "anonymizer/text/redactor.h"

namespace fun::anonymizer {

KeyFilter MakeKeyFilter(const event::Policy& policy) {
  constexpr std::uint64_t kAnyLength = ~std::uint64_t{0};
  KeyFilter filter = policy.key_lengths();
  for (const char c : {'{', '[', ' '}) filter[static_cast<unsigned char>(c)] = kAnyLength;
  return filter;
}

LayerMemory::LayerMemory() = default;
LayerMemory::LayerMemory(LayerMemory&&) noexcept = default;
LayerMemory::~LayerMemory() = default;

}  // namespace fun::anonymizer
