#include "anonymizer/values.h"

#include <algorithm>

#include "anonymizer/coarsen.h"
#include "core/detect/ip.h"

namespace fun::anonymizer {
namespace {

constexpr std::string_view kIpMark = "<<IP>>";
constexpr std::size_t kPseudonymSize = 64;

}  // namespace

Result<ValueEditor> ValueEditor::Create(const detect::Detector* detector,
                                        const keys::Secret& secret) {
  auto usernames = keys::Pseudonymizer::Create(secret, keys::Domain::kUsername);
  if (!usernames) return std::unexpected(usernames.error());
  auto user_ids = keys::Pseudonymizer::Create(secret, keys::Domain::kUserId);
  if (!user_ids) return std::unexpected(user_ids.error());
  auto sessions = keys::Pseudonymizer::Create(secret, keys::Domain::kSession);
  if (!sessions) return std::unexpected(sessions.error());
  auto anonymous_ids = keys::Pseudonymizer::Create(secret, keys::Domain::kAnonymousId);
  if (!anonymous_ids) return std::unexpected(anonymous_ids.error());
  ValueEditor editor(detector, std::move(*usernames), std::move(*user_ids), std::move(*sessions));
  editor.anonymous_ids_.emplace(std::move(*anonymous_ids));
  return editor;
}

keys::Pseudonymizer& ValueEditor::DomainOf(event::Action action) {
  if (action == event::Action::kPseudonymUserId) return user_ids_;
  if (action == event::Action::kPseudonymSession) return sessions_;
  if (action == event::Action::kPseudonymAnonymousId) return *anonymous_ids_;
  return usernames_;
}

void ValueEditor::PseudonymizeString(event::Action action, std::string_view text, Span raw,
                                     std::vector<json::Edit>& edits) {
  if (text.empty()) return;
  edits.push_back({raw, arena_.Copy(DomainOf(action).Of(text))});
  ++counts.pseudonyms;
}

void ValueEditor::PseudonymizeNumber(event::Action action, std::string_view digits, Span raw,
                                     std::vector<json::Edit>& edits) {
  char* const quoted = arena_.Take(kPseudonymSize + 2);
  quoted[0] = quoted[kPseudonymSize + 1] = '"';
  DomainOf(action).Of(digits).copy(quoted + 1, kPseudonymSize);
  edits.push_back({raw, {quoted, kPseudonymSize + 2}});
  ++counts.pseudonyms;
}

bool ValueEditor::CoarsenField(event::Action action, std::string_view text, Span raw,
                               std::vector<json::Edit>& edits) {
  if (text.empty()) return true;
  const auto coarse =
      action == event::Action::kCoarsenTime ? CoarsenTime(text) : std::optional(CoarsenAgent(text));
  if (!coarse) return false;
  if (*coarse != text) edits.push_back({raw, arena_.Copy(*coarse)});
  return true;
}

void ValueEditor::TruncateIpField(std::string_view text, Span raw, std::vector<json::Edit>& edits) {
  if (text.empty()) return;
  const auto network = detect::TruncateIp(text);
  if (network && *network == text) return;
  edits.push_back({raw, network ? arena_.Copy(*network) : kIpMark});
  ++counts.truncated_ips;
}

void ValueEditor::RedactText(std::string_view text, std::string_view layer, Span raw,
                             std::vector<json::Edit>& edits) {
  matches_.clear();
  detector_->Scan(text, matches_);
  if (matches_.empty()) return;
  marks_.clear();
  for (const detect::Match& match : matches_) {
    marks_.push_back({match.span, detect::Rules()[match.rule].mark});
    ++counts.redacted[match.rule];
  }
  json::MapEditsOut(Slice(layer, raw), raw.begin, marks_, arena_, edits);
}

bool HasPseudonymShape(std::string_view text) {
  return text.size() == kPseudonymSize && std::ranges::all_of(text, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

}  // namespace fun::anonymizer
