#include "anonymizer/text/redactor.h"

#include <algorithm>

#include "anonymizer/layer.h"
#include "anonymizer/text/opaque_keys.h"
#include "anonymizer/text/shapes.h"
#include "core/base/byte_set.h"
#include "core/detect/layers/form.h"
#include "core/json/scalar.h"

namespace fun::anonymizer {
namespace {

using event::Action;

constexpr std::string_view kNameMark = "<<NAME>>";
constexpr std::string_view kEmailMark = "<<EMAIL>>";
constexpr std::string_view kBase64Mark = "<<BASE64>>";

// Pairs in values of pairs are read so deep.
constexpr std::size_t kMostNesting = 2;

constexpr ByteSet kMakesAText("%+{[&=");

constexpr std::size_t kFewestIdDigits = 5;
constexpr std::size_t kReachOfWords = 40;  // bytes before a number that say what it is

bool IsMark(std::string_view text) { return text.starts_with("<<"); }

}  // namespace

bool Redactor::Redact(LineContext& context, std::string_view text, TextOptions options,
                      std::vector<json::Edit>& edits) {
  edits.clear();
  if (text.empty() || IsTime(text)) return true;
  // What stands around others decides of them too.
  const bool depends = nesting_ > 0 || detect::Detector::IsNumber(text) || !IsOfItself(depth_);
  detect::CleanTexts& clean = context.editor.clean_texts(options.is_template);
  if (!depends && clean.Hold(text)) return true;
  context_ = &context;
  options_ = options;
  redactions_.clear();
  is_too_deep_ = false;
  walk_.Begin(text);
  while (walk_.Next()) ReadOnce(walk_.text());
  if (walk_.is_incomplete() || is_too_deep_) return false;
  MergeRedactions(redactions_);
  for (const Redaction& redaction : redactions_) {
    edits.push_back({redaction.span, redaction.text});
    CountRedaction(redaction, context.editor.counts);
  }
  if (!depends && edits.empty()) clean.Add(text);
  return true;
}

// One reading of the text.
void Redactor::ReadOnce(std::string_view text) {
  logins_.clear();
  if ((walk_.depth() > 0 || nesting_ > 0) && json::LooksLikeJson(text) && ReadAsJson(text)) {
    walk_.SkipBelow();  // each of its strings was looked into
    return;
  }
  if (LooksLikePairs(text)) {
    ReadAsPairs(text, {0, text.size()}, false);
  } else {
    ReadFields(text);
  }
  ReadUrls(text);
  Detect(text, 0);
  const std::string_view before = walk_.BeforeBase64(kReachOfWords);
  if (detect::Detector::IsNumber(text) || !before.empty()) DetectBehind(before, text);
  FindPeople(text);
}

bool Redactor::ReadAsJson(std::string_view text) {
  if (depth_ + 1 >= kMaxLayers) return false;
  if (!AnonymizeLayer(*context_, text, depth_ + 1, event::kNowhere)) return false;
  for (const json::Edit& edit : context_->layers[depth_ + 1].edits) {
    Want(edit.span, edit.text, Reason::kLayer);
  }
  return true;
}

void Redactor::ReadAsPairs(std::string_view text, Span range, bool is_query) {
  std::vector<Pair> pairs;
  CutPairs(text, range, pairs);
  for (const Pair& pair : pairs) {
    // Its separator goes with it: the one behind, or the one before if it is the last.
    Span whole = {pair.name.begin, std::max(pair.name.end, pair.value.end)};
    if (whole.end < range.end) {
      ++whole.end;
    } else if (whole.begin > range.begin) {
      --whole.begin;
    }
    const std::string_view name = Slice(text, pair.name);
    if (is_query && pair.value.size() != 0 && IsSecretOfQuery(name)) {
      Want(whole, "", Reason::kField);
    } else {
      ReadPair(text, pair, whole);
    }
  }
}

void Redactor::ReadPair(std::string_view text, const Pair& pair, Span whole) {
  ValueEditor& editor = context_->editor;
  const event::Policy& policy = context_->policy;
  const std::string_view key = DecodePart(Slice(text, pair.name), ' ', editor.arena());
  const event::Treatment& treatment = policy.TreatmentOf(event::kNowhere, policy.IdOf(key));
  const Action action = treatment.action;
  if (action == Action::kDrop && !treatment.is_unknown) {
    Want(whole, "", Reason::kField);
    return;
  }
  if (event::IsPseudonym(action) && pair.value.size() != 0) {
    const std::string_view value = DecodePart(Slice(text, pair.value), ' ', editor.arena());
    Want(pair.value, editor.PseudonymOf(action, value), Reason::kPseudonym);
    return;
  }
  ReadValue(text, pair.value);
}

// A value of a form field or query is a text of its own, in which spaces may be written as `+`.
// Deeper in, the readings of the whole have to do: a text of pairs within pairs must not be read
// more often than it is long.
void Redactor::ReadValue(std::string_view text, Span value) {
  const std::string_view slice = Slice(text, value);
  ReadId(text, value);
  ReadUrlsIn(text, value);
  // What stands in a URL in a URL, the reader of the outer one's value has read.
  if (urls_ > 1 || nesting_ == kMostNesting || walk_.depth() > 1 ||
      kMakesAText.FindIn(slice) == slice.size())
    return;
  if (value_reader_ == nullptr) {
    value_reader_ = std::make_unique<Redactor>(depth_);
    value_reader_->nesting_ = nesting_ + 1;
  }
  std::vector<json::Edit> edits;
  const std::string_view spaced = PlusesToSpaces(slice, context_->editor.arena());
  if (!value_reader_->Redact(*context_, spaced, {}, edits)) {
    is_too_deep_ = is_too_deep_ || value_reader_->is_too_deep_;
    return;
  }
  for (const json::Edit& edit : edits) {
    Want({value.begin + edit.span.begin, value.begin + edit.span.end}, edit.text, Reason::kLayer);
  }
}

// Fields of a form within other text, where only `&` tells one from a sum.
void Redactor::ReadFields(std::string_view text) {
  if (!text.contains('&')) return;
  fields_.clear();
  detect::FindSpacedFields(text, fields_);
  for (const Span field : fields_) ReadValue(text, field);
}

// All of a value or path segment is a known user id.
void Redactor::ReadId(std::string_view text, Span span) {
  const detect::Identities* const people = context_->editor.identities();
  const std::string_view id = Slice(text, span);
  detect::KnownMatch match;
  if (people == nullptr || id.size() < kFewestIdDigits || !IsDigits(id)) return;
  if (!people->FindWhole(id, match) || match.kind != detect::IdentityKind::kUserId) return;
  Want(span, context_->editor.PseudonymOf(Action::kPseudonymUserId, match.exact),
       Reason::kPseudonym);
}

// `text` stands `begin` bytes into the reading in hand.
void Redactor::Detect(std::string_view text, std::size_t begin) {
  for (const detect::Match& match : context_->editor.Detect(text)) {
    const Span span = {begin + match.span.begin, begin + match.span.end};
    if (IsWithin(logins_, span)) continue;  // word@host is no address, and the word goes
    Want(span, detect::Rules()[match.rule].mark, Reason::kRule, match.rule);
  }
}

// A bare run of digits is somebody's number only beside a word that says so: the member's key, or
// what stands `before` the base64 that held it.
void Redactor::DetectBehind(std::string_view before, std::string_view text) {
  Arena& arena = context_->editor.arena();
  const std::string_view key = before.empty() ? options_.key : std::string_view();
  const std::size_t shift = key.size() + before.size() + 2;
  char* const named = arena.Take(shift + text.size());
  char* at = named + key.copy(named, key.size());
  *at++ = ' ';
  at += before.copy(at, before.size());
  *at++ = ' ';
  text.copy(at, text.size());
  for (const detect::Match& match : context_->editor.Detect({named, shift + text.size()})) {
    if (match.span.begin < shift) continue;
    const Span span = {match.span.begin - shift, match.span.end - shift};
    Want(span, detect::Rules()[match.rule].mark, Reason::kRule, match.rule);
  }
}

void Redactor::FindPeople(std::string_view text) {
  const std::span<const detect::KnownMatch> people = context_->editor.FindPeople(text);
  if (people.empty()) return;
  keys_.clear();
  FindOpaqueKeys(text, keys_);
  for (const detect::KnownMatch& match : people) {
    if (IsWithin(keys_, match.span)) continue;
    switch (match.kind) {
      case detect::IdentityKind::kUsername:
        Want(match.span,
             match.is_ambiguous
                 ? kNameMark
                 : context_->editor.PseudonymOf(Action::kPseudonymUsername, match.exact),
             Reason::kPerson);
        break;
      case detect::IdentityKind::kEmail:
        Want(match.span, kEmailMark, Reason::kPerson);
        break;
      case detect::IdentityKind::kName:
        Want(match.span, kNameMark, Reason::kPerson);
        break;
      case detect::IdentityKind::kUserId:
        break;  // was not asked for
    }
  }
}

// `span` is of the reading in hand; `text` stands in place of what it was written as.
void Redactor::Want(Span span, std::string_view text, Reason reason, std::uint16_t rule) {
  const detect::OuterPlace place = walk_.PlaceOf(span);
  // A piece of what base64 held cannot stand in for all of it.
  if (!place.is_exact && !IsMark(text)) text = kBase64Mark;
  redactions_.push_back({place.span, text, reason, rule});
}

}  // namespace fun::anonymizer
