#include "anonymizer/closure/gather.h"

#include <algorithm>

#include "anonymizer/closure/statement_keys.h"
#include "anonymizer/context.h"
#include "anonymizer/values.h"
#include "core/base/arena.h"
#include "core/json/text.h"
#include "core/json/walk.h"

namespace fun::anonymizer {
namespace {

using detect::IdentityKind;

constexpr std::size_t kLongestStatement = 255;  // bytes; the platform's own limit

// What an object says of one person.
struct PersonFacts {
  std::string_view username;
  std::string_view email;
  std::string_view name;
  std::string_view first_name;
  std::string_view last_name;
  std::string_view setting;
  std::string_view old_value;
  std::string_view new_value;
};

struct OpenObject {
  bool is_object = false;
  bool is_envelope = false;  // the line's object, or its context
  bool in_request = false;
  StatementKey key = StatementKey::kOther;  // of the member in hand; of a list: its own
  PersonFacts facts;
};

// A statement of the line in hand; `on` what confirms it: "" nothing need.
struct Pending {
  IdentityKind kind;
  std::string_view value;
  std::string_view on;
  bool on_envelope = false;  // only if the line's envelope names somebody
};

bool IsStatement(std::string_view value) {
  return !value.empty() && value.size() <= kLongestStatement && json::IsUtf8(value) &&
         !HasPseudonymShape(value);
}

}  // namespace

struct LineGatherer::State {
  explicit State(std::size_t depth) : max_depth(depth), structures(kMaxLayers) {}

  std::size_t max_depth;
  std::vector<json::Structure> structures;  // by layer
  Arena arena;
  std::vector<Pending> pending;
  std::vector<std::string_view> envelope;  // usernames
};

namespace {

// The members that json::Walker wants; see core/json/walk.h.
template <typename State>
class GatherVisitor {
 public:
  GatherVisitor(State& state, std::string_view text, std::size_t depth, bool in_request)
      : state_(state), text_(text), depth_(depth), in_request_(in_request) {}

  void OnKey(Span raw) {
    const std::string_view key = Decoded(raw);
    open_.back().key = StatementKeyOf(key);
    // A request body in JSON becomes a key.
    if (json::LooksLikeJson(key)) GatherInner(key, true);
  }

  void OnString(Span raw) {
    const StatementKey key = open_.empty() ? StatementKey::kOther : open_.back().key;
    const char first = raw.size() == 0 ? '"' : text_[raw.begin];
    const bool may_be_json = first == '{' || first == '[' || first == '\\' || first == ' ';
    if (key == StatementKey::kOther && !may_be_json) return;
    const std::string_view text = Decoded(raw);
    if (json::LooksLikeJson(text)) GatherInner(text, InRequest());
    if (!open_.empty()) TakeValue(key, text);
  }

  void OnScalar(Span raw) {
    if (!open_.empty() && open_.back().key == StatementKey::kUserId) {
      TakeUserId(Slice(text_, raw));
    }
  }

  void OnOpen(std::size_t, bool is_object) {
    OpenObject opened;
    opened.is_object = is_object;
    const bool is_context = open_.size() == 1 && open_[0].key == StatementKey::kContext;
    opened.is_envelope = is_object && depth_ == 0 && (open_.empty() || is_context);
    opened.in_request = InRequest();
    if (!is_object && !open_.empty()) opened.key = open_.back().key;
    open_.push_back(opened);
  }

  void OnClose(std::size_t) {
    if (open_.back().is_object) TakeFacts(open_.back());
    open_.pop_back();
  }

 private:
  std::string_view Decoded(Span raw) {
    return json::Unescape(Slice(text_, raw), state_.arena).text;
  }

  bool InRequest() const {
    if (open_.empty()) return in_request_;
    return open_.back().in_request || open_.back().key == StatementKey::kRequest;
  }

  PersonFacts& Facts() {  // of the innermost object; a list belongs to it
    for (std::size_t i = open_.size(); i > 1; --i) {
      if (open_[i - 1].is_object) return open_[i - 1].facts;
    }
    return open_[0].facts;
  }

  void Add(IdentityKind kind, std::string_view value) {
    if (IsStatement(value)) state_.pending.push_back({kind, value, {}, false});
  }

  void TakeValue(StatementKey key, std::string_view text) {
    switch (key) {
      case StatementKey::kUsername:
        TakeUsername(text);
        break;
      case StatementKey::kEmail:
        Facts().email = text;
        [[fallthrough]];
      case StatementKey::kIdentifiers:
        TakeEmails(text);
        break;
      case StatementKey::kUserId:
        TakeUserId(text);
        break;
      case StatementKey::kName:
        Facts().name = text;
        break;
      case StatementKey::kFirstName:
        Facts().first_name = text;
        break;
      case StatementKey::kLastName:
        Facts().last_name = text;
        break;
      case StatementKey::kSetting:
        Facts().setting = text;
        break;
      case StatementKey::kOld:
        Facts().old_value = text;
        break;
      case StatementKey::kNew:
        Facts().new_value = text;
        break;
      case StatementKey::kOther:
      case StatementKey::kRequest:
      case StatementKey::kContext:
        break;
    }
  }

