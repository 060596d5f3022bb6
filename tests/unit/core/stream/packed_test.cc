// Packed inputs: whole, several in one, cut, damaged, with something behind.
#include "tests/unit/core/stream/packed.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "tests/unit/core/stream/all_chunks.h"
#include "tests/unit/keys/scratch.h"

namespace fun::stream {
namespace {

AllChunks ReadBytes(std::string_view bytes) {
  const keys::Scratch scratch;
  return ReadChunks({scratch.File("log", bytes)});
}

std::string RandomLines(std::mt19937& random, std::size_t size) {
  std::string lines(size, '\0');
  for (char& c : lines) c = random() % 30 == 0 ? '\n' : static_cast<char>('a' + random() % 26);
  return lines + "\n";
}

TEST(Source, TellsPackedInputsApartByContentAndNeverByName) {
  const keys::Scratch scratch;
  EXPECT_EQ(ReadChunks({scratch.File("log.gz", "plain\n")}).Bytes(), "plain\n");
  EXPECT_EQ(ReadChunks({scratch.File("log", Gzipped("gzip\n"))}).Bytes(), "gzip\n");
  EXPECT_EQ(ReadChunks({scratch.File("log.txt", Zstdded("zstd\n"))}).Bytes(), "zstd\n");
}

TEST(Source, ReadsEveryMemberAndEveryFrame) {
  EXPECT_EQ(ReadBytes(Gzipped("a\n") + Gzipped("") + Gzipped("b\n")).Bytes(), "a\nb\n");
  EXPECT_EQ(ReadBytes(Zstdded("a\n") + Zstdded("") + Zstdded("b\n")).Bytes(), "a\nb\n");
  EXPECT_EQ(ReadBytes(Gzipped("one li") + Gzipped("ne\n")).Bytes(), "one line\n");
}

TEST(Source, ReadsNothingFromAPackedNothing) {
  for (const std::string& bytes : {std::string(), Gzipped(""), Zstdded("")}) {
    const AllChunks all = ReadBytes(bytes);
    EXPECT_EQ(all.error, "");
    EXPECT_TRUE(all.chunks.empty());
  }
}

TEST(Source, UnpacksMuchToTheSameBytes) {
  std::mt19937 random(20240617);  // fixed: a failure must repeat
  const std::string lines = RandomLines(random, 3'000'000);
  EXPECT_TRUE(ReadBytes(lines).Bytes() == lines);
  EXPECT_TRUE(ReadBytes(Gzipped(lines)).Bytes() == lines);
  EXPECT_TRUE(ReadBytes(Zstdded(lines)).Bytes() == lines);
  const std::string zeros(3'000'000, '\n');  // unpacks a thousandfold
  EXPECT_TRUE(ReadBytes(Gzipped(zeros)).Bytes() == zeros);
  EXPECT_TRUE(ReadBytes(Zstdded(zeros)).Bytes() == zeros);
}

TEST(Source, RefusesAPackedInputThatWasCutAnywhere) {
  std::mt19937 random(20240618);
  const std::string lines = RandomLines(random, 300);
  for (const std::string& packed : {Gzipped(lines), Zstdded(lines)}) {
    for (std::size_t size = 4; size < packed.size(); ++size) {
      const AllChunks all = ReadBytes(packed.substr(0, size));
      ASSERT_EQ(all.code, ExitCode::kInput) << size;
      ASSERT_TRUE(lines.starts_with(all.Bytes())) << size;
    }
  }
}

TEST(Source, RefusesASecondMemberThatWasCut) {
  EXPECT_EQ(ReadBytes(Gzipped("a\n") + Gzipped("b\n").substr(0, 5)).code, ExitCode::kInput);
  EXPECT_EQ(ReadBytes(Zstdded("a\n") + Zstdded("b\n").substr(0, 5)).code, ExitCode::kInput);
}

TEST(Source, RefusesGarbageBehindPackedDataButNotATapesZeros) {
  for (const std::string& garbage :
       {std::string("x"), std::string("garbage behind"), std::string("{\"a\":1}\n")}) {
    EXPECT_EQ(ReadBytes(Gzipped("a\n") + garbage).code, ExitCode::kInput) << garbage;
    EXPECT_EQ(ReadBytes(Zstdded("a\n") + garbage).code, ExitCode::kInput) << garbage;
  }
  const std::string zeros(1'000, '\0');
  EXPECT_EQ(ReadBytes(Gzipped("a\n") + zeros).Bytes(), "a\n");
  EXPECT_EQ(ReadBytes(Gzipped("a\n") + zeros).error, "");
  EXPECT_EQ(ReadBytes(Gzipped("a\n") + zeros + "x").code, ExitCode::kInput);
}

TEST(Source, RefusesEveryFlippedBitOrReadsTheSameBytes) {
  const std::string lines = "one line\nand another line\n";
  for (const std::string& packed : {Gzipped(lines), Zstdded(lines)}) {
    for (std::size_t bit = 8 * 4; bit < 8 * packed.size(); ++bit) {
      std::string damaged = packed;
      damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ 1 << bit % 8);
      const AllChunks all = ReadBytes(damaged);
      ASSERT_TRUE(!all.error.empty() || all.Bytes() == lines) << bit;
    }
  }
}

TEST(Source, NamesTheFileAndTheFaultAndNoByteOfIt) {
  const keys::Scratch scratch;
  const std::string path = scratch.File("log", Gzipped("secret-name\n") + "secret-name");
  EXPECT_EQ(ReadChunks({path}).error, "damaged gzip data in " + path);
  const std::string cut = scratch.File("cut", Gzipped("secret-name\n").substr(0, 20));
  EXPECT_EQ(ReadChunks({cut}).error, "packed data ends too early in " + cut);
}

}  // namespace
}  // namespace fun::stream
