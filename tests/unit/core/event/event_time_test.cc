#include "core/event/event_time.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace fun::event {
namespace {

std::string TimeIn(std::string_view json) {
  const auto time = TimeOfEvent(json);
  if (!time) return "none";
  std::string text;
  AppendTimestamp(*time, text);
  return text;
}

TEST(TimeOfEvent, IsThatOfTheTopLevelMember) {
  const struct {
    const char* json;
    const char* time;
  } rows[] = {
      {R"({"time":"2015-02-01T10:00:00.123456+00:00"})", "2015-02-01T10:00:00.123Z"},
      {R"({"a":{"time":"2014-01-01T00:00:00Z"}, "time" : "2015-02-01T10:00:00+01:00"})",
       "2015-02-01T09:00:00.000Z"},
      {R"({"time":"2015-02-01T10:00:00Z","b":[{"time":"2014-01-01T00:00:00Z"}]})",
       "2015-02-01T10:00:00.000Z"},
      {R"({"event":"{\"time\":\"2014-01-01T00:00:00Z\"}","time":"2015-02-01T10:00:00Z"})",
       "2015-02-01T10:00:00.000Z"},
      {R"({"x":"\\","time":"2015-02-01T10:00:00Z"})", "2015-02-01T10:00:00.000Z"},
      {R"({"x":"]}\\\"","time":"2015-02-01T10:00:00Z"})", "2015-02-01T10:00:00.000Z"},
      {R"({"x":"time","y":"2014-01-01T00:00:00Z","time":"2015-02-01T10:00:00Z"})",
       "2015-02-01T10:00:00.000Z"},
      {R"({"t\u0069me":"2015-02-01T10:00:00\u005a"})", "2015-02-01T10:00:00.000Z"},
      {R"({"timestamp":"2014-01-01T00:00:00Z","time":"2015-02-01T10:00:00Z"})",
       "2015-02-01T10:00:00.000Z"},
      {R"({"time":null,"timestamp":"2015-02-01T10:00:00Z"})", "2015-02-01T10:00:00.000Z"},
      {R"({"time":"soon","timestamp":"2015-02-01T10:00:00Z"})", "2015-02-01T10:00:00.000Z"},
      {R"({"time":"2014-01-01T00:00:00Z","time":"2015-02-01T10:00:00Z"})",
       "2015-02-01T10:00:00.000Z"},
      {R"({"context":{"time":"2014-01-01T00:00:00Z"}})", "none"},
      {R"({"x":["time","2014-01-01T00:00:00Z"]})", "none"},
      {R"({"time":1422784800})", "none"},
      {R"({})", "none"},
  };
  for (const auto& row : rows) EXPECT_EQ(TimeIn(row.json), row.time) << row.json;
}

TEST(TimeOfEvent, StaysWithinAnyBytes) {
  std::mt19937 random(20240607);
  constexpr std::string_view kAlphabet = R"({}[]":\,time )";
  for (int round = 0; round < 100'000; ++round) {
    std::string text;
    for (std::size_t size = random() % 24; text.size() < size;) {
      text += kAlphabet[random() % kAlphabet.size()];
    }
    (void)TimeOfEvent(text);
  }
}

}  // namespace
}  // namespace fun::event