  void TakeUsername(std::string_view text) {
    Facts().username = text;
    if (InRequest()) return;  // whoever has this name will stand in an envelope
    Add(IdentityKind::kUsername, text);
    if (open_.back().is_envelope && IsStatement(text)) state_.envelope.push_back(text);
  }

  void TakeUserId(std::string_view digits) {
    const bool is_number = std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
    if (is_number && !InRequest()) Add(IdentityKind::kUserId, digits);
  }

  void TakeEmails(std::string_view text) {
    constexpr std::string_view kBetween = " \t\r\n,;";
    while (!text.empty()) {
      const std::size_t size = std::min(text.find_first_of(kBetween), text.size());
      if (LooksLikeEmail(text.substr(0, size))) Add(IdentityKind::kEmail, text.substr(0, size));
      text.remove_prefix(std::min(size + 1, text.size()));
    }
  }

  void AddName(const OpenObject& object, std::string_view name) {
    if (!IsStatement(name)) return;
    if (!object.in_request) {
      state_.pending.push_back({IdentityKind::kName, name, {}, false});
    } else {
      const std::string_view user = object.facts.username;
      state_.pending.push_back({IdentityKind::kName, name, user, user.empty()});
    }
  }

  void TakeFacts(const OpenObject& object) {
    const PersonFacts& facts = object.facts;
    const bool is_person = object.in_request || !facts.username.empty() || !facts.email.empty();
    const bool is_line = depth_ == 0 && open_.size() == 1;  // its name is the event's
    if (is_person && !is_line) AddName(object, facts.name);
    if (!facts.first_name.empty() && !facts.last_name.empty()) {
      char* const both = state_.arena.Take(facts.first_name.size() + 1 + facts.last_name.size());
      facts.first_name.copy(both, facts.first_name.size());
      both[facts.first_name.size()] = ' ';
      facts.last_name.copy(both + facts.first_name.size() + 1, facts.last_name.size());
      AddName(object, {both, facts.first_name.size() + 1 + facts.last_name.size()});
    }
    if (!facts.setting.empty()) TakeSetting(object);
  }

  void TakeSetting(const OpenObject& object) {
    for (const std::string_view value : {object.facts.old_value, object.facts.new_value}) {
      if (object.facts.setting == "name" || object.facts.setting == "full_name") {
        AddName(object, value);
      } else if (object.facts.setting == "username" && !object.in_request) {
        Add(IdentityKind::kUsername, value);
      } else {
        TakeEmails(value);
      }
    }
  }

  void GatherInner(std::string_view text, bool in_request) {
    if (depth_ + 1 == kMaxLayers) return;
    json::Structure& structure = state_.structures[depth_ + 1];
    if (structure.Index(text) != json::Refusal::kNone) structure.IndexAsFarAsPossible(text);
    GatherVisitor visitor(state_, text, depth_ + 1, in_request);
    json::Walker walker(text, structure.start(), {state_.max_depth, false}, visitor);
    (void)walker.Walk();  // what is whole before a break has been seen
    visitor.CloseAll();
  }

  void CloseAll() {
    while (!open_.empty()) OnClose(0);
  }

  State& state_;
  std::string_view text_;
  std::size_t depth_;
  bool in_request_;
  std::vector<OpenObject> open_;
};

}  // namespace

LineGatherer::LineGatherer(std::size_t max_depth) : state_(std::make_unique<State>(max_depth)) {}
LineGatherer::LineGatherer(LineGatherer&&) noexcept = default;
LineGatherer::~LineGatherer() = default;

bool LineGatherer::GatherLine(const event::Line& line, StatedIdentities& stated) {
  State& state = *state_;
  if (line.is_blank || !line.refusal.empty()) return false;
  state.arena.Clear();
  state.pending.clear();
  state.envelope.clear();
  GatherVisitor<State> visitor(state, line.text, 0, false);
  if (!event::WalkLine(line, state.max_depth, visitor).empty()) return false;
  for (const std::string_view username : state.envelope) stated.StateEnvelope(username);
  for (const Pending& pending : state.pending) {
    if (!pending.on.empty()) {
      stated.StateIf(pending.on, pending.kind, pending.value);
    } else if (!pending.on_envelope || !state.envelope.empty()) {
      stated.State(pending.kind, pending.value);
    }
  }
  return true;
}

}  // namespace fun::anonymizer
