#include "core/stream/unpacked_size.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/unit/core/stream/packed.h"
#include "tests/unit/keys/scratch.h"

namespace fun::stream {
namespace {

TEST(EstimateUnpackedSize, IsWhatTheFileStates) {
  const keys::Scratch scratch;
  const std::string text(100'000, 'x');
  EXPECT_EQ(EstimateUnpackedSize(scratch.File("plain", text)), 100'000U);
  EXPECT_EQ(EstimateUnpackedSize(scratch.File("gz", Gzipped(text))), 100'000U);
  EXPECT_EQ(EstimateUnpackedSize(scratch.File("zst", Zstdded(text))), 100'000U);
}

TEST(EstimateUnpackedSize, IsNeverUnderThePackedSize) {
  const keys::Scratch scratch;
  const std::string several = Gzipped(std::string(100'000, 'x')) + Gzipped("y");
  EXPECT_EQ(EstimateUnpackedSize(scratch.File("gz", several)), several.size());
}

TEST(EstimateUnpackedSize, GuessesWhereAZstdFrameStatesNothing) {
  const keys::Scratch scratch;
  const std::string frame("\x28\xb5\x2f\xfd\x00\x58\x01\x00\x00", 9);  // streamed: no size
  EXPECT_EQ(EstimateUnpackedSize(scratch.File("zst", frame)), 8 * frame.size());
}

TEST(EstimateUnpackedSize, IsNothingForWhatIsNoFile) {
  EXPECT_EQ(EstimateUnpackedSize("/dev/null"), 0U);
  EXPECT_EQ(EstimateUnpackedSize("/no/such/file"), 0U);
}

}  // namespace
}  // namespace fun::stream
