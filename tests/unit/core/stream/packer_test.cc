#include "core/stream/packer.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "core/stream/source.h"
#include "tests/unit/keys/scratch.h"

namespace fun::stream {
namespace {

std::string Words(std::size_t size) {
  std::mt19937_64 random(size);
  std::string text;
  while (text.size() < size) text += std::to_string(random() % 1000) + (random() % 9 ? " " : "\n");
  return text.substr(0, size);
}

// Packed by `jobs`, handed over in parts of up to `part` bytes.
std::string Packed(Packer& packer, std::string_view text, std::size_t part) {
  std::string packed;
  const Packer::Write write = [&packed](std::string_view bytes) {
    packed += bytes;
    return Result<void>();
  };
  for (std::size_t at = 0; at < text.size(); at += part) {
    EXPECT_TRUE(packer.Add(text.substr(at, part), write).has_value());
  }
  EXPECT_TRUE(packer.Finish(write).has_value());
  return packed;
}

std::string Unpacked(const std::string& packed) {
  const keys::Scratch scratch;
  auto source = Source::Open(scratch.File("packed", packed)).value();
  std::string text;
  std::string buffer(1 << 16, '\0');
  while (const auto size = source.Read(buffer.data(), buffer.size()).value()) {
    text.append(buffer, 0, size);
  }
  return text;
}

TEST(Packer, GivesTheSameBytesForAnyJobsAndParts) {
  for (const std::size_t size :
       {std::size_t{1}, kPackBlock - 1, kPackBlock, kPackBlock + 1, 9 * kPackBlock + 7}) {
    const std::string text = Words(size);
    Packer alone(1);
    const std::string want = Packed(alone, text, size);
    EXPECT_TRUE(Unpacked(want) == text) << size;
    for (const unsigned jobs : {1U, 2U, 3U}) {
      Packer packer(jobs);
      for (const std::size_t part : {std::size_t{4099}, kPackBlock, 3 * kPackBlock + 1}) {
        EXPECT_TRUE(Packed(packer, text, part) == want) << size << " " << jobs << " " << part;
      }
    }
  }
}

TEST(Packer, MakesOneMemberOfNothing) {
  for (const unsigned jobs : {1U, 2U}) {
    Packer packer(jobs);
    const std::string packed = Packed(packer, "", 1);
    EXPECT_FALSE(packed.empty());
    EXPECT_EQ(Unpacked(packed), "");
    EXPECT_EQ(Unpacked(Packed(packer, "one\n", 4)), "one\n");
  }
}

TEST(Packer, HandsOnWhatTheWriterSays) {
  const std::string text = Words(20 * kPackBlock);
  for (const unsigned jobs : {1U, 2U}) {
    Packer packer(jobs);
    const Packer::Write full = [](std::string_view) -> Result<void> {
      return Failure(ExitCode::kEnvironment, "full");
    };
    const auto added = packer.Add(text, full);
    ASSERT_FALSE(added.has_value());
    EXPECT_EQ(added.error().code, ExitCode::kEnvironment);
  }  // and the threads end with their work undone
}

}  // namespace
}  // namespace fun::stream
