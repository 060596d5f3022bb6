#include "anonymizer/context.h"

#include "anonymizer/text/redactor.h"

namespace fun::anonymizer {

LayerMemory::LayerMemory() = default;
LayerMemory::LayerMemory(LayerMemory&&) noexcept = default;
LayerMemory::~LayerMemory() = default;

}  // namespace fun::anonymizer
