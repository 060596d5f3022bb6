#include "core/stream/chunks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "tests/unit/core/stream/all_chunks.h"
#include "tests/unit/core/stream/drip.h"
#include "tests/unit/core/stream/packed.h"
#include "tests/unit/keys/scratch.h"

namespace fun::stream {
namespace {

using keys::Scratch;
using testing::ElementsAre;
using testing::IsEmpty;

const std::string kBom = "\xEF\xBB\xBF";

TEST(ChunkReader, GivesSmallInputsWholeAndOneByOne) {
  const Scratch scratch;
  const AllChunks all = ReadChunks({scratch.File("a", "one\ntwo\n"), scratch.File("b", "three\n")});
  ASSERT_EQ(all.chunks.size(), 2U);
  EXPECT_EQ(all.chunks[0].bytes, "one\ntwo\n");
  EXPECT_EQ(all.chunks[0].input, 0U);
  EXPECT_TRUE(all.chunks[0].is_first);
  EXPECT_EQ(all.chunks[1].bytes, "three\n");
  EXPECT_EQ(all.chunks[1].input, 1U);
  EXPECT_EQ(all.chunks[1].offset, 0U);
  EXPECT_TRUE(all.chunks[1].is_first);
}

TEST(ChunkReader, GivesNoChunkForAnEmptyInput) {
  const Scratch scratch;
  const std::string empty = scratch.File("empty", "");
  EXPECT_THAT(ReadChunks({empty, empty}).chunks, IsEmpty());
  EXPECT_EQ(ReadChunks({empty, scratch.File("a", "x\n"), empty}).Bytes(), "x\n");
  EXPECT_THAT(ReadChunks({scratch.File("bom", kBom)}).chunks, IsEmpty());
}

TEST(ChunkReader, KeepsALastLineWithoutNewlineApartFromTheNextInput) {
  const Scratch scratch;
  const AllChunks all = ReadChunks({scratch.File("a", "one\ntwo"), scratch.File("b", "three")});
  EXPECT_THAT(LinesOf(all), ElementsAre("one\n", "two", "three"));
}

TEST(ChunkReader, SkipsAByteOrderMarkAtTheStartOfEveryInputAndNowhereElse) {
  const Scratch scratch;
  const std::string a = scratch.File("a", kBom + kBom + "{}\n" + kBom + "\n");
  const std::string b = scratch.File("b", Gzipped(kBom + "[]\n"));
  const AllChunks all = ReadChunks({a, b});
  EXPECT_EQ(all.Bytes(), kBom + "{}\n" + kBom + "\n[]\n");
  EXPECT_EQ(all.boms, 2U);
  EXPECT_EQ(all.chunks.at(0).offset, 3U);
  EXPECT_EQ(ReadChunks({scratch.File("c", "\xEF\xBB")}).Bytes(), "\xEF\xBB");
}

TEST(ChunkReader, SkipsAByteOrderMarkThatComesByteByByte) {
  for (const std::string rest : {"{}\n", "\n{}\n", ""}) {
    Drip drip({"\xEF", "\xBB", "\xBF", rest});
    const AllChunks all = ReadChunks({drip.path()});
    EXPECT_EQ(all.Bytes(), rest);
    EXPECT_EQ(all.boms, 1U);
  }
}

TEST(ChunkReader, HandsLinesOnWhileMoreIsStillToCome) {
  int ends[2];
  ASSERT_EQ(::pipe2(ends, O_CLOEXEC), 0);
  ChunkReader reader({"/proc/self/fd/" + std::to_string(ends[0])}, {});
  ASSERT_EQ(::write(ends[1], "one\ntw", 6), 6);
  Chunk chunk;
  ASSERT_EQ(reader.Next(chunk), ChunkReader::Outcome::kChunk);
  EXPECT_EQ(chunk.bytes, "one\n");
  ASSERT_EQ(reader.Next(chunk, 1), ChunkReader::Outcome::kIdle);
  ASSERT_EQ(::write(ends[1], "o\n", 2), 2);
  ASSERT_EQ(reader.Next(chunk), ChunkReader::Outcome::kChunk);
  EXPECT_EQ(chunk.bytes, "two\n");
  ::close(ends[1]);
  EXPECT_EQ(reader.Next(chunk), ChunkReader::Outcome::kEnd);
  ::close(ends[0]);
}

TEST(ChunkReader, GivesALongLineInPiecesThatAreMarked) {
  const Scratch scratch;
  const std::string long_line(3 * kChunkSize, 'x');
  const AllChunks all = ReadChunks({scratch.File("a", "one\n" + long_line + "\ntwo\n")}, 64);
  EXPECT_THAT(LinesOf(all), ElementsAre("one\n", long_line + "\n", "two\n"));
  EXPECT_EQ(all.chunks.at(0).kind, ChunkKind::kLines);
  EXPECT_EQ(all.chunks.at(1).kind, ChunkKind::kLongLineBegin);
  EXPECT_EQ(all.chunks.at(2).kind, ChunkKind::kLongLineGoesOn);
  EXPECT_EQ(all.chunks.back().kind, ChunkKind::kLines);
}

TEST(ChunkReader, EndsALongLineWithItsInput) {
  const Scratch scratch;
  const std::string long_line(2 * kChunkSize, 'x');
  const AllChunks all = ReadChunks({scratch.File("a", long_line), scratch.File("b", "two\n")}, 64);
  EXPECT_THAT(LinesOf(all), ElementsAre(long_line, "two\n"));
  EXPECT_EQ(all.chunks.back().kind, ChunkKind::kLines);
}

std::string RandomLog(std::mt19937& random, std::size_t lines, std::size_t longest) {
  std::string log;
  for (std::size_t i = 0; i < lines; ++i) {
    const std::size_t most = random() % 10 == 0 ? longest : 20;
    log += std::string(random() % most, static_cast<char>('a' + random() % 26)) + "\n";
  }
  if (random() % 2 == 0 && !log.empty()) log.pop_back();  // no final newline
  return log;
}

std::vector<std::string> CutAtRandom(std::mt19937& random, std::string_view bytes) {
  std::vector<std::string> pieces;
  while (!bytes.empty()) {
    const std::size_t size = std::min<std::size_t>(1 + random() % 200, bytes.size());
    pieces.emplace_back(bytes.substr(0, size));
    bytes.remove_prefix(size);
  }
  return pieces;
}

// The law: whatever the pieces and the packing, the same lines; every chunk of
// lines ends with one; offsets count the bytes.
TEST(ChunkReader, GivesTheSameLinesForAnyChunkingAndPacking) {
  const Scratch scratch;
  std::mt19937 random(20240615);  // fixed: a failure must repeat
  for (int round = 0; round < 120; ++round) {
    const std::string log = RandomLog(random, random() % 40, 300);
    const std::string packed[] = {log, Gzipped(log), Zstdded(log)};
    const auto expected = LinesOf(ReadChunks({scratch.File("log", log)}));
    for (const std::string& bytes : packed) {
      if (bytes.empty()) continue;
      Drip drip(CutAtRandom(random, bytes));
      const AllChunks all = ReadChunks({drip.path()}, 100);
      ASSERT_EQ(all.error, "") << round;
      ASSERT_EQ(LinesOf(all), expected) << round;
      std::uint64_t offset = 0;
      for (const Chunk& chunk : all.chunks) {
        ASSERT_EQ(chunk.offset, offset) << round;
        ASSERT_EQ(chunk.is_first, offset == 0) << round;
        offset += chunk.bytes.size();
        if (chunk.kind != ChunkKind::kLines || offset == log.size()) continue;
        ASSERT_TRUE(chunk.bytes.ends_with('\n')) << round;
      }
    }
  }
}

TEST(ChunkReader, HoldsNoMoreThanAChunkAndALineInMemory) {
  const Scratch scratch;
  std::mt19937 random(20240616);
  const std::string log = RandomLog(random, 20'000, 5'000);
  const AllChunks all = ReadChunks({scratch.File("log", log)}, 4'000);
  EXPECT_EQ(all.Bytes(), log);
  EXPECT_GT(all.chunks.size(), 10U);
  for (const Chunk& chunk : all.chunks) {
    EXPECT_LE(chunk.bytes.size(), kChunkSize + kChunkSize / 4);
  }
}

TEST(ChunkReader, SaysInputForAFileThatIsNotThereOrAFolder) {
  const Scratch scratch;
  EXPECT_EQ(ReadChunks({scratch.Path("none")}).code, ExitCode::kInput);
  EXPECT_EQ(ReadChunks({scratch.Path("")}).code, ExitCode::kInput);
}

}  // namespace
}  // namespace fun::stream
