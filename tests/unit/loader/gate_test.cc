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
  Arena arena;
  MemberVisitor reader(arena);
  EventMembers members;
  reader.StartLine(line.text, members);
  return (*gate)->Judge(line, reader);
}

TEST(Gate, LetsACleanLinePass) {
  EXPECT_EQ(RulingOf(R"({"event":"a comment"})").verdict, Verdict::kPass);
}

// Judged or trusted, a reader that shares the walk sees the same.
TEST(Gate, ShowsTheLineToAReader) {
  for (const bool is_trusted : {false, true}) {
    GateOptions options;
    options.is_trusted = is_trusted;
    auto gate = Gate::Make(options);
    event::LineSplitter splitter;
    event::Line line;
    splitter.Start(
        "{\"a\":1,\"event\":{\"b\":[2]},\"c\":\"text\"}\n{\"a\":1,\"b\"}\n{\"a\":tru}\n");
    Arena arena;
    MemberVisitor reader(arena);
    EventMembers members;
    ASSERT_TRUE(splitter.Next(line));
    reader.StartLine(line.text, members);
    EXPECT_EQ((*gate)->Judge(line, reader).verdict, Verdict::kPass);
    ASSERT_EQ(members.root.size(), 3U);
    EXPECT_EQ(members.root[2].name, "c");
    EXPECT_EQ(Slice(line.text, members.root[0].value), "1");
    EXPECT_EQ(Slice(line.text, members.root[1].value), "{\"b\":[2]}");
    EXPECT_EQ(Slice(line.text, members.root[2].value), "\"text\"");
    ASSERT_EQ(members.event.size(), 1U);
    EXPECT_EQ(members.event[0].name, "b");
    EXPECT_EQ(Slice(line.text, members.event[0].value), "[2]");
    while (splitter.Next(line)) {
      reader.StartLine(line.text, members);
      const Ruling& ruling = (*gate)->Judge(line, reader);
      EXPECT_EQ(ruling.verdict, Verdict::kReject);
      EXPECT_FALSE(ruling.refusal.empty());
    }
  }
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
