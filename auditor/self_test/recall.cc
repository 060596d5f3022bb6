#include "auditor/self_test/recall.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "core/record/summary.h"
#include "core/stream/progress.h"

namespace fun::auditor {
namespace {

constexpr double kZ = 1.959963984540054;  // the normal distribution's 97.5 % quantile

double ShareOf(const Recall& recall) {
  return recall.planted == 0
             ? 0
             : static_cast<double>(recall.found) / static_cast<double>(recall.planted);
}

// `share` of `places` decimals, down or up: an interval must not look narrower than it is.
double RoundedOut(double share, double factor, bool up) {
  // What is whole but for the error of a double stays.
  constexpr double kSlack = 1e-9;
  return (up ? std::ceil(share * factor - kSlack) : std::floor(share * factor + kSlack)) / factor;
}

std::string ShareJson(double share, bool up = false) {
  char text[32];
  std::snprintf(text, sizeof text, "%.6f", RoundedOut(share, 1e6, up));
  return text;
}

record::JsonObject& AddRecall(const Recall& recall, record::JsonObject& object) {
  const Interval interval = IntervalOf(recall);
  return object.Add("planted", recall.planted)
      .Add("found", recall.found)
      .AddRaw("recall", recall.planted == 0 ? "null" : ShareJson(ShareOf(recall)))
      .AddRaw("low", ShareJson(interval.low))
      .AddRaw("high", ShareJson(interval.high, true));
}

std::string ListJson(std::string_view name, const RecallBy& recalls) {
  record::JsonList list;
  for (const auto& [key, recall] : recalls) {
    record::JsonObject object;
    object.Add(name, key);
    list.Add(AddRecall(recall, object).Text());
  }
  return list.Text();
}

std::string IntervalText(const Recall& recall) {
  const Interval interval = IntervalOf(recall);
  return PercentText(interval.low) + " to " + PercentText(interval.high, true);
}

RecallTable TableOf(std::string_view head, const RecallBy& recalls) {
  RecallTable table = {head, {}};
  for (const auto& [name, recall] : recalls) {
    table.rows.push_back({std::string(name), stream::WithThousands(recall.planted),
                          stream::WithThousands(recall.found), PercentText(ShareOf(recall)),
                          IntervalText(recall)});
  }
  return table;
}

void AddAll(const RecallBy& part, RecallBy& sum) {
  for (const auto& [name, recall] : part) sum[name] += recall;
}

}  // namespace

Interval IntervalOf(const Recall& recall) {
  if (recall.planted == 0) return {};
  const auto n = static_cast<double>(recall.planted);
  const double share = ShareOf(recall);
  const double square = kZ * kZ / n;
  const double middle = (share + square / 2) / (1 + square);
  const double half = kZ * std::sqrt(share * (1 - share) / n + square / (4 * n)) / (1 + square);
  // At the ends the limit is the end itself, but for the error of a double.
  return {recall.found == 0 ? 0 : std::max(0.0, middle - half),
          recall.found == recall.planted ? 1 : std::min(1.0, middle + half)};
}

void SelfTest::Count(std::string_view rule, std::string_view encoding, std::string_view place,
                     bool is_found) {
  all.Count(is_found);
  rules[rule].Count(is_found);
  encodings[encoding].Count(is_found);
  places[place].Count(is_found);
}

SelfTest& SelfTest::operator+=(const SelfTest& part) {
  all += part.all;
  AddAll(part.rules, rules);
  AddAll(part.encodings, encodings);
  AddAll(part.places, places);
  return *this;
}

std::string PercentText(double share, bool up) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2f %%", 100 * RoundedOut(share, 1e4, up));
  return text;
}

std::string RecallSentence(const SelfTest* test) {
  if (test == nullptr) return " Recall was not measured in this run.";
  if (test->lines == 0) return " Recall was not measured: there was no line to plant values in.";
  std::string text = " Measured recall " + PercentText(ShareOf(test->all)) + " (95 % interval " +
                     IntervalText(test->all) + ") of " + stream::WithThousands(test->all.planted) +
                     " invented values planted into copies of " +
                     stream::WithThousands(test->lines) + (test->lines == 1 ? " line" : " lines");
  const std::uint64_t missed = test->all.planted - test->all.found;
  if (missed == 0) return text + ".";
  return text + ": the scan misses some of what it looks for, " + stream::WithThousands(missed) +
         " of these.";
}

std::vector<RecallTable> RecallTables(const SelfTest& test) {
  if (test.lines == 0) return {};
  return {TableOf("rule", test.rules), TableOf("encoding", test.encodings),
          TableOf("place", test.places)};
}

std::string RecallJson(const SelfTest& test) {
  record::JsonObject object;
  object.Add("rounds", test.rounds).Add("lines", test.lines);
  return AddRecall(test.all, object)
      .AddRaw("rules", ListJson("rule", test.rules))
      .AddRaw("encodings", ListJson("encoding", test.encodings))
      .AddRaw("places", ListJson("place", test.places))
      .Text();
}

}  // namespace fun::auditor
