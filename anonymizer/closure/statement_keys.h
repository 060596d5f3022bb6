// The keys under which a log says who somebody is.
#pragma once

#include <cstdint>
#include <string_view>

namespace fun::anonymizer {

enum class StatementKey : std::uint8_t {
  kOther,
  kUsername,
  kEmail,
  kIdentifiers,  // e-mails and usernames, with commas or line ends between
  kUserId,
  kName,
  kFirstName,
  kLastName,
  kSetting,  // a settings event: which
  kOld,
  kNew,
  kRequest,  // what somebody sent
  kContext,  // the envelope's
};

// `key` is decoded.
StatementKey StatementKeyOf(std::string_view key);

// True for what a mail server would take: one @, a dot behind it, no white space.
bool LooksLikeEmail(std::string_view text);

}  // namespace fun::anonymizer
