// The members of an event that the loader acts on, and what the server could not hold.
//
// One walk over the line lists the members of the event itself, of its `context`, its `event`
// and `event.state`, and marks those whose value no index takes: an object with a
// key twice, say, for which Elasticsearch refuses the whole document.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/base/arena.h"
#include "core/base/span.h"
#include "core/json/walk.h"

namespace fun::loader {

enum class ValueKind : std::uint8_t { kString, kNumber, kWord, kNull, kObject, kList };

struct Member {
  std::string_view name;  // decoded
  Span raw_name;          // between its quotes
  Span value;             // with its quotes or brackets
  ValueKind kind = ValueKind::kNull;
  bool is_flat = true;           // neither an object nor anything with brackets in it
  bool is_of_strings = true;     // of a list: it holds nothing else
  bool is_last = true;           // of its name in the event; kept for members of the event itself
  bool can_be_held = true;       // by the server, as far as the value goes
  std::size_t largest_leaf = 0;  // bytes of a leaf in it and of the keys that lead there

  std::size_t begin() const { return raw_name.begin - 1; }
  std::size_t end() const { return value.end; }
};

using Members = std::vector<Member>;

// The last member of `name`, as readers of JSON take it; nullptr when there is none.
const Member* FindMember(const Members& members, std::string_view name);

// What the objects of an event hold.  Of an object that stands twice: what the last holds.
struct EventMembers {
  Members root;
  Members context;
  Members event;
  Members state;  // of event
};

// A visitor of core/json/walk.h.  One thread; reuse it.
class MemberVisitor {
 public:
  explicit MemberVisitor(Arena& arena) : arena_(arena) {}

  // The text to be walked next is a whole line, or what `event` spells in a string.  Names of
  // `members` look into it and into the arena.
  void StartLine(std::string_view text, EventMembers& members);
  void StartEvent(std::string_view text, EventMembers& members);

  void OnKey(json::RawString raw) { TakeKey(raw, raw.has_escape); }
  void OnString(json::RawString raw) { TakeString(raw); }
  void OnScalar(Span raw);
  void OnOpen(std::size_t at, bool is_object);
  void OnClose(std::size_t at);

  // False when something in the text could not be held.
  bool can_be_held() const { return can_be_held_; }
  // As Member::largest_leaf, of the text.
  std::size_t largest_leaf() const { return largest_leaf_; }

 private:
  static constexpr std::size_t kListedLevels = 3;

  struct Bracket {
    bool is_list = false;
    std::size_t keys_begin = 0;  // of its keys among keys_
    std::size_t path_size = 0;   // of the keys around it
  };

  void Start(std::string_view text, EventMembers& members, Members& outermost);
  // In registers: a RawString is not.
  void TakeKey(Span raw, bool has_escape);
  void TakeString(Span raw);
  bool IsInObject() const { return !open_.empty() && !open_.back().is_list; }
  Members* ListedHere() const;
  Members* ListFor(const Member& object) const;
  std::size_t PathSize() const;
  void BeginValue(ValueKind kind, std::size_t begin);
  void Leaf(std::size_t size);
  void EndValue(std::size_t end);
  void CannotBeHeld();
  bool HasKeyTwice() const;
  static void MarkEarlierOnes(Members& members);

  Arena& arena_;
  std::string_view text_;
  EventMembers* members_ = nullptr;
  std::size_t deepest_ = 0;    // brackets around a value that can be held
  std::size_t path_size_ = 0;  // of the keys around the text
  bool can_be_held_ = true;
  std::size_t largest_leaf_ = 0;
  // By depth, from 1: the list that the members of an open object go to; nullptr: to none.
  Members* levels_[kListedLevels + 1] = {};
  std::vector<std::uint64_t> keys_;  // hashes of the keys of all open objects
  std::size_t key_size_ = 0;         // of the last, and one more
  std::vector<Bracket> open_;
};

}  // namespace fun::loader
