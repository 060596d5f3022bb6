#include "core/stream/fixed_file.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <string>

#include "core/stream/chunks.h"
#include "tests/unit/keys/scratch.h"

namespace fun::stream {
namespace {

constexpr std::size_t kMiB = FixedFile::kBlockSize;

FixedFile Fixed(const std::string& path) {
  return FixedFile::Fix(UniqueFd(::open(path.c_str(), O_RDONLY)), "the file").value();
}

// What pass 2 hands out; the message behind it when it ends badly.
std::string ReadWhole(FixedFile& file, std::size_t step) {
  std::string all;
  std::string part(step, '\0');
  for (;;) {
    const auto n = file.Read(part.data(), step);
    if (!n) return all + "|" + n.error().message;
    if (*n == 0) return all;
    all.append(part, 0, *n);
  }
}

void WriteAt(const std::string& path, std::string_view bytes, std::size_t place) {
  const UniqueFd fd(::open(path.c_str(), O_WRONLY));
  ASSERT_EQ(::pwrite(fd.get(), bytes.data(), bytes.size(), static_cast<off_t>(place)),
            static_cast<ssize_t>(bytes.size()));
}

TEST(FixedFile, HandsOutWhatItHashed) {
  const keys::Scratch scratch;
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{1}, kMiB - 1, kMiB, kMiB + 1, 2 * kMiB}) {
    std::string bytes(size, 'x');
    for (std::size_t i = 0; i < size; i += 997) bytes[i] = static_cast<char>(i);
    FixedFile file = Fixed(scratch.File("file" + std::to_string(size), bytes));
    EXPECT_EQ(file.size(), size);
    EXPECT_EQ(file.sha256(), EncodeHex(AsBytes(Sha256::Of(bytes))));
    EXPECT_TRUE(ReadWhole(file, 100'000) == bytes) << size;
  }
}

TEST(FixedFile, ChangedBetweenThePassesIsNotReadBeyondTheMiBBeforeIt) {
  const keys::Scratch scratch;
  const std::string path = scratch.File("file", std::string(2 * kMiB + 5, 'x'));
  FixedFile file = Fixed(path);
  WriteAt(path, "y", kMiB + 7);
  EXPECT_TRUE(ReadWhole(file, 1000) ==
              std::string(kMiB, 'x') + "|the file was changed while it was read");
}

TEST(FixedFile, CutOrGrownBetweenThePassesIsRefused) {
  const keys::Scratch scratch;
  for (const std::size_t size : {std::size_t{10}, kMiB}) {
    const std::string path = scratch.File("file" + std::to_string(size), std::string(size, 'x'));
    FixedFile grown = Fixed(path);
    FixedFile cut = Fixed(path);
    WriteAt(path, "x", size);
    EXPECT_TRUE(ReadWhole(grown, kMiB).ends_with("|the file was changed while it was read"));
    ASSERT_EQ(::truncate(path.c_str(), static_cast<off_t>(size - 1)), 0);
    EXPECT_EQ(ReadWhole(cut, kMiB), "|the file was changed while it was read");
  }
}

TEST(FixedFile, ReplacedUnderItsNameIsReadAsItWas) {
  const keys::Scratch scratch;
  const std::string path = scratch.File("file", "old\n");
  FixedFile file = Fixed(path);
  ASSERT_EQ(::rename(scratch.File("other", "new\n").c_str(), path.c_str()), 0);
  EXPECT_EQ(ReadWhole(file, 10), "old\n");
}

TEST(FixedFile, IsAnInputOfTheChunkReader) {
  const keys::Scratch scratch;
  std::vector<FixedFile> files;
  for (const std::string_view text : {"one\n", "", "two"}) {
    files.push_back(Fixed(scratch.File("file" + std::to_string(files.size()), text)));
  }
  ChunkReader reader(std::move(files), {});
  Chunk chunk;
  std::string all;
  while (reader.Next(chunk).value() == ChunkReader::Outcome::kChunk) {
    all += std::to_string(chunk.input) + chunk.bytes + ".";
  }
  EXPECT_EQ(all, "0one\n.2two.");
  EXPECT_EQ(reader.NameOf(1), "the file");
}

TEST(FixedFile, NoneIsNoInputAndNotStandardInput) {
  ChunkReader reader(std::vector<FixedFile>(), {});
  Chunk chunk;
  EXPECT_EQ(reader.Next(chunk).value(), ChunkReader::Outcome::kEnd);
}

}  // namespace
}  // namespace fun::stream
