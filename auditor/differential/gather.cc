#include "auditor/differential/gather.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>

#include "auditor/differential/compare/fate.h"
#include "auditor/judge/line_judge.h"
#include "core/base/arena.h"
#include "core/json/structure.h"
#include "core/json/text.h"

namespace fun::auditor {
namespace {

using detect::IdentityKind;
using event::Action;

constexpr std::size_t kLongest = 255;  // bytes; the platform's own limit
constexpr std::size_t kMostNested = 4096;

constexpr std::string_view kNameKeys[] = {
    "name", "full_name", "fullname", "fullName", "legal_name", "lis_person_name_full", "real_name"};
constexpr std::string_view kGivenKeys[] = {"first_name", "firstname", "firstName", "given_name",
                                           "lis_person_name_given"};
constexpr std::string_view kFamilyKeys[] = {"last_name", "lastname", "lastName", "family_name",
                                            "lis_person_name_family"};
constexpr std::string_view kRequestKeys[] = {"GET", "POST"};

bool IsOneOf(std::string_view key, std::span<const std::string_view> keys) {
  return std::ranges::find(keys, key) != keys.end();
}

bool LooksLikeEmail(std::string_view text) {
  const std::size_t at = text.find('@');
  return at != 0 && at != text.npos && text.find('@', at + 1) == text.npos &&
         text.find('.', at) != text.npos && text.find_first_of(" \t\r\n,;<>/:") == text.npos;
}

bool IsNumber(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// What an object says of one person.
struct Person {
  bool has_account = false;  // a username or an e-mail beside the name
  std::string_view name;
  std::string_view given;
  std::string_view family;
  std::string_view setting;
  std::string_view old_value;
  std::string_view new_value;
};

class Gatherer {
 public:
  Gatherer(const event::Policy& policy, std::size_t max_depth)
      : policy_(policy), max_depth_(max_depth) {}

  void TakeLine(const Tree& tree) {
    arena_.Clear();
    has_learner_ = false;
    trees_[0] = &tree;
    depth_ = open_ = 0;
    TakeObject(0, event::kRoot, false);
  }

  const std::set<detect::KnownIdentity>& people() const { return people_; }

 private:
  std::string_view Text(Span raw) {
    return json::Unescape(Slice(trees_[depth_]->text(), raw), arena_).text;
  }
  const TreeNode& At(std::size_t node) const { return trees_[depth_]->at(node); }

  void Add(IdentityKind kind, std::string_view value) {
    const bool is_sound = !value.empty() && value.size() <= kLongest && json::IsUtf8(value) &&
                          !IsHexOfPseudonymSize(value);
    if (is_sound) people_.insert({kind, std::string(value)});
  }

  void TakeObject(std::size_t object, event::NodeId node, bool in_request) {
    if (open_ == kMostNested) return;
    ++open_;
    Person person;
    for (std::size_t at = object + 1; at < At(object).end; at = At(at).end) {
      const std::string_view key = Text(At(at).key);
      const RawField field = FieldOfMember(policy_, node, key);
      TakeValue(at, field, key, person, in_request || IsOneOf(key, kRequestKeys));
    }
    TakePerson(person, in_request);
    --open_;
  }

  void TakeValue(std::size_t at, const RawField& field, std::string_view key, Person& person,
                 bool in_request) {
    const TreeNode& value = At(at);
    if (value.kind == ValueKind::kObject) {
      TakeObject(at, field.node, in_request);
    } else if (value.kind == ValueKind::kList) {
      if (open_ == kMostNested) return;
      ++open_;
      for (std::size_t i = at + 1; i < At(at).end; i = At(i).end) {
        TakeValue(i, field, key, person, in_request);
      }
      --open_;
    } else if (value.kind == ValueKind::kNumber) {
      if (field.treatment.action == Action::kPseudonymUserId) TakeUserId(Text(value.raw));
    } else if (value.kind == ValueKind::kString) {
      const std::string_view text = Text(value.raw);
      TakeText(text, field, key, person, in_request);
      if (json::LooksLikeJson(text)) TakeLayer(text, field.node, in_request);
    }
  }

  void TakeLayer(std::string_view text, event::NodeId node, bool in_request) {
    if (depth_ + 1 > kMostLayers) return;
    Tree& tree = inner_[depth_];
    tree.ParseText(text, max_depth_);
    if (tree.empty()) return;
    trees_[++depth_] = &tree;
    Person person;
    TakeValue(0, FieldOfText(policy_, node), {}, person, in_request);
    --depth_;
  }

  void TakeText(std::string_view text, const RawField& field, std::string_view key, Person& person,
                bool in_request) {
    const Action action = field.treatment.action;
    if (action == Action::kPseudonymUsername) {
      person.has_account |= !text.empty();
      has_learner_ |= !text.empty() && !in_request;
      // Of a request it may be a slip of the finger; whoever has it stands in an envelope, too.
      if (LooksLikeEmail(text)) {
        Add(IdentityKind::kEmail, text);
      } else if (!in_request) {
        Add(IdentityKind::kUsername, text);
      }
    } else if (action == Action::kPseudonymUserId) {
      if (!in_request) TakeUserId(text);
    } else if (action == Action::kDrop) {
      if (LooksLikeEmail(text)) {
        Add(IdentityKind::kEmail, text);
        person.has_account = true;
      }
      if (IsOneOf(key, kNameKeys)) person.name = text;
      if (IsOneOf(key, kGivenKeys)) person.given = text;
      if (IsOneOf(key, kFamilyKeys)) person.family = text;
    }
    if (key == "setting") person.setting = text;
    if (key == "old") person.old_value = text;
    if (key == "new") person.new_value = text;
  }

  void TakeUserId(std::string_view text) {
    if (IsNumber(text)) Add(IdentityKind::kUserId, text);
  }

  // A name alone may be a team's or a telephone's; of a request it counts if a learner sent it.
  void TakePerson(const Person& person, bool in_request) {
    if (person.has_account || (in_request && has_learner_)) {
      Add(IdentityKind::kName, person.name);
    }
    if (!person.given.empty() && !person.family.empty()) {
      Add(IdentityKind::kName, std::string(person.given) + " " + std::string(person.family));
    }
    for (const std::string_view value : {person.old_value, person.new_value}) {
      if (person.setting == "name") Add(IdentityKind::kName, value);
      if (person.setting == "username") Add(IdentityKind::kUsername, value);
      if (person.setting.contains("email") && LooksLikeEmail(value)) {
        Add(IdentityKind::kEmail, value);
      }
    }
  }

  const event::Policy& policy_;
  std::size_t max_depth_;
  Arena arena_;
  std::array<const Tree*, kMostLayers + 1> trees_ = {};
  std::array<Tree, kMostLayers> inner_;
  std::size_t depth_ = 0;
  std::size_t open_ = 0;
  bool has_learner_ = false;  // the line's envelope names one
  std::set<detect::KnownIdentity> people_;
};

}  // namespace

Result<std::vector<detect::KnownIdentity>> GatherIdentities(const event::Policy& policy,
                                                            RawLines& lines,
                                                            std::size_t max_depth) {
  Gatherer gatherer(policy, max_depth);
  RawLine line;
  for (;;) {
    const auto has_line = lines.Next(line);
    if (!has_line) return std::unexpected(has_line.error());
    if (!*has_line) break;
    gatherer.TakeLine(lines.tree());
  }
  return std::vector<detect::KnownIdentity>(gatherer.people().begin(), gatherer.people().end());
}

}  // namespace fun::auditor
