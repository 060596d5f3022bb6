#include "core/stream/ordered.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "tests/unit/core/stream/packed.h"
#include "tests/unit/keys/scratch.h"

namespace fun::stream {
namespace {

using keys::Scratch;

// Turns letters around, and is now quick, now slow: chunks get ready out of order.
struct Worker {
  std::atomic<int>* running = nullptr;

  void operator()(const Chunk& chunk, std::string& output) const {
    if (running != nullptr) ++*running;
    if (chunk.offset / kChunkSize % 3 == 0)
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    output = chunk.bytes;
    for (char& c : output) c = c == 'a' ? 'b' : c;
  }
};

std::string SomeChunks(std::size_t count) {
  std::string log;
  for (std::size_t line = 0; log.size() < count * kChunkSize; ++line) {
    log += "aaaa " + std::to_string(line) + "\n";
  }
  return log;
}

std::string Turned(std::string text) {
  for (char& c : text) c = c == 'a' ? 'b' : c;
  return text;
}

TEST(OrderedRun, HandsOnEveryChunkOnceAndInOrderForOneToFourWorkers) {
  const Scratch scratch;
  const std::string log = SomeChunks(30);
  const std::string first = scratch.File("first", log);
  const std::string second = scratch.File("second", "aaaa last\n");
  for (std::size_t jobs = 1; jobs <= 4; ++jobs) {
    ChunkReader reader({first, second}, {});
    std::vector<Worker> workers(jobs);
    std::string handed;
    std::vector<std::uint32_t> inputs;
    OrderedRun<Worker, std::string> run(reader, workers, [&](const Chunk& chunk, std::string& out) {
      handed += out;
      inputs.push_back(chunk.input);
      return Result<void>();
    });
    ASSERT_TRUE(run.Run().has_value()) << jobs;
    EXPECT_TRUE(handed == Turned(log + "aaaa last\n")) << jobs;
    EXPECT_TRUE(std::ranges::is_sorted(inputs)) << jobs;
    EXPECT_GE(inputs.size(), 31U) << jobs;
  }
}

TEST(OrderedRun, NeverCallsTheSinkFromTwoThreadsAtOnce) {
  const Scratch scratch;
  const std::string path = scratch.File("log", SomeChunks(40));
  ChunkReader reader({path}, {});
  std::vector<Worker> workers(4);
  std::atomic<int> within = 0;
  int most = 0;
  OrderedRun<Worker, std::string> run(reader, workers, [&](const Chunk&, std::string&) {
    most = std::max(most, ++within);
    std::this_thread::yield();
    --within;
    return Result<void>();
  });
  ASSERT_TRUE(run.Run().has_value());
  EXPECT_EQ(most, 1);
}

TEST(OrderedRun, AnErrorOfTheSinkStopsTheRunAndIsWhatItReturns) {
  const Scratch scratch;
  const std::string log = SomeChunks(40);
  const std::string path = scratch.File("log", log);
  for (std::size_t jobs = 1; jobs <= 4; ++jobs) {
    ChunkReader reader({path}, {});
    std::atomic<int> running = 0;
    std::vector<Worker> workers(jobs, Worker{&running});
    int calls = 0;
    OrderedRun<Worker, std::string> run(
        reader, workers, [&calls](const Chunk&, std::string&) -> Result<void> {
          if (++calls == 3) return Failure(ExitCode::kEnvironment, "the disk is full");
          return {};
        });
    const auto ran = run.Run();
    ASSERT_FALSE(ran.has_value()) << jobs;
    EXPECT_EQ(ran.error().message, "the disk is full") << jobs;
    EXPECT_EQ(calls, 3) << jobs;  // nothing is handed on behind the error
    EXPECT_LT(running, 30) << jobs;
  }
}

TEST(OrderedRun, HandsOnWhatWasReadBeforeAnErrorOfReading) {
  const Scratch scratch;
  const std::string log = SomeChunks(10);
  const std::string packed = Gzipped(log);
  const std::string path = scratch.File("log", packed.substr(0, packed.size() - 1));
  std::string alone;
  for (std::size_t jobs = 1; jobs <= 4; ++jobs) {
    ChunkReader reader({path}, {});
    std::vector<Worker> workers(jobs);
    std::string handed;
    OrderedRun<Worker, std::string> run(reader, workers, [&](const Chunk&, std::string& out) {
      handed += out;
      return Result<void>();
    });
    const auto ran = run.Run();
    ASSERT_FALSE(ran.has_value()) << jobs;
    EXPECT_EQ(ran.error().code, ExitCode::kInput) << jobs;
    EXPECT_GT(handed.size(), 8 * kChunkSize) << jobs;
    EXPECT_TRUE(Turned(log).starts_with(handed)) << jobs;
    if (jobs == 1) alone = handed;
    EXPECT_TRUE(handed == alone) << jobs;
  }
}

TEST(OrderedRun, EndsWellWithoutAnyChunk) {
  const Scratch scratch;
  const std::string path = scratch.File("empty", "");
  for (std::size_t jobs = 1; jobs <= 4; ++jobs) {
    ChunkReader reader({path}, {});
    std::vector<Worker> workers(jobs);
    int calls = 0;
    OrderedRun<Worker, std::string> run(reader, workers, [&calls](const Chunk&, std::string&) {
      ++calls;
      return Result<void>();
    });
    EXPECT_TRUE(run.Run().has_value()) << jobs;
    EXPECT_EQ(calls, 0) << jobs;
  }
}

}  // namespace
}  // namespace fun::stream
