// Passwords and session ids that stand behind the name of what they are.
#pragma once

#include <string_view>

#include "core/base/span.h"
#include "core/detect/rules.h"

namespace fun::detect {

// A = or : behind this may make what follows a secret, or a cookie.
bool EndsSecretName(std::string_view before);
bool EndsCookieName(std::string_view before);

bool MayHoldSecret(const ByteSummary& summary, std::string_view text);
bool MayHoldCookie(const ByteSummary& summary, std::string_view text);
bool MayHoldAuthorization(const ByteSummary& summary, std::string_view text);

// A text that stands behind `before`, with white space between, may be a secret by its last words.
bool MayNameSecret(std::string_view before);

// Each leaves the name outside of the match.  IsSecret refuses what is no secret but its
// stand-in or a sentence: "password: required", `password=None`, "****".
bool IsSecret(std::string_view text, Span& match);
bool IsCookie(std::string_view text, Span& match);
bool IsAuthorization(std::string_view text, Span& match);

}  // namespace fun::detect
