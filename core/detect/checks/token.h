// Secrets that are known by their own shape, wherever they stand.
#pragma once

#include <string_view>

#include "core/base/span.h"
#include "core/detect/rules.h"

namespace fun::detect {

bool MayHoldJwt(const ByteSummary& summary, std::string_view text);
bool MayHoldPrivateKey(const ByteSummary& summary, std::string_view text);
// Keys of AWS, GitHub, GitLab, Slack, Google, Stripe.
bool MayHoldToken(const ByteSummary& summary, std::string_view text);
bool MayHoldUserinfo(const ByteSummary& summary, std::string_view text);

// A JSON web token (RFC 7519): the first part decodes to an object with "alg" or "typ".
bool IsJwt(std::string_view text, Span& match);
// Stands alone and holds a digit.
bool IsToken(std::string_view text, Span& match);
// Leaves the scheme and the @ outside of the match.
bool IsUserinfo(std::string_view text, Span& match);

}  // namespace fun::detect
