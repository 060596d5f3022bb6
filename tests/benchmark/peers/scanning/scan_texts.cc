// Scans ready texts, which end with a NUL each, from standard input by one method; prints the CPU
// seconds of the scanning alone and how many texts were flagged.
//
//     scan_texts patterns             # prints the rules instead: id, tab, pattern
//     scan_texts detector < texts     # Detector::Scan
//     scan_texts exhaustive < texts   # RE2 rule by rule, with each rule's second look
//     scan_texts re2 < texts          # RE2 rule by rule, every match of the bare patterns
//     scan_texts dictionary FILE < texts  # the people of FILE
//
// Built by ../../run, with the flags and libraries of the build that is measured.

#include <re2/re2.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <deque>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/detect/detector.h"
#include "core/detect/known/identities.h"

namespace fun::detect {
namespace {

std::vector<std::string_view> SplitTexts(std::string_view all) {
  std::vector<std::string_view> texts;
  for (std::size_t at = 0; at < all.size();) {
    const std::size_t end = std::min(all.find('\0', at), all.size());
    texts.push_back(all.substr(at, end - at));
    at = end + 1;
  }
  return texts;
}

double CpuSeconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

// `is_flagged` looks at one text.
template <typename Look>
int PrintScan(const std::vector<std::string_view>& texts, Look is_flagged) {
  std::size_t flagged = 0;
  const double begin = CpuSeconds();
  for (const std::string_view text : texts) flagged += is_flagged(text) ? 1 : 0;
  std::printf("%.6f %zu\n", CpuSeconds() - begin, flagged);
  return static_cast<int>(ExitCode::kDone);
}

class BarePatterns {
 public:
  BarePatterns() {
    RE2::Options options;
    options.set_log_errors(false);
    for (const Rule& rule : Rules()) {
      patterns_.emplace_back(re2::StringPiece(rule.pattern.data(), rule.pattern.size()), options);
    }
  }

  // Every match of every pattern is looked for, as whoever wants to replace them has to.
  bool FindAny(std::string_view text) const {
    const re2::StringPiece piece(text.data(), text.size());
    std::size_t matches = 0;
    for (const RE2& pattern : patterns_) {
      re2::StringPiece found;
      std::size_t from = 0;
      while (from < text.size() &&
             pattern.Match(piece, from, text.size(), RE2::UNANCHORED, &found, 1)) {
        ++matches;
        const auto end = static_cast<std::size_t>(found.data() - text.data()) + found.size();
        from = std::max(end, from + 1);
      }
    }
    return matches > 0;
  }

 private:
  std::deque<RE2> patterns_;  // RE2 does not move
};

int ScanForPeople(const std::vector<std::string_view>& texts, const std::string& path) {
  const Result<Identities> people = Identities::Load({path});
  if (!people) return static_cast<int>(people.error().code);
  std::vector<KnownMatch> matches;
  return PrintScan(texts, [&](std::string_view text) {
    matches.clear();
    people->Find(text, matches, false);
    return !matches.empty();
  });
}

int PrintPatterns() {
  for (const Rule& rule : Rules()) std::cout << rule.id << '\t' << rule.pattern << '\n';
  return static_cast<int>(ExitCode::kDone);
}

int ScanInput(std::string_view method, const std::string& people) {
  const std::string all(std::istreambuf_iterator<char>(std::cin), {});
  const std::vector<std::string_view> texts = SplitTexts(all);
  if (method == "dictionary") return ScanForPeople(texts, people);
  if (method == "re2") {
    const BarePatterns patterns;
    return PrintScan(texts, [&](std::string_view text) { return patterns.FindAny(text); });
  }
  const Detector detector;
  const bool is_exhaustive = method == "exhaustive";
  std::vector<Match> matches;
  return PrintScan(texts, [&](std::string_view text) {
    matches.clear();
    if (is_exhaustive) {
      detector.ScanExhaustively(text, matches);
    } else {
      detector.Scan(text, matches);
    }
    return !matches.empty();
  });
}

}  // namespace
}  // namespace fun::detect

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  const std::string_view method = argc > 1 ? argv[1] : "";
  const bool is_known = method == "patterns" || method == "detector" || method == "exhaustive" ||
                        method == "re2" || (method == "dictionary" && argc > 2);
  if (!is_known) return static_cast<int>(fun::ExitCode::kUsage);
  if (method == "patterns") return fun::detect::PrintPatterns();
  return fun::detect::ScanInput(method, argc > 2 ? argv[2] : "");
}
