#include "anonymizer/values.h"

#include <algorithm>
#include <optional>

#include "anonymizer/coarsen.h"
#include "core/detect/ip.h"
#include "keys/pseudonym.h"

namespace fun::anonymizer {
namespace {}  // namespace

Result<ValueEditor> ValueEditor::Create(ValueSources sources, const keys::Secret& secret) {
  // In the order of the actions that ask for them.
  constexpr keys::Domain kDomains[] = {keys::Domain::kUsername, keys::Domain::kUserId,
                                       keys::Domain::kSession, keys::Domain::kAnonymousId};
  std::vector<keys::Pseudonymizer> domains;
  for (const keys::Domain domain : kDomains) {
    auto pseudonymizer = keys::Pseudonymizer::Create(secret, domain);
    if (!pseudonymizer) return std::unexpected(pseudonymizer.error());
    domains.push_back(std::move(*pseudonymizer));
  }
  return ValueEditor(sources, std::move(domains));
}

keys::Pseudonymizer& ValueEditor::DomainOf(event::Action action) {
  return domains_[static_cast<std::size_t>(action) -
                  static_cast<std::size_t>(event::Action::kPseudonymUsername)];
}

void ValueEditor::PseudonymizeString(event::Action action, std::string_view text, Span raw,
                                     std::vector<json::Edit>& edits) {
  if (text.empty()) return;
  edits.push_back({raw, arena_.Copy(DomainOf(action).Of(text))});
  ++counts.pseudonyms;
}

void ValueEditor::PseudonymizeNumber(event::Action action, std::string_view digits, Span raw,
                                     std::vector<json::Edit>& edits) {
  char* const quoted = arena_.Take(keys::kPseudonymSize + 2);
  quoted[0] = quoted[keys::kPseudonymSize + 1] = '"';
  DomainOf(action).Of(digits).copy(quoted + 1, keys::kPseudonymSize);
  edits.push_back({raw, {quoted, keys::kPseudonymSize + 2}});
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
  edits.push_back({raw, network ? arena_.Copy(*network) : detect::kIpMark});
  ++counts.truncated_ips;
}

std::span<const detect::Match> ValueEditor::Detect(std::string_view text) {
  matches_.clear();
  sources_.detector->Scan(text, matches_);
  return matches_;
}

std::span<const detect::KnownMatch> ValueEditor::FindPeople(std::string_view text) {
  people_.clear();
  if (sources_.identities != nullptr) sources_.identities->Find(text, people_, false);
  return people_;
}

bool HasPseudonymShape(std::string_view text) {
  return text.size() == keys::kPseudonymSize && std::ranges::all_of(text, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

}  // namespace fun::anonymizer
