#include "core/json/pointer.h"

#include "core/base/arena.h"
#include "core/json/structure.h"
#include "core/json/text.h"
#include "core/json/walk.h"

namespace fun::json {
namespace {

class PlaceFinder {
 public:
  PlaceFinder(std::string_view text, std::size_t offset) : text_(text), offset_(offset) {}

  void OnKey(Span raw) {
    frames_.back().key = raw;
    if (Holds({raw.begin - 1, raw.end + 1})) Found(raw, true);
  }
  void OnString(Span raw) {
    Count();
    if (Holds({raw.begin - 1, raw.end + 1})) Found(raw, false);
  }
  void OnScalar(Span raw) {
    Count();
    if (Holds(raw)) Found(raw, false);
  }
  void OnOpen(std::size_t, bool is_object) {
    Count();
    frames_.push_back({is_object, 0, {}});
  }
  void OnClose(std::size_t) { frames_.pop_back(); }

  std::optional<Place> place;

 private:
  struct Frame {
    bool is_object;
    std::size_t elements;
    Span key;
  };

  bool Holds(Span span) const { return !place && span.begin <= offset_ && offset_ < span.end; }

  void Count() {
    if (!frames_.empty() && !frames_.back().is_object) ++frames_.back().elements;
  }

  void Found(Span token, bool is_key) {
    place.emplace();
    place->is_key = is_key;
    place->token = token;
    Arena arena;
    for (const Frame& frame : frames_) {
      if (frame.is_object) {
        place->path.push_back({std::string(Unescape(Slice(text_, frame.key), arena).text), false});
      } else {
        place->path.push_back({std::to_string(frame.elements - 1), true});
      }
    }
  }

  std::string_view text_;
  std::size_t offset_;
  std::vector<Frame> frames_;
};

}  // namespace

std::optional<Place> FindPlace(std::string_view text, std::size_t offset) {
  Structure structure;
  structure.IndexAsFarAsPossible(text);
  PlaceFinder finder(text, offset);
  // The depth of a line was judged before; a place is wanted whatever it was.
  Walker walker(text, structure.start(), {text.size(), false}, finder);
  walker.Walk();
  return finder.place;
}

std::string PointerText(const std::vector<Step>& path) {
  std::string pointer;
  for (const Step& step : path) {
    pointer += '/';
    for (const char c : step.key) {
      if (c == '~') {
        pointer += "~0";
      } else if (c == '/') {
        pointer += "~1";
      } else {
        pointer += c;
      }
    }
  }
  return pointer;
}

}  // namespace fun::json
