#include "anonymizer/text/routes.h"

#include <algorithm>
#include <array>

namespace fun::anonymizer {
namespace {

// `*` is any one segment; {user}, {id}, {token}, {user,}, {,user} say what a segment holds; all
// else stands for itself.  The first row that fits decides.
// clang-format off
constexpr std::string_view kRoutes[] = {
    "u/{user}",
    "profile/{user}",
    "api/user/v1/accounts/{user}",
    "api/user/v1/preferences/{user}",
    "api/user/v2/accounts/{user}",
    "api/profile_images/v1/{user}",
    "api/mobile/*/users/{user}",
    "api/badges/v1/assertions/user/{user}",
    "api/certificates/v0/certificates/{user}",
    "api/team/v0/team_membership/{,user}",
    "api/enrollment/v1/enrollment/{user,}",
    "api/enrollment/v1/roles/{user}",
    "api/bookmarks/v1/bookmarks/{user,}",
    "api/course_experience/v1/reset/{user}",
    "api/grades/v1/policy/*/{user}",
    "api/discussion/v1/users/{id}",
    "api/val/v0/users/{user}",
    "api/credit/v1/*/{user}",
    "accounts/{user}/image",
    "notifier_api/v1/users/{id}",
    "notification_prefs/unsubscribe/{token}",
    "notification_prefs/resubscribe/{token}",
    "courses/*/progress/{id}",
    "courses/*/*/*/progress/{id}",
    "discussion/forum/users/{id}",
    "discussion/users/{id}",
    "forum/users/{id}",
    "users/{id}/followed",
    "certificates/user/{id}",
    "certificates/{token}",
    "submission_history/{user}",
    "student_profile/{user}",
    "support/enrollment/{user}",
    "support/manage_user/{user}",
    "support/certificates/{user}",
    "admin/auth/user/{id}",
    "verify_student/reverify/{id}",
    "activate/{token}",
    "confirm_email/{token}",
    "email_confirm/{token}",
    "account/confirm-email/{token}",
    "password_reset_confirm/{token}",
    "password/reset/confirm/{token}",
    "account/password/{token}",
    "unsubscribe/{token}",
    "optout/{token}",
    "course_email/unsubscribe/{token}",
    "email_opt_out/{token}",
    "oauth2/access_token/{token}",
    "register/invitation/{token}",
    "xqueue/*/{id}",
    "courses/*/xqueue/{id}",
    "courses/*/*/*/xqueue/{id}",
};
// clang-format on

struct Word {
  std::string_view text;
  SegmentKind kind;
};

constexpr Word kWords[] = {
    {"{user}", SegmentKind::kUsername},       {"{id}", SegmentKind::kUserId},
    {"{token}", SegmentKind::kToken},         {"{user,}", SegmentKind::kUsernameComma},
    {"{,user}", SegmentKind::kCommaUsername},
};

SegmentKind KindOfWord(std::string_view word) {
  for (const Word& row : kWords) {
    if (row.text == word) return row.kind;
  }
  return SegmentKind::kPlain;
}

// First words of routes: by first byte, a bit for each length.  Most segments begin no route.
constexpr auto kFirstWords = [] {
  std::array<std::uint64_t, 256> words = {};
  for (const std::string_view route : kRoutes) {
    const std::size_t size = std::min(route.find('/'), route.size());
    words[static_cast<unsigned char>(route[0])] |= std::uint64_t{1} << (size & 63);
  }
  return words;
}();

bool MayBeginRoute(std::string_view segment) {
  if (segment.empty()) return false;
  const std::uint64_t lengths = kFirstWords[static_cast<unsigned char>(segment[0])];
  return (lengths >> (segment.size() & 63) & 1) != 0;
}

// The first word of `route`, which it loses with its slash.
std::string_view TakeWord(std::string_view& route) {
  const std::string_view word = route.substr(0, route.find('/'));
  route.remove_prefix(std::min(word.size() + 1, route.size()));
  return word;
}

bool IsDigits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// A user id is a number; a course page that is called `progress/summary` names nobody.
bool DoesFit(std::string_view word, SegmentKind kind, std::string_view segment) {
  if (segment.empty()) return false;
  if (word == "*") return true;
  switch (kind) {
    case SegmentKind::kPlain:
      return word == segment;
    case SegmentKind::kUserId:
      return IsDigits(segment);
    case SegmentKind::kUsername:
    case SegmentKind::kToken:
    case SegmentKind::kUsernameComma:
    case SegmentKind::kCommaUsername:
      return true;
  }
  return false;
}

bool MatchRoute(std::string_view route, std::string_view text, std::span<const Span> segments,
                std::span<SegmentKind> kinds) {
  std::size_t at = 0;
  while (!route.empty()) {
    const std::string_view word = TakeWord(route);
    if (at == segments.size()) return false;
    const SegmentKind kind = KindOfWord(word);
    if (!DoesFit(word, kind, Slice(text, segments[at]))) return false;
    kinds[at++] = kind;
  }
  std::ranges::fill(kinds.subspan(at), SegmentKind::kPlain);
  return true;
}

}  // namespace

bool FindRoute(std::string_view text, std::span<const Span> segments,
               std::span<SegmentKind> kinds) {
  bool is_found = false;
  std::ranges::fill(kinds, SegmentKind::kPlain);
  SegmentKind tried[64];
  for (std::size_t from = 0; from < segments.size(); ++from) {
    if (!MayBeginRoute(Slice(text, segments[from]))) continue;
    const std::size_t left = std::min(segments.size() - from, std::size(tried));
    for (const std::string_view route : kRoutes) {
      if (!MatchRoute(route, text, segments.subspan(from, left), {tried, left})) continue;
      for (std::size_t i = 0; i < left; ++i) {
        if (kinds[from + i] == SegmentKind::kPlain) kinds[from + i] = tried[i];
      }
      is_found = true;
      break;
    }
  }
  return is_found;
}

}  // namespace fun::anonymizer
