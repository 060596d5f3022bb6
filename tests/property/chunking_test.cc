// What leaves does not depend on how the log came: chunks, threads, packing.
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "anonymizer/chunk.h"
#include "anonymizer/run.h"
#include "tests/property/planted_events.h"
#include "tests/unit/anonymizer/anonymized.h"
#include "tests/unit/core/stream/drip.h"
#include "tests/unit/core/stream/packed.h"
#include "tests/unit/keys/scratch.h"

namespace fun::anonymizer {
namespace {

// Events, blank lines, refused lines and logger prefixes, each with its LF.
std::vector<std::string> RandomLog(std::mt19937& random, std::size_t size) {
  EventMaker maker(random, true);
  std::vector<std::string> lines(size);
  for (std::string& line : lines) {
    switch (random() % 12) {
      case 0:
        line = " \r";
        break;
      case 1:
        line = maker.Make().text + "}";
        break;
      case 2:
        line = "{\"a\":\"\xFF";
        break;
      case 3:
        line = "Feb  1 10:00:00 host \"x: " + maker.Make().text;
        line.erase(line.find_last_not_of(" \t\r") + 1);
        break;
      default:
        line = maker.Make().text;
    }
    line += '\n';
  }
  return lines;
}

std::string AloneOutput(std::string_view policy, const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines) {
    const std::string alone = Anonymized(policy, line);
    if (alone != "blank" && !alone.starts_with("rejected")) out += alone + "\n";
  }
  return out;
}

TEST(ChunkAnonymizer, WritesWhatEachLineAloneGivesForAnyChunks) {
  std::mt19937 random(11);  // fixed: a failure must repeat
  const event::Policy policy = event::Policy::BuiltIn("standard").value();
  const detect::Detector detector;
  ChunkAnonymizer chunks(LineAnonymizer::Create(policy, &detector,
                                                keys::Secret::CopyOf(kTestSecret),
                                                {1 << 20, 1024, false})
                             .value());
  for (int round = 0; round < 400; ++round) {
    const std::vector<std::string> lines = RandomLog(random, 60);
    std::string out;
    record::LineCounts counts;
    for (std::size_t at = 0; at < lines.size();) {
      stream::Chunk chunk;
      for (std::size_t n = 1 + random() % 20; n > 0 && at < lines.size(); --n) {
        chunk.bytes += lines[at++];
      }
      ChunkOutput output;
      chunks(chunk, output);
      out += output.text;
      counts += output.lines;
    }
    ASSERT_EQ(out, AloneOutput("standard", lines)) << round;
    ASSERT_TRUE(counts.IsBalanced()) << round;
    ASSERT_EQ(counts.read, lines.size()) << round;
  }
}

std::string RunOutput(const keys::Scratch& scratch, std::string input, unsigned jobs) {
  Options options;
  options.key.path = scratch.File("key", kTestSecret);
  options.policy = "seed";
  options.output = scratch.Path("out");
  options.input.inputs = {std::move(input)};
  options.input.quiet = true;
  options.max_rejects = "100%";
  options.jobs = jobs;
  testing::internal::CaptureStderr();
  const auto summary = RunAnonymizer(options);
  testing::internal::GetCapturedStderr();
  return summary ? keys::ReadWhole(options.output) : summary.error().message;
}

TEST(RunAnonymizer, WritesTheSameBytesForAnyThreadsPackingAndPieces) {
  std::mt19937 random(12);
  const std::vector<std::string> lines = RandomLog(random, 6'000);
  std::string log;
  for (const std::string& line : lines) log += line;
  ASSERT_GT(log.size(), 4 * stream::kChunkSize);
  const std::string expected = AloneOutput("seed", lines);
  const keys::Scratch scratch;
  for (unsigned jobs = 1; jobs <= 4; ++jobs) {
    EXPECT_TRUE(RunOutput(scratch, scratch.File("log", log), jobs) == expected) << jobs;
    EXPECT_TRUE(RunOutput(scratch, scratch.File("log", stream::Gzipped(log)), jobs) == expected);
    EXPECT_TRUE(RunOutput(scratch, scratch.File("log", stream::Zstdded(log)), jobs) == expected);
    std::vector<std::string> pieces;
    for (std::size_t at = 0; at < log.size(); at += pieces.back().size()) {
      pieces.push_back(log.substr(at, 1 + random() % 20'000));
    }
    stream::Drip drip(pieces);
    EXPECT_TRUE(RunOutput(scratch, drip.path(), jobs) == expected) << jobs;
  }
}

}  // namespace
}  // namespace fun::anonymizer
