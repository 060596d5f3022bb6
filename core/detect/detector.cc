#include "core/detect/detector.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <bit>
#include <deque>
#include <mutex>
#include <optional>

#include "core/base/byte_set.h"
#include "core/detect/checks/ip.h"
#include "core/detect/checks/phone.h"
#include "core/detect/checks/secret.h"
#include "core/detect/checks/siret.h"
#include "core/detect/checks/text.h"
#include "core/detect/forms.h"

namespace fun::detect {
namespace {

RE2::Options Utf8Options() {
  RE2::Options options;
  options.set_encoding(RE2::Options::EncodingUTF8);
  options.set_log_errors(false);  // an error would print the text
  return options;
}

// A pattern, made when it is asked for: most logs need few of them, and all together take as long
// as some megabytes of log.  Any thread.
class Pattern {
 public:
  explicit Pattern(std::string_view text) : text_(text) {}

  const RE2& Get() const {
    std::call_once(is_made_, [this] {
      re_.emplace(re2::StringPiece(text_.data(), text_.size()), Utf8Options());
    });
    return *re_;
  }

 private:
  std::string_view text_;
  mutable std::once_flag is_made_;
  mutable std::optional<RE2> re_;
};

// How far behind the begin of what was refused the search goes on at most: a match may
// begin inside it, but a hostile text of one endless candidate must not be searched from
// each of its bytes.
constexpr std::size_t kReachOfRefused = 64;
constexpr int kMostRefusedReadAgain = 16;  // that are longer; in a text

// Digits of a NIR without its key and of a short card's number; SIRETs have more.
constexpr std::uint32_t kFewestOfLongNumber = 13;

constexpr ByteSet kBetweenDigits(" .-+()/,;\t\r\n");
constexpr std::ptrdiff_t kFewestDigits = 8;  // of a number that a word can make somebody's
constexpr std::size_t kLongestNumber = 64;   // bytes

bool IsAccepted(const Rule& row, std::string_view text, Span& span, std::size_t& verified) {
  if (span.size() == 0) return false;
  if (row.accept != nullptr && !row.accept(text, span)) return false;
  if (row.verify == nullptr || verified == kMostVerified) return true;
  ++verified;
  return row.verify(text, span);
}

std::uint32_t BitOf(std::size_t rule) { return std::uint32_t{1} << rule; }

// Returns how many searches it took.
std::size_t FindAll(const RE2& re, std::uint16_t rule, std::string_view text,
                    std::vector<Match>& out) {
  const re2::StringPiece piece(text.data(), text.size());
  re2::StringPiece found;
  std::size_t from = 0;
  std::size_t verified = 0;
  std::size_t searches = 1;
  int read_again = 0;
  while (from < text.size() && re.Match(piece, from, text.size(), RE2::UNANCHORED, &found, 1)) {
    ++searches;
    const auto begin = static_cast<std::size_t>(found.data() - text.data());
    const Span whole = {begin, begin + found.size()};
    Span span = whole;
    if (IsAccepted(Rules()[rule], text, span, verified)) {
      out.push_back({rule, span, BitOf(rule)});
      from = span.end;
    } else if (whole.size() > kReachOfRefused && read_again++ < kMostRefusedReadAgain) {
      from = whole.begin + 1;
    } else {
      from = std::max(whole.begin + 1, whole.end - std::min(whole.end, kReachOfRefused));
    }
  }
  return searches;
}

// Makes one of two that overlap.  No byte that some rule claims may be left standing, and a
// postal address must not stand for the e-mail address at its end.
void Merge(const Match& match, Match& into) {
  into.span.end = std::max(into.span.end, match.span.end);
  into.rules |= match.rules;
  if (Rules()[match.rule].severity > Rules()[into.rule].severity) into.rule = match.rule;
}

// Sorts matches[first, end) by place and merges those that overlap.
void KeepDisjoint(std::vector<Match>& matches, std::size_t first) {
  const auto begin = matches.begin() + static_cast<std::ptrdiff_t>(first);
  std::sort(begin, matches.end(), [](const Match& a, const Match& b) {
    if (a.span.begin != b.span.begin) return a.span.begin < b.span.begin;
    if (a.span.end != b.span.end) return a.span.end > b.span.end;
    return a.rule < b.rule;
  });
  std::size_t kept = first;
  for (std::size_t i = first; i < matches.size(); ++i) {
    if (kept > first && matches[i].span.begin < matches[kept - 1].span.end) {
      Merge(matches[i], matches[kept - 1]);
      continue;
    }
    matches[kept++] = matches[i];
  }
  matches.resize(kept);
}

// Rules without a form and those of these forms.
std::uint32_t RulesOfForms(std::uint32_t forms) {
  std::uint32_t rules = 0;
  for (std::size_t i = 0; i < Rules().size(); ++i) {
    const std::uint32_t form = Rules()[i].form;
    if ((forms & form) == form) rules |= BitOf(i);
  }
  return rules;
}

std::uint32_t RulesOfKinds(std::uint32_t kinds) {
  std::uint32_t rules = 0;
  for (std::size_t i = 0; i < Rules().size(); ++i) {
    const Rule& rule = Rules()[i];
    const bool may_match =
        (kinds & rule.all_of) == rule.all_of && (rule.any_of == 0 || (kinds & rule.any_of) != 0);
    if (may_match) rules |= BitOf(i);
  }
  return rules;
}

}  // namespace

struct Detector::Compiled {
  std::deque<Pattern> patterns;  // they do not move
  // A bit for each rule that a text with these kinds of byte, and with these forms, may match.
  std::array<std::uint32_t, ByteSummary::kKinds> by_kinds = {};
  std::array<std::uint32_t, kForms> by_forms = {};
};

Detector::Detector() : compiled_(std::make_unique<Compiled>()) {
  for (const Rule& rule : Rules()) {
    compiled_->patterns.emplace_back(rule.pattern);
  }
  for (std::uint32_t kinds = 0; kinds < compiled_->by_kinds.size(); ++kinds) {
    compiled_->by_kinds[kinds] = RulesOfKinds(kinds);
  }
  for (std::uint32_t forms = 0; forms < compiled_->by_forms.size(); ++forms) {
    compiled_->by_forms[forms] = RulesOfForms(forms);
  }
}

Detector::Detector(Detector&&) noexcept = default;
Detector::~Detector() = default;

std::size_t Detector::Scan(std::string_view text, std::vector<Match>& matches) const {
  const ByteSummary summary = Summarize(text);
  const std::size_t first = matches.size();
  std::size_t searches = 0;
  std::uint32_t rules = compiled_->by_kinds[summary.kinds] & compiled_->by_forms[summary.forms];
  for (; rules != 0; rules &= rules - 1) {
    const auto rule = static_cast<std::uint16_t>(std::countr_zero(rules));
    if (!Rules()[rule].is_possible(summary, text)) continue;
    searches += FindAll(compiled_->patterns[rule].Get(), rule, text, matches);
  }
  if (matches.size() > first + 1) KeepDisjoint(matches, first);
  return searches;
}

bool Detector::IsNumber(std::string_view text) {
  const auto belongs = [](char c) { return IsAsciiDigit(c) || kBetweenDigits.Has(c); };
  return text.size() <= kLongestNumber && std::ranges::all_of(text, belongs) &&
         std::ranges::count_if(text, IsAsciiDigit) >= kFewestDigits;
}

bool Detector::MayHoldNumber(std::string_view text, std::string_view before) {
  // As if all its digits were of one run: a number is short, and to know its runs takes longer.
  ByteSummary summary;
  summary.digits = static_cast<std::uint32_t>(std::ranges::count_if(text, IsAsciiDigit));
  summary.longest_run = summary.digits;
  return summary.longest_run >= kFewestOfLongNumber || MayHoldIpv4(summary, text) ||
         MayHoldPhone(summary, text) || MayHoldLocalPhone(summary, text) ||
         MayHoldSiren(summary, before) || MayNameSecret(before);
}

void Detector::ScanExhaustively(std::string_view text, std::vector<Match>& matches) const {
  const std::size_t first = matches.size();
  for (std::uint16_t rule = 0; rule < Rules().size(); ++rule) {
    FindAll(compiled_->patterns[rule].Get(), rule, text, matches);
  }
  KeepDisjoint(matches, first);
}

}  // namespace fun::detect
