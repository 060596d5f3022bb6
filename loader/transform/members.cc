#include "loader/transform/members.h"

#include <algorithm>

#include "core/base/load_word.h"
#include "core/json/text.h"

namespace fun::loader {
namespace {

// What the servers refuse lies above these (docs/format/document.md).
constexpr std::size_t kDeepestValue = 20;
constexpr std::size_t kLongestKey = 8'000;
constexpr std::size_t kLongestNumber = 500;
constexpr std::ptrdiff_t kFewKeys = 16;
constexpr std::string_view kEvent = "event.";

// Two keys of one hash only send their object to where it can be held: no harm is done.
std::uint64_t KeyHash(std::string_view key) {
  constexpr std::uint64_t kFactor = 0x9E3779B97F4A7C15;  // Knuth's multiplicative hashing
  std::uint64_t hash = key.size() * kFactor;
  const auto mix = [&hash](std::uint64_t word) {
    hash = (hash ^ word) * kFactor;
    hash ^= hash >> 32;
  };
  std::size_t at = 0;
  for (; at + 8 <= key.size(); at += 8) mix(LoadWord<std::uint64_t>(key.data() + at));
  mix(LoadUpToSeven(key.substr(at)));
  return hash;
}

ValueKind KindOf(char first) {
  if (first == 'n') return ValueKind::kNull;
  return first == 't' || first == 'f' ? ValueKind::kWord : ValueKind::kNumber;
}

}  // namespace

const Member* FindMember(const Members& members, std::string_view name) {
  const auto found = std::find_if(members.rbegin(), members.rend(),
                                  [name](const Member& member) { return member.name == name; });
  return found == members.rend() ? nullptr : &*found;
}

void MemberVisitor::StartLine(std::string_view text, EventMembers& members) {
  Start(text, members, members.root);
  deepest_ = kDeepestValue + 1;  // the line's own bracket is around the value
  path_size_ = kEvent.size();    // OpenSearch puts the field's name before each path of an event
  members.context.clear();
  members.event.clear();
}

void MemberVisitor::StartEvent(std::string_view text, EventMembers& members) {
  Start(text, members, members.event);
  deepest_ = kDeepestValue;
  path_size_ = 2 * kEvent.size();
}

void MemberVisitor::Start(std::string_view text, EventMembers& members, Members& outermost) {
  text_ = text;
  members_ = &members;
  can_be_held_ = true;
  std::ranges::fill(levels_, nullptr);
  levels_[1] = &outermost;
  outermost.clear();
  members.state.clear();
  keys_.clear();
  open_.clear();
  key_size_ = largest_leaf_ = 0;
}

// Of the keys that lead to the value in hand, below the outermost.
std::size_t MemberVisitor::PathSize() const {
  if (open_.empty()) return path_size_;
  return open_.back().path_size + (IsInObject() ? key_size_ : 0);
}

Members* MemberVisitor::ListedHere() const {
  return open_.size() <= kListedLevels && IsInObject() ? levels_[open_.size()] : nullptr;
}

Members* MemberVisitor::ListFor(const Member& object) const {
  const Members* const around = ListedHere();
  if (around == &members_->root && object.name == "context") return &members_->context;
  if (around == &members_->root && object.name == "event") return &members_->event;
  if (around == &members_->event && object.name == "state") return &members_->state;
  return nullptr;
}

void MemberVisitor::TakeKey(Span raw, bool has_escape) {
  std::string_view name = Slice(text_, raw);
  if (has_escape) name = json::Unescape(name, arena_).text;
  keys_.push_back(KeyHash(name));
  key_size_ = name.size() + 1;
  if (Members* const listed = ListedHere()) {
    Member& member = listed->emplace_back();
    member.name = name;
    member.raw_name = raw;
  }
  const bool has_nul = has_escape && name.find('\0') != std::string_view::npos;
  if (has_nul || name.size() > kLongestKey) CannotBeHeld();
}

void MemberVisitor::TakeString(Span raw) {
  BeginValue(ValueKind::kString, raw.begin - 1);
  Leaf(raw.size());
  EndValue(raw.end + 1);
}

void MemberVisitor::OnScalar(Span raw) {
  BeginValue(KindOf(text_[raw.begin]), raw.begin);
  Leaf(raw.size());
  EndValue(raw.end);
  if (raw.size() > kLongestNumber) CannotBeHeld();
}

void MemberVisitor::OnOpen(std::size_t at, bool is_object) {
  BeginValue(is_object ? ValueKind::kObject : ValueKind::kList, at);
  Members* inner = nullptr;
  if (Members* const listed = ListedHere(); listed != nullptr && is_object) {
    inner = ListFor(listed->back());
    if (inner != nullptr) inner->clear();
    if (inner == &members_->event) members_->state.clear();
  }
  const bool is_outermost = open_.empty();
  open_.push_back({!is_object, keys_.size(), PathSize()});
  if (!is_outermost && open_.size() <= kListedLevels) levels_[open_.size()] = inner;
  if (open_.size() > deepest_) CannotBeHeld();
}

void MemberVisitor::OnClose(std::size_t at) {
  const bool has_key_twice = IsInObject() && HasKeyTwice();
  if (has_key_twice && open_.size() == 1 && levels_[1] == &members_->root) {
    MarkEarlierOnes(members_->root);
  }
  keys_.resize(open_.back().keys_begin);
  open_.pop_back();
  if (has_key_twice) CannotBeHeld();
  EndValue(at + 1);
}

void MemberVisitor::BeginValue(ValueKind kind, std::size_t begin) {
  const bool is_container = kind == ValueKind::kObject || kind == ValueKind::kList;
  if (Members* const listed = ListedHere()) {
    listed->back().kind = kind;
    listed->back().value.begin = begin;
    listed->back().is_flat = kind != ValueKind::kObject;
  }
  if (!is_container && kind == ValueKind::kString) return;
  // What stands in a list, as seen from the member that the list is.
  for (std::size_t level = 1; level < open_.size() && level <= kListedLevels; ++level) {
    if (levels_[level] == nullptr) continue;
    Member& around = levels_[level]->back();
    around.is_of_strings = false;
    if (is_container) around.is_flat = false;
  }
}

void MemberVisitor::Leaf(std::size_t size) {
  size += PathSize();
  largest_leaf_ = std::max(largest_leaf_, size);
  for (std::size_t level = 1; level <= open_.size() && level <= kListedLevels; ++level) {
    if (levels_[level] == nullptr) continue;
    Member& around = levels_[level]->back();
    around.largest_leaf = std::max(around.largest_leaf, size);
  }
}

void MemberVisitor::EndValue(std::size_t end) {
  if (Members* const listed = ListedHere()) listed->back().value.end = end;
}

// Said of everything around the token in hand.
void MemberVisitor::CannotBeHeld() {
  can_be_held_ = false;
  for (std::size_t level = 1; level <= open_.size() && level <= kListedLevels; ++level) {
    if (levels_[level] != nullptr && !levels_[level]->empty()) {
      levels_[level]->back().can_be_held = false;
    }
  }
}

// O(n log n): a line may hold some hundred thousand members.
void MemberVisitor::MarkEarlierOnes(Members& members) {
  std::vector<Member*> by_name;
  for (Member& member : members) by_name.push_back(&member);
  std::ranges::stable_sort(by_name, {}, [](const Member* member) { return member->name; });
  for (std::size_t i = 1; i < by_name.size(); ++i) {
    by_name[i - 1]->is_last = by_name[i - 1]->name != by_name[i]->name;
  }
}

bool MemberVisitor::HasKeyTwice() const {
  const auto begin = keys_.begin() + static_cast<std::ptrdiff_t>(open_.back().keys_begin);
  if (keys_.end() - begin <= kFewKeys) {
    for (auto key = begin; key != keys_.end(); ++key) {
      if (std::find(begin, key, *key) != key) return true;
    }
    return false;
  }
  std::vector<std::uint64_t> sorted(begin, keys_.end());
  std::ranges::sort(sorted);
  return std::ranges::adjacent_find(sorted) != sorted.end();
}

}  // namespace fun::loader
