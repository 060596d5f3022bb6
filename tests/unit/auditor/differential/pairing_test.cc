#include "auditor/differential/pairing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>

#include "core/event/event_time.h"
#include "tests/unit/auditor/differential/compare/comparing.h"
#include "tests/unit/auditor/judge/judging.h"

namespace fun::auditor {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string EventAt(int second, std::string_view type = "play_video") {
  const std::string two = std::to_string(100 + second % 60).substr(1);
  const std::string minute = std::to_string(100 + second / 60).substr(1);
  return R"({"time":"2015-02-02T00:)" + minute + ":" + two + R"(Z","event_type":")" +
         std::string(type) + R"(","n":)" + std::to_string(second) + R"(,"grade":1,"seed":2})";
}

// What is found in each line, and at the end: "changed,missing", "" for nothing.
std::vector<std::string> Paired(const std::vector<std::string>& raw,
                                const std::vector<std::string>& log) {
  std::string text;
  for (const std::string& line : raw) text += line + "\n";
  const TemporaryFile file(text);
  Comparing comparing("seed");
  RawLines lines(comparing.policy(), {file.path()}, {});
  Pairing pairing(lines, comparing.comparison(), false, 1024);
  std::vector<std::string> found;
  const auto add = [&found](const std::vector<Finding>& findings) {
    std::string rules;
    for (const Finding& finding : findings) {
      rules.append(rules.empty() ? "" : ",").append(finding.rule);
    }
    found.push_back(rules);
  };
  for (const std::string& one : log) {
    event::LineSplitter splitter;
    event::Line line;
    Tree tree;
    splitter.Start(one);
    EXPECT_TRUE(splitter.Next(line) && tree.ParseLine(line, 1024).empty());
    std::vector<Finding> findings;
    EXPECT_TRUE(pairing.Take(tree, event::TimeOfEvent(one), findings).has_value());
    add(findings);
  }
  std::vector<Finding> rest;
  while (pairing.TakeLeftOver(rest).value_or(false)) {
  }
  add(rest);
  return found;
}

std::vector<std::string> Events(int count) {
  std::vector<std::string> events;
  for (int second = 0; second < count; ++second) events.push_back(EventAt(second));
  return events;
}

TEST(Pairing, PairsLinesInOrderAndLeavesNothingOver) {
  EXPECT_THAT(Paired(Events(3), Events(3)), ElementsAre("", "", "", ""));
}

TEST(Pairing, PassesOverRawLinesThatNoLineIsMadeOf) {
  EXPECT_THAT(Paired({EventAt(0), "", "broken {", "{\"a\":01}", " \t", EventAt(1)}, Events(2)),
              ElementsAre("", "", ""));
}

TEST(Pairing, NeitherMissesNorWantsALineThatWasAnonymizedBefore) {
  const std::string before = R"({"username":")" + std::string(64, 'a') +
                             R"(","time":"2015-02-02T00:00:00Z","event_type":"x"})";
  EXPECT_THAT(Paired({before, EventAt(1)}, {EventAt(1)}), ElementsAre("", ""));
  EXPECT_THAT(Paired({before, EventAt(1)}, {before, EventAt(1)}), ElementsAre("", "", ""));
}

TEST(Pairing, FindsOneChangedValueInItsOwnLine) {
  std::vector<std::string> log = Events(4);
  log[1].replace(log[1].find("\"grade\":1"), 9, "\"grade\":3");
  EXPECT_THAT(Paired(Events(4), log), ElementsAre("", "changed", "", "", ""));
}

TEST(Pairing, FindsALineThatIsGoneBeforeTheNextOne) {
  std::vector<std::string> log = Events(5);
  log.erase(log.begin() + 2);
  EXPECT_THAT(Paired(Events(5), log), ElementsAre("", "", "missing", "", ""));
}

TEST(Pairing, FindsTheLastLinesThatAreGoneAtTheEnd) {
  EXPECT_THAT(Paired(Events(4), Events(2)), ElementsAre("", "", "missing,missing"));
}

TEST(Pairing, FindsALineThatStandsThereTwice) {
  std::vector<std::string> log = Events(4);
  log.insert(log.begin() + 2, log[1]);
  EXPECT_THAT(Paired(Events(4), log), ElementsAre("", "", "added", "", "", ""));
}

TEST(Pairing, FindsALineThatStandsThereTwiceAmongLinesOfTheSameTime) {
  std::vector<std::string> raw;
  for (int n = 0; n < 4; ++n) {
    raw.push_back(R"({"time":"2015-02-02T00:00:00Z","a":1,"b":2,"n":)" + std::to_string(n) + "}");
  }
  std::vector<std::string> log = raw;
  log.insert(log.begin() + 2, log[1]);
  EXPECT_THAT(Paired(raw, log), ElementsAre("", "", "added", "", "", ""));
}

TEST(Pairing, FindsTwoLinesInTheWrongOrder) {
  std::vector<std::string> log = Events(4);
  std::swap(log[1], log[2]);
  EXPECT_THAT(Paired(Events(4), log), ElementsAre("", "missing", "added", "", ""));
}

TEST(Pairing, FindsItsWayAfterMoreLinesThanItLooksAhead) {
  std::vector<std::string> log = Events(400);
  log.erase(log.begin() + 10, log.begin() + 310);
  const std::vector<std::string> found = Paired(Events(400), log);
  EXPECT_EQ(std::ranges::count(found, std::string()), static_cast<std::ptrdiff_t>(log.size()));
  EXPECT_EQ(std::ranges::count(found[10], 'm'), 300);
}

TEST(Pairing, AddsWhatComesWhenTheRawLogIsOver) {
  EXPECT_THAT(Paired(Events(1), Events(2)), ElementsAre("", "added", ""));
  EXPECT_THAT(Paired({}, Events(1)), ElementsAre("added", ""));
}

}  // namespace
}  // namespace fun::auditor
