#include "loader/query/dialect/rewriting.h"

#include "core/base/arena.h"
#include "core/json/text.h"

namespace fun::loader {
namespace {

constexpr std::size_t kLongestPlace = 300;

}  // namespace

Rewriting::Inside::Inside(Rewriting& work, std::string_view key) : work_(work) {
  work.path_.push_back({std::string(key), false});
}

Rewriting::Inside::Inside(Rewriting& work, std::size_t index) : work_(work) {
  work.path_.push_back({std::to_string(index), true});
}

Rewriting::Inside::~Inside() { work_.path_.pop_back(); }

void Rewriting::Note(std::string_view now, std::string_view why) {
  std::string change = ReadablePlace(path_);
  change += now.empty() ? " is left out" : " becomes " + std::string(now);
  changes_.push_back(change + ": " + std::string(why));
}

void Rewriting::NoteMember(std::string_view member, std::string_view now, std::string_view why) {
  const Inside inside(*this, member);
  Note(now, why);
}

void Rewriting::Refuse(std::string_view why, std::string_view hint) {
  if (refusal_) return;
  refusal_ = {ExitCode::kUsage, "cannot rewrite " + ReadablePlace(path_) + ": " + std::string(why),
              std::string(hint)};
}

void Rewriting::RefuseMember(std::string_view member, std::string_view why, std::string_view hint) {
  const Inside inside(*this, member);
  Refuse(why, hint);
}

std::string ReadablePlace(const std::vector<json::Step>& path) {
  Arena arena;
  const std::string pointer = json::PointerText(path);
  std::string place(json::EscapeInto(pointer, arena));
  if (place.size() <= kLongestPlace) return place;
  std::size_t end = kLongestPlace;
  while (end > 0 && (static_cast<unsigned char>(place[end]) & 0xC0U) == 0x80U) --end;
  return place.substr(0, end) + "...";
}

}  // namespace fun::loader
