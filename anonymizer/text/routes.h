// The platform's routes whose paths name a person or hold a secret.
//
// Source: the URL tables of Open edX (lms/urls.py and the applications it includes) and the paths
// counted in a production log (docs/format/policy.md).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "core/base/span.h"

namespace fun::anonymizer {

// What a path segment holds.
enum class SegmentKind : std::uint8_t {
  kPlain,          // nothing of a person's by the route
  kUsername,       //
  kUserId,         //
  kToken,          // a secret, or what leads to one
  kUsernameComma,  // `<username>,<course key>`
  kCommaUsername,  // `<team>,<username>`
};

// Sets kinds[i] for each of `segments` of `text` (as many as kinds.size() at least); false, and
// all kPlain, when the path is on no such route.  A route may stand anywhere in the path: a
// prefix such as /fr or a proxy's name does not hide it.
bool FindRoute(std::string_view text, std::span<const Span> segments, std::span<SegmentKind> kinds);

}  // namespace fun::anonymizer
