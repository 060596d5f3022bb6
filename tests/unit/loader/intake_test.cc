#include "loader/intake.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

namespace fun::loader {
namespace {

// A folder that is gone with the test.
class Folder {
 public:
  Folder() : path_(testing::TempDir() + "loader-intake-test" + std::to_string(::getpid())) {
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  std::string File(std::string_view name) const { return path_ + "/" + std::string(name); }

 private:
  std::string path_;
};

std::string BytesOf(const std::string& path) {
  std::ostringstream bytes;
  bytes << std::ifstream(path, std::ios::binary).rdbuf();
  return bytes.str();
}

// Takes `log` without a server; its asides lie in `folder` afterwards.
LoadSummary Sorted(const Folder& folder, const std::string& log,
                   Intake::Options options = {.is_dry_run = true}) {
  auto gate = Gate::Make({});
  auto transform = Transform::Make({});
  Aside aside = {*stream::Rejects::Open("test", folder.File("rejects")),
                 *KeptLines::Open("--quarantine", folder.File("quarantine")),
                 *KeptLines::Open("--dead-letter", folder.File("dead"))};
  std::ofstream(folder.File("log"), std::ios::binary) << log;
  Outbox outbox({});
  stream::ChunkReader reader({folder.File("log")}, {});
  Intake intake({**gate, **transform, aside, outbox, reader}, options);
  stream::Chunk chunk;
  while (*reader.Next(chunk) == stream::ChunkReader::Outcome::kChunk) {
    EXPECT_TRUE(intake.Take(chunk).has_value());
  }
  EXPECT_TRUE(aside.rejects.Commit() && aside.quarantine.Commit() && aside.dead_letters.Commit());
  return intake.summary();
}

TEST(Intake, PutsEveryLineInOnePlace) {
  const Folder folder;
  const LoadSummary summary =
      Sorted(folder, R"({"time":"2015-02-02T00:30:00Z","username":""})"
                     "\n\n"
                     R"({"time":"2015-02-02T00:30:00Z","event":"ada@example.org"})"
                     "\n"
                     R"({"time":"never"})"
                     "\n{\"a\":\n");
  EXPECT_EQ(LoadEquation(summary.counts),
            "read 5 = indexed 0 + already_there 0 + quarantined 1 + dead_lettered 1 + rejected 1 + "
            "blank 1 + passed 1");
  EXPECT_TRUE(summary.counts.IsBalanced());
  EXPECT_EQ(BytesOf(folder.File("rejects")), "{\"a\":\n");
  EXPECT_EQ(BytesOf(folder.File("quarantine")),
            R"({"time":"2015-02-02T00:30:00Z","event":"ada@example.org"})"
            "\n");
  EXPECT_EQ(BytesOf(folder.File("dead")), "{\"time\":\"never\"}\n");
}

event::EpochMs test_clock = 0;

TEST(Intake, TakesEventsOfTomorrowForAsLongAsItRuns) {
  const Folder folder;
  const std::string line = R"({"time":"2030-01-02T00:00:00Z"})"
                           "\n";
  const std::string log = line + std::string(stream::kChunkSize, '\n') + line;
  test_clock = *event::ParseTime("2030-01-01T00:00:00Z");
  const LoadSummary summary =
      Sorted(folder, log, {.is_dry_run = true, .clock = [] { return test_clock++; }});
  EXPECT_EQ(summary.dead_lettered_by.at("time-out-of-range"), 1U);  // of the first chunk
  EXPECT_EQ(summary.counts.passed, 1U);                             // of the last
}

TEST(Intake, TakesEventsOfItsTimeOnly) {
  const Folder folder;
  std::string log;
  for (const std::string_view year : {"2011", "2012", "2015", "2016"}) {
    log += R"({"time":")" + std::string(year) + "-01-01T00:00:00Z\"}\n";
  }
  const LoadSummary summary = Sorted(folder, log,
                                     {.since = *event::ParseTime("2012-01-01T00:00:00Z"),
                                      .until = *event::ParseTime("2016-01-01T00:00:00Z"),
                                      .is_dry_run = true});
  EXPECT_EQ(summary.counts.passed, 2U);
  EXPECT_EQ(summary.dead_lettered_by.at("time-out-of-range"), 2U);
  EXPECT_EQ(BytesOf(folder.File("dead")),
            log.substr(0, log.find('\n') + 1) + log.substr(log.rfind('{')));
}

TEST(Intake, SaysWhatWouldBeSentByIndex) {
  const Folder folder;
  const LoadSummary summary = Sorted(folder,
                                     "{\"time\":\"2015-02-02T00:30:00Z\",\"n\":1}\n"
                                     "{\"time\":\"2015-02-02T00:30:00Z\",\"n\":2}\n");
  ASSERT_EQ(summary.indices.size(), 1U);
  EXPECT_EQ(summary.indices.begin()->first, "logstash-trackinglogs-2015.02.02");
  EXPECT_EQ(summary.indices.begin()->second.passed, 2U);
  EXPECT_GT(summary.indices.begin()->second.bytes, 2 * 38U);
}

TEST(Intake, KeepsExactlyTheLinesThatItDoesNotSend) {
  std::mt19937 random(20240607);
  const std::string_view events[] = {"ada@example.org", "+33 6 12 34 56 78", "clean", "",
                                     "82.1.2.3"};
  const bool is_clean[] = {false, false, true, true, false};
  std::string log;
  std::string kept;
  std::uint64_t clean = 0;
  for (int i = 0; i < 3'000; ++i) {
    const std::size_t kind = random() % 5;
    const std::string line = R"({"time":"2015-02-02T00:30:00Z","n":)" + std::to_string(i) +
                             R"(,"event":")" + std::string(events[kind]) + "\"}\n";
    log += line;
    clean += is_clean[kind] ? 1 : 0;
    if (!is_clean[kind]) kept += line;
  }
  const Folder folder;
  const LoadSummary summary = Sorted(folder, log);
  EXPECT_EQ(summary.counts.passed, clean);
  EXPECT_EQ(BytesOf(folder.File("quarantine")), kept);
}

}  // namespace
}  // namespace fun::loader
