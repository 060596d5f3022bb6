#include "anonymizer/values.h"

#include <algorithm>

#include "core/detect/ip.h"

namespace fun::anonymizer {
namespace {

constexpr std::string_view kIpMark = "<<IP>>";
constexpr std::size_t kPseudonymSize = 64;

}  // namespace

Result<ValueEditor> ValueEditor::Create(ValueSources sources, const keys::Secret& secret) {
  auto usernames = keys::Pseudonymizer::Create(secret, keys::Domain::kUsername);
  if (!usernames) return std::unexpected(usernames.error());
  auto user_ids = keys::Pseudonymizer::Create(secret, keys::Domain::kUserId);
  if (!user_ids) return std::unexpected(user_ids.error());
  auto sessions = keys::Pseudonymizer::Create(secret, keys::Domain::kSession);
  if (!sessions) return std::unexpected(sessions.error());
  return ValueEditor(sources, std::move(*usernames), std::move(*user_ids), std::move(*sessions));
}

keys::Pseudonymizer& ValueEditor::DomainOf(event::Action action) {
  if (action == event::Action::kPseudonymUserId) return user_ids_;
  if (action == event::Action::kPseudonymSession) return sessions_;
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

void ValueEditor::TruncateIpField(std::string_view text, Span raw, std::vector<json::Edit>& edits) {
  if (text.empty()) return;
  const auto network = detect::TruncateIp(text);
  if (network && *network == text) return;
  edits.push_back({raw, network ? arena_.Copy(*network) : kIpMark});
  ++counts.truncated_ips;
}

std::span<const detect::Match> ValueEditor::Detect(std::string_view text) {
  matches_.clear();
  sources_.detector->Scan(text, matches_);
  return matches_;
}

std::span<const detect::KnownMatch> ValueEditor::FindPeople(std::string_view text) {
  people_.clear();
  if (sources_.identities != nullptr) sources_.identities->Find(text, people_);
  return people_;
}

bool HasPseudonymShape(std::string_view text) {
  return text.size() == kPseudonymSize && std::ranges::all_of(text, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

}  // namespace fun::anonymizer
