// Measures the detector on labelled texts (generate.py) from standard input; prints, by kind,
// how many values it covered whole, and by rule, how many texts of kind "none" it hit.
//
//     generate.py | detect_recall [--misses]
//
// --misses prints the texts that went wrong: the set is invented, nobody's data is in it.
#include <cstdio>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "core/detect/detector.h"

namespace fun::detect {
namespace {

struct Labelled {
  std::string kind;
  std::string text;
  Span value;
};

Labelled ParseLabelled(const std::string& line) {
  const std::size_t tab = line.find('\t');
  Labelled labelled = {line.substr(0, tab), line.substr(tab + 1), {}};
  std::string& text = labelled.text;
  for (std::size_t at = text.find("\\n"); at != text.npos; at = text.find("\\n", at)) {
    text.replace(at, 2, "\n");
  }
  const std::size_t open = text.find("[[");
  if (open == text.npos) return labelled;
  text.erase(open, 2);
  // The last one: a value may end with a bracket of its own.
  const std::size_t close = text.rfind("]]");
  text.erase(close, 2);
  labelled.value = {open, close};
  return labelled;
}

struct Tally {
  int texts = 0;
  int covered = 0;  // no byte of the value is left
  int touched = 0;  // some bytes are
};

void CountMatches(const Labelled& labelled, const std::vector<Match>& matches, Tally& tally) {
  std::size_t covered = 0;
  for (const Match& match : matches) {
    const std::size_t begin = std::max(match.span.begin, labelled.value.begin);
    const std::size_t end = std::min(match.span.end, labelled.value.end);
    if (begin < end) covered += end - begin;
  }
  ++tally.texts;
  if (covered == labelled.value.size()) {
    ++tally.covered;
  } else if (covered > 0) {
    ++tally.touched;
  }
}

void PrintReport(const std::map<std::string, Tally>& kinds,
                 const std::map<std::string, int>& alarms, int negatives) {
  std::printf("%-18s %6s %8s %7s %7s\n", "kind", "texts", "covered", "partly", "recall");
  for (const auto& [kind, tally] : kinds) {
    std::printf("%-18s %6d %8d %7d %6.1f%%\n", kind.c_str(), tally.texts, tally.covered,
                tally.touched, 100.0 * tally.covered / tally.texts);
  }
  std::printf("\n%-18s %6s\n", "false alarm of", "texts");
  for (const auto& [rule, count] : alarms) std::printf("%-18s %6d\n", rule.c_str(), count);
  std::printf("%-18s %6d\n", "of texts in all", negatives);
}

int MeasureDetector(bool print_misses) {
  const Detector detector;
  std::map<std::string, Tally> kinds;
  std::map<std::string, int> alarms;
  std::vector<Match> matches;
  int negatives = 0;
  for (std::string line; std::getline(std::cin, line);) {
    const Labelled labelled = ParseLabelled(line);
    matches.clear();
    detector.Scan(labelled.text, matches);
    const bool is_negative = labelled.value.size() == 0;
    negatives += is_negative ? 1 : 0;
    const int before = kinds.contains(labelled.kind) ? kinds[labelled.kind].covered : 0;
    if (!is_negative) CountMatches(labelled, matches, kinds[labelled.kind]);
    if (is_negative && !matches.empty()) ++alarms[std::string(Rules()[matches[0].rule].id)];
    const bool is_right = is_negative ? matches.empty() : kinds[labelled.kind].covered > before;
    if (print_misses && !is_right) std::printf("%s\n", line.c_str());
  }
  if (!print_misses) PrintReport(kinds, alarms, negatives);
  return negatives == 0 ? 3 : 0;
}

}  // namespace
}  // namespace fun::detect

int main(int argc, char** argv) {
  return fun::detect::MeasureDetector(argc > 1 && std::string_view(argv[1]) == "--misses");
}
