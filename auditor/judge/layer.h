// One JSON text while it is judged: the line, or what a string in it holds.
//
// The walk carries along what the policy needs to know of every open bracket;
// keys stay as spans, so that a path costs nothing until somebody asks for it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <ranges>
#include <string_view>
#include <vector>

#include "auditor/judge/field.h"
#include "core/base/span.h"
#include "core/json/structure.h"

namespace fun::auditor {

// Above, the tokens of a text in a string are listed without stage 1, whose
// memory grows with the text: layers within layers would multiply it.
inline constexpr std::size_t kLargestForStageOne = 64 * 1024;

// An open bracket.
struct Frame {
  bool is_object = false;
  bool expects_value = false;  // a key has come, its value has not
  Field self;                  // of the object or list itself
  Field value;                 // of the member in hand, or of all elements
  Span key;                    // of the member in hand, raw
  std::size_t elements = 0;    // that have begun
};

// Something found in a token of the layer, or in what that token holds.
struct Sighting {
  std::string_view rule;
  Span token;
};

struct Layer {
  std::string_view text;
  std::size_t depth = 0;  // 0 is the line
  Field root;             // of the text's one value
  std::vector<Frame> frames;
  Span token;  // what is judged now, of `text`
  std::vector<Sighting> sightings;
  std::size_t free_numbers = 0;  // that SmallNumbers masks, and the policy takes whatever they are
  json::Structure structure;     // of a text within a string

  void Start(std::string_view new_text, const Field& field) {
    text = new_text;
    root = field;
    frames.clear();
    sightings.clear();
    free_numbers = 0;
    token = {0, new_text.size()};
  }

  // True when what comes next is a key, or nothing.
  bool IsAtKey() const {
    return !frames.empty() && frames.back().is_object && !frames.back().expects_value;
  }

  // Of the envelope's member; asked before it is judged.
  bool IsAtEventType() const {
    return depth == 0 && frames.size() == 1 && frames[0].is_object &&
           Slice(text, frames[0].key) == "event_type";
  }

  // Of the member whose value, or a list in it, is in hand, raw; empty of a key.
  Span KeyOfValue() const {
    for (const Frame& frame : frames | std::views::reverse) {
      if (frame.is_object) return frame.expects_value ? Span() : frame.key;
    }
    return {};
  }

  // The field of the value that comes now.
  Field TakeField() {
    if (frames.empty()) return root;
    Frame& frame = frames.back();
    frame.expects_value = false;
    if (!frame.is_object) ++frame.elements;
    return frame.value;
  }

  // Where the content of a string begins that never closes, the text's size if there is none.
  // `from` is no byte of a string.
  std::size_t UnclosedString(std::size_t from) const {
    std::size_t open = text.size();
    for (std::size_t at = from; at < text.size(); ++at) {
      if (text[at] == '"') open = open == text.size() ? at + 1 : text.size();
      if (text[at] == '\\') ++at;
    }
    return open;
  }

  bool HasSighting(std::string_view rule, Span place) const {
    return std::ranges::any_of(sightings, [rule, place](const Sighting& sighting) {
      return sighting.rule == rule && sighting.token.begin < place.end &&
             place.begin < sighting.token.end;
    });
  }
};

}  // namespace fun::auditor
