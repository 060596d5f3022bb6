// bag-info.txt: what a release says of itself, "Label: value" a line.
//
// Labels of RFC 8493 and, beginning with "Fun-", ours (docs/format/manifest.md).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"

namespace fun::record {

inline constexpr std::string_view kPolicyLabel = "Fun-Policy";               // its name
inline constexpr std::string_view kPolicyDigestLabel = "Fun-Policy-Digest";  // hex
inline constexpr std::string_view kRulesDigestLabel = "Fun-Rules-Digest";    // hex
inline constexpr std::string_view kKeyIdLabel = "Fun-Key-Id";              // of the working secret
inline constexpr std::string_view kReleaseNameLabel = "Fun-Release-Name";  // or the next
inline constexpr std::string_view kLinkableLabel = "Fun-Linkable";         // "yes"
inline constexpr std::string_view kIdentitiesLabel = "Fun-Identities-Digest";  // keyed, or "none"
inline constexpr std::string_view kArgumentsLabel = "Fun-Arguments";           // without paths
// Of a release that learners were erased from: counts, and what stands where they were mentioned.
inline constexpr std::string_view kErasedEventsLabel = "Fun-Erased-Events";
inline constexpr std::string_view kErasedMentionsLabel = "Fun-Erased-Mentions";
inline constexpr std::string_view kErasedMark = "<<ERASED>>";
inline constexpr std::string_view kSoftwareLabel = "Bag-Software-Agent";
inline constexpr std::string_view kDateLabel = "Bagging-Date";
inline constexpr std::string_view kOxumLabel = "Payload-Oxum";  // "BYTES.FILES"

struct InfoLine {
  std::string label;
  std::string value;

  bool operator==(const InfoLine&) const = default;
};
using BagInfo = std::vector<InfoLine>;

// The value of the first `label`, which lives in `info`; "" when there is none.
std::string_view ValueOf(const BagInfo& info, std::string_view label);

// In the order given, no line folded.  Labels are letters, digits and '-'; values are of one line.
std::string BagInfoText(const BagInfo& info);

// kVerify with the number of the line when one is no "Label: value" (one that begins with a space
// goes on with the value before), is not UTF-8 or holds a control character, or when a label that
// begins with "Fun-" comes twice: two readers must not read two policies.
Result<BagInfo> ParseBagInfo(std::string_view text);

}  // namespace fun::record
