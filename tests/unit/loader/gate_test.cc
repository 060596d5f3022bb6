#include "loader/gate.h"

#include <gtest/gtest.h>

#include <string>

namespace fun::loader {
namespace {

Ruling RulingOf(const std::string& text) {
  auto gate = Gate::Make({});
  event::LineSplitter splitter;
  event::Line line;
  const std::string chunk = text + "\n";
  splitter.Start(chunk);
  EXPECT_TRUE(splitter.Next(line));
  return (*gate)->Judge(line);
}

TEST(Gate, LetsACleanLinePass) {
  EXPECT_EQ(RulingOf(R"({"event":"a comment"})").verdict, Verdict::kPass);
}

TEST(Gate, HoldsBackALeak) {
  const Ruling ruling = RulingOf(R"({"event":"ada@example.org"})");
  EXPECT_EQ(ruling.verdict, Verdict::kQuarantine);
  EXPECT_EQ(ruling.findings.at(0).rule, "email");
}

TEST(Gate, HoldsBackALeakThatAWarningOverlaps) {
  const Ruling ruling =
      RulingOf(R"({"event":"742 Evergreen Terrace, Springfield 06 12 34 56 78"})");
  EXPECT_EQ(ruling.verdict, Verdict::kQuarantine);
  EXPECT_EQ(ruling.findings.at(0).rule, "phone-fr");
}

TEST(Gate, HoldsBackHashesThatAnybodyCanBreak) {
  // MD5 of the address of an account that each platform is installed with.
  const Ruling ruling = RulingOf(R"({"event":{"avatar":"75fa511ea94bdbbd040e1bf96d6e27fc"}})");
  EXPECT_EQ(ruling.verdict, Verdict::kQuarantine);
  EXPECT_EQ(ruling.findings.at(0).rule, "unkeyed-hash");
}

TEST(Gate, RefusesWhatItCannotRead) {
  const Ruling ruling = RulingOf(R"({"event":NaN})");
  EXPECT_EQ(ruling.verdict, Verdict::kReject);
  EXPECT_FALSE(ruling.refusal.empty());
}

}  // namespace
}  // namespace fun::loader
