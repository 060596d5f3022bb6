#include "loader/document.h"

#include <gtest/gtest.h>

namespace fun::loader {
namespace {

// What is read of one line: its JSON and its time, or why it has none.
struct Read {
  std::string json;
  std::string time;
  bool has_timestamp = false;
};

Read ReadOf(const std::string& text) {
  event::LineSplitter splitter;
  event::Line line;
  const std::string chunk = text + "\n";
  splitter.Start(chunk);
  if (!splitter.Next(line) || !line.refusal.empty()) return {"refused", "", false};
  DocumentReader reader(1024);
  const auto document = reader.Read(line);
  if (!document) return {"no object", "", false};
  Read read = {std::string(Slice(line.text, document->json)), "none", document->has_timestamp};
  if (document->time) {
    read.time.clear();
    event::AppendTimestamp(*document->time, read.time);
  }
  return read;
}

std::string TimeOf(const std::string& text) { return ReadOf(text).time; }

TEST(DocumentReader, TakesTheJsonWithoutPrefixAndSpace) {
  EXPECT_EQ(ReadOf(R"({"a": 1 })").json, R"({"a": 1 })");
  EXPECT_EQ(ReadOf(" \t{\"a\":1} \r").json, R"({"a":1})");
  EXPECT_EQ(ReadOf(R"(Feb  1 10:00:00 lms1 tracking[77]: {"a":1})").json, R"({"a":1})");
}

TEST(DocumentReader, TakesTheTimeAndElseTheTimestamp) {
  EXPECT_EQ(TimeOf(R"({"time":"2015-02-02T00:30:00Z","timestamp":"2016-01-01T00:00:00Z"})"),
            "2015-02-02T00:30:00.000Z");
  EXPECT_EQ(TimeOf(R"({"timestamp":"2016-01-01T00:00:00Z"})"), "2016-01-01T00:00:00.000Z");
  EXPECT_EQ(TimeOf(R"({"time":"soon","timestamp":"2016-01-01T00:00:00Z"})"),
            "2016-01-01T00:00:00.000Z");
  EXPECT_EQ(TimeOf(R"({"time":1423000000})"), "none");
  EXPECT_EQ(TimeOf(R"({"time":null,"x":"2016-01-01T00:00:00Z"})"), "none");
}

TEST(DocumentReader, ReadsKeysAndTimesDecoded) {
  EXPECT_EQ(TimeOf(R"({"t\u0069me":"2015-02-02T00\u003a30:00Z"})"), "2015-02-02T00:30:00.000Z");
}

TEST(DocumentReader, LooksAtTheOutermostObjectOnly) {
  EXPECT_EQ(TimeOf(R"({"event":{"time":"2015-02-02T00:30:00Z"}})"), "none");
  EXPECT_EQ(TimeOf(R"({"time":["2015-02-02T00:30:00Z"]})"), "none");
  EXPECT_EQ(TimeOf(R"({"event":{"a":1},"time":"2015-02-02T00:30:00Z"})"),
            "2015-02-02T00:30:00.000Z");
  EXPECT_FALSE(ReadOf(R"({"event":{"@timestamp":1}})").has_timestamp);
}

TEST(DocumentReader, SeesATimestampOfAnyShape) {
  EXPECT_TRUE(ReadOf(R"({"@timestamp":"x"})").has_timestamp);
  EXPECT_TRUE(ReadOf(R"({"@timestamp":{"a":1}})").has_timestamp);
  EXPECT_TRUE(ReadOf(R"({"\u0040timestamp":null})").has_timestamp);
  EXPECT_FALSE(ReadOf(R"({"timestamp":"x"})").has_timestamp);
}

TEST(DocumentReader, TakesNoLineThatTheGrammarRefuses) {
  EXPECT_EQ(ReadOf(R"({"a":1)").json, "no object");
  EXPECT_EQ(ReadOf(R"({"a":NaN})").json, "no object");
}

}  // namespace
}  // namespace fun::loader
