// What all layers of a line share while it is anonymized.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "anonymizer/values.h"
#include "core/event/policy.h"
#include "core/json/edit.h"
#include "core/json/structure.h"

namespace fun::anonymizer {

inline constexpr std::size_t kMaxLayers = 16;  // JSON in strings in strings …

// True when a value leaves as it is or as a text.
inline bool LeavesText(event::Action action) {
  return action == event::Action::kKeep || action == event::Action::kScan ||
         action == event::Action::kTemplate;
}

// An open object or array of a layer.
struct OpenContainer {
  bool is_object = false;
  bool is_context = false;  // the envelope's `context`
  event::NodeId node = 0;
  const event::Treatment* element = nullptr;  // of an array: what befalls each element
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
  ValueEditor& editor;
  std::vector<LayerMemory>& layers;  // by depth
  std::size_t max_depth = 0;
  bool allow_pseudonyms = false;
  bool has_pseudonym = false;  // found in an envelope's username: anonymized already
  bool has_unknown = false;    // a field that no rule selects
};

// False: nothing befalls a field that no rule selects, nearly all of a log.
inline bool LooksAtAllFields(const event::Policy& policy) {
  return policy.scans_text() || policy.unknown() != event::Unknown::kKeep;
}

}  // namespace fun::anonymizer
