// What all layers of a line share while it is anonymized.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "anonymizer/values.h"
#include "core/event/policy.h"
#include "core/json/edit.h"
#include "core/json/structure.h"

namespace fun::anonymizer {

inline constexpr std::size_t kMaxLayers = 16;  // JSON in strings in strings …

// Which keys have to be looked at: those that the policy may know and those that may hold JSON,
// by first byte; a bit for each length modulo 64.
using KeyFilter = std::array<std::uint64_t, 256>;
KeyFilter MakeKeyFilter(const event::Policy& policy);

// An open object or array of a layer.
struct OpenContainer {
  bool is_object = false;
  bool is_context = false;  // the envelope's `context`
  event::NodeId node = 0;
  event::Action element = event::Action::kKeep;  // of an array: for each element
};

class Redactor;

// One layer's memory, kept from line to line.
struct LayerMemory {
  LayerMemory();
  LayerMemory(LayerMemory&&) noexcept;
  ~LayerMemory();

  json::Structure structure;
  std::vector<json::Edit> edits;
  std::vector<OpenContainer> open;
  std::vector<json::Edit> text_edits;  // of one of its strings
  std::unique_ptr<Redactor> redactor;
};

struct LineContext {
  const event::Policy& policy;
  const KeyFilter& keys;
  ValueEditor& editor;
  std::vector<LayerMemory>& layers;  // by depth
  std::size_t max_depth = 0;
  bool allow_pseudonyms = false;
  bool has_pseudonym = false;  // found in an envelope's username: anonymized already
};

}  // namespace fun::anonymizer
