#include "auditor/self_test/planting.h"

#include "core/base/arena.h"
#include "core/json/text.h"

namespace fun::auditor {
namespace {

// The name of a new member: a word that no built-in policy selects.
constexpr std::string_view kMember = "remarque_7";

// Goes down with the places that the policy allows something at.
class BedVisitor {
 public:
  BedVisitor(const Allowances& allowances, PlantBed& bed) : allowances_(allowances), bed_(bed) {}

  void OnKey(Span raw) {
    arena_.Clear();
    const std::string_view key = json::Unescape(Slice(bed_.line, raw), arena_).text;
    open_.back().value = allowances_.Child(open_.back().self, key);
  }
  void OnString(Span raw) {
    if (open_.back().value == event::kNowhere) bed_.strings.push_back(raw);
  }
  void OnScalar(Span) {}
  void OnOpen(std::size_t at, bool is_object) {
    const Allowances::Place self = open_.empty() ? allowances_.root() : open_.back().value;
    open_.push_back({self});
    if (is_object && allowances_.Child(self, kMember) == event::kNowhere) {
      bed_.objects.push_back(at + 1);
    }
  }
  void OnClose(std::size_t) { open_.pop_back(); }

 private:
  struct Open {
    Allowances::Place self = event::kNowhere;
    Allowances::Place value = event::kNowhere;  // of the member in hand; of elements: nothing
  };

  const Allowances& allowances_;
  PlantBed& bed_;
  std::vector<Open> open_;
  Arena arena_;
};

bool IsEmptyObject(std::string_view line, std::size_t inside) {
  const std::size_t next = line.find_first_not_of(" \t\r\n", inside);
  return next < line.size() && line[next] == '}';
}

PlantedLine ReplaceIn(std::string_view line, Span place, std::string_view content) {
  std::string text(line.substr(0, place.begin));
  text.append(content).append(line.substr(place.end));
  return {std::move(text), {place.begin, place.begin + content.size()}, {}};
}

// `member` is a whole member; what was planted stands at `token` of it.
PlantedLine AddMember(std::string_view line, std::size_t inside, std::string member, Span token) {
  if (!IsEmptyObject(line, inside)) member += ',';
  PlantedLine planted = ReplaceIn(line, {inside, inside}, member);
  planted.token = {inside + token.begin, inside + token.end};
  return planted;
}

}  // namespace

std::string_view NameOf(PlantPlace place) {
  constexpr std::string_view kNames[kPlantPlaces] = {"value", "text", "member", "key", "number"};
  return kNames[static_cast<std::size_t>(place)];
}

PlantBed BedOf(const event::Line& line, const Allowances& allowances, std::size_t max_depth) {
  PlantBed bed;
  bed.line = line.text;
  BedVisitor visitor(allowances, bed);
  event::WalkLine(line, max_depth, visitor);
  return bed;
}

PlantedLine PlantIn(const PlantBed& bed, PlantPlace place, std::string_view json, Chance& chance) {
  const std::string_view content =
      place == PlantPlace::kNumber ? json : json.substr(1, json.size() - 2);
  const std::string name = '"' + std::string(kMember) + "\":";
  const auto string = [&] { return bed.strings[chance.Below(bed.strings.size())]; };
  const auto object = [&] { return bed.objects[chance.Below(bed.objects.size())]; };
  switch (place) {
    case PlantPlace::kValue:
      return ReplaceIn(bed.line, string(), content);
    case PlantPlace::kText: {
      const Span behind = string();
      PlantedLine planted =
          ReplaceIn(bed.line, {behind.end, behind.end}, " - " + std::string(content));
      planted.token.begin = behind.begin;
      planted.own = behind;
      return planted;
    }
    case PlantPlace::kMember:
      return AddMember(bed.line, object(), name + std::string(json),
                       {name.size() + 1, name.size() + 1 + content.size()});
    case PlantPlace::kKey:
      return AddMember(bed.line, object(), std::string(json) + ":1", {1, 1 + content.size()});
    case PlantPlace::kNumber:
      return AddMember(bed.line, object(), name + std::string(json),
                       {name.size(), name.size() + content.size()});
  }
  return {};
}

}  // namespace fun::auditor
