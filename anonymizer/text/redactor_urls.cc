#include <array>

#include "anonymizer/text/redactor.h"
#include "anonymizer/text/routes.h"
#include "anonymizer/text/shapes.h"

namespace fun::anonymizer {
namespace {

using event::Action;

constexpr std::string_view kSecretMark = "<<SECRET>>";

// One in the query of another; each is read once more than the one around it.
constexpr std::size_t kMostUrls = 8;

}  // namespace

void Redactor::ReadUrls(std::string_view text) {
  // Of a field of paths all is the path, with spaces and quotes that a server has decoded.
  const bool is_path = options_.is_template && text.starts_with('/');
  const bool is_url = options_.is_template && BeginsUrl(text);
  if (is_path || is_url) return ReadAsUrl(text, {0, text.size()});
  ReadUrlsIn(text, {0, text.size()});
}

// All of the range as a path, or the URLs in it.
void Redactor::ReadUrlsIn(std::string_view text, Span range) {
  if (LooksLikePath(Slice(text, range))) return ReadAsUrl(text, range);
  const std::string_view upto = text.substr(0, range.end);
  for (auto url = FindUrl(upto, range.begin); url; url = FindUrl(upto, url->end)) {
    ReadAsUrl(text, *url);
  }
}

void Redactor::ReadAsUrl(std::string_view text, Span range) {
  if (urls_ == kMostUrls) {
    is_too_deep_ = true;
    return;
  }
  Url url;
  CutUrl(text, range, url);
  ++urls_;
  ReadParts(text, url);
  --urls_;
}

void Redactor::ReadParts(std::string_view text, const Url& url) {
  if (url.userinfo.size() != 0) {
    Want({url.userinfo.begin, url.userinfo.end + 1}, "", Reason::kField);
    logins_.push_back({url.userinfo.begin, url.host.end});
  }
  ReadSegments(text, url.segments);
  if (url.query.size() != 0) ReadAsPairs(text, url.query, true);
  if (url.fragment.size() > 1 && options_.is_template &&
      !IsKeyFragment(Slice(text, url.fragment))) {
    Want(url.fragment, "", Reason::kField);
  }
}

void Redactor::ReadSegments(std::string_view text, std::span<const Span> segments) {
  std::array<SegmentKind, kMostSegments> kinds;
  FindRoute(text, segments, {kinds.data(), segments.size()});
  for (std::size_t i = 0; i < segments.size(); ++i) {
    Span segment = segments[i];
    switch (kinds[i]) {
      case SegmentKind::kPlain:
        ReadId(text, segment);
        break;
      case SegmentKind::kUsernameComma:
        segment.end = segment.begin + std::min(Slice(text, segment).find(','), segment.size());
        WantPseudonym(text, segment, Action::kPseudonymUsername);
        break;
      case SegmentKind::kCommaUsername:
        segment.begin += Slice(text, segment).rfind(',') + 1;
        [[fallthrough]];
      case SegmentKind::kUsername:
        WantPseudonym(text, segment, Action::kPseudonymUsername);
        break;
      case SegmentKind::kUserId:
        WantPseudonym(text, segment, Action::kPseudonymUserId);
        break;
      case SegmentKind::kToken:
        Want(segment, kSecretMark, Reason::kSecret);
        break;
    }
  }
}

void Redactor::WantPseudonym(std::string_view text, Span segment, Action action) {
  ValueEditor& editor = context_->editor;
  while (segment.size() != 0 && text[segment.end - 1] == ' ') --segment.end;
  const std::string_view value = DecodePart(Slice(text, segment), '+', editor.arena());
  if (!value.empty()) Want(segment, editor.PseudonymOf(action, value), Reason::kPseudonym);
}

}  // namespace fun::anonymizer
