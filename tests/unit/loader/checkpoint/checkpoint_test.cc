#include "loader/checkpoint/checkpoint.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace fun::loader {
namespace {

class CheckpointTest : public testing::Test {
 protected:
  CheckpointTest() : folder_(testing::TempDir() + "checkpoint-test" + std::to_string(::getpid())) {
    std::filesystem::remove_all(folder_);
  }
  ~CheckpointTest() override { std::filesystem::remove_all(folder_); }

  std::unique_ptr<Checkpoint> Open() {
    auto opened = Checkpoint::Open(folder_, {{"policy", "x"}});
    EXPECT_TRUE(opened) << opened.error().message;
    return opened ? std::move(*opened) : nullptr;
  }

  const std::string folder_;
};

stream::Chunk ChunkOf(std::string bytes, std::uint32_t input = 0, bool is_first = true) {
  stream::Chunk chunk;
  chunk.bytes = std::move(bytes);
  chunk.input = input;
  chunk.is_first = is_first;
  return chunk;
}

// As a load does with every chunk.
void Take(Checkpoint& checkpoint, const stream::Chunk& chunk, std::uint64_t lines,
          std::size_t open_bytes = 0) {
  EXPECT_TRUE(checkpoint.Check(chunk, "log")) << chunk.bytes;
  checkpoint.Passed(chunk, lines, open_bytes);
}

TEST_F(CheckpointTest, KnowsWhatWasSettled) {
  {
    auto checkpoint = Open();
    EXPECT_EQ(checkpoint->settled_lines(), 0U);
    Take(*checkpoint, ChunkOf("a\nb\n"), 2);
    Take(*checkpoint, ChunkOf("c\nope", 1), 1, 3);
    ASSERT_TRUE(checkpoint->PutAside({{0, 2}, AsideKind::kQuarantine, "email", "email at /\t\n"}));
    ASSERT_TRUE(checkpoint->Save({{"p-2015.02.02", {{2, 0}, HeldCount{4, 1}}}}));
  }
  auto checkpoint = Open();
  EXPECT_EQ(checkpoint->settled_lines(), 3U);
  EXPECT_TRUE(checkpoint->IsSettled({0, 2}) && checkpoint->IsSettled({1, 1}));
  EXPECT_FALSE(checkpoint->IsSettled({0, 3}) || checkpoint->IsSettled({1, 2}));
  EXPECT_FALSE(checkpoint->IsSettled({2, 1}));
  EXPECT_EQ(checkpoint->AsideOf({0, 1}), nullptr);
  const AsideEntry* const entry = checkpoint->AsideOf({0, 2});
  ASSERT_NE(entry, nullptr);
  EXPECT_EQ(entry->kind, AsideKind::kQuarantine);
  EXPECT_EQ(entry->rule, "email");
  EXPECT_EQ(entry->words, "email at /  ");
  EXPECT_EQ(checkpoint->settled_indices().at("p-2015.02.02").before->others, 1U);
}

TEST_F(CheckpointTest, ForgetsWhatWasNotSaved) {
  {
    auto checkpoint = Open();
    Take(*checkpoint, ChunkOf("a\n"), 1);
    ASSERT_TRUE(checkpoint->PutAside({{0, 1}, AsideKind::kReject, "syntax", ""}));
    ASSERT_TRUE(checkpoint->Save({}));
    Take(*checkpoint, ChunkOf("b\n", 0, false), 2);
    ASSERT_TRUE(checkpoint->PutAside({{0, 2}, AsideKind::kReject, std::string(70'000, 'x'), ""}));
  }
  auto checkpoint = Open();
  EXPECT_EQ(checkpoint->settled_lines(), 1U);
  EXPECT_NE(checkpoint->AsideOf({0, 1}), nullptr);
  EXPECT_EQ(checkpoint->AsideOf({0, 2}), nullptr);
}

TEST_F(CheckpointTest, TakesTheSameBytesHoweverTheyAreCut) {
  {
    auto checkpoint = Open();
    Take(*checkpoint, ChunkOf("a\nb\n"), 2);
    Take(*checkpoint, ChunkOf("c\n", 1), 1);
    ASSERT_TRUE(checkpoint->Save({}));
  }
  auto checkpoint = Open();
  EXPECT_FALSE(checkpoint->CheckEnd());
  for (const stream::Chunk& chunk : {ChunkOf("a\n"), ChunkOf("b\nmore\n", 0, false),
                                     ChunkOf("c\nmore\n", 1), ChunkOf("new\n", 2)}) {
    Take(*checkpoint, chunk, 9);
  }
  EXPECT_TRUE(checkpoint->CheckEnd());
}

TEST_F(CheckpointTest, RefusesOtherBytes) {
  {
    auto checkpoint = Open();
    Take(*checkpoint, ChunkOf("a\nb"), 2);
    ASSERT_TRUE(checkpoint->Save({}));
  }
  EXPECT_TRUE(Open()->Check(ChunkOf("a\nb\nc\n"), "log"));
  EXPECT_TRUE(Open()->Check(ChunkOf("a\nb \r\n"), "log")) << "white space belongs to no event";
  EXPECT_FALSE(Open()->CheckNewLine(0, "log")) << "before the bytes came again";
  EXPECT_TRUE(Open()->CheckNewLine(1, "new"));
  for (const std::string_view other : {"a\nc", "x\nb", "a\nbx", "a\nb x\n"}) {
    const auto checked = Open()->Check(ChunkOf(std::string(other)), "log");
    ASSERT_FALSE(checked) << other;
    EXPECT_EQ(checked.error().message,
              "log is not what was loaded: its first 3 bytes are not the same");
  }
  auto checkpoint = Open();
  EXPECT_TRUE(checkpoint->Check(ChunkOf("a\n"), "log"));
  EXPECT_FALSE(checkpoint->Check(ChunkOf("z\n", 1), "other"));
}

TEST_F(CheckpointTest, NeverGoesBack) {
  {
    auto checkpoint = Open();
    Take(*checkpoint, ChunkOf("a\nb\n"), 2);
    ASSERT_TRUE(checkpoint->Save({}));
  }
  {
    auto checkpoint = Open();
    Take(*checkpoint, ChunkOf("a\n"), 1);
    ASSERT_TRUE(checkpoint->Save({}));
  }
  EXPECT_EQ(Open()->settled_lines(), 2U);
}

TEST_F(CheckpointTest, HasNoPointInALongLine) {
  auto checkpoint = Open();
  Take(*checkpoint, ChunkOf("a\n"), 1);
  stream::Chunk piece = ChunkOf("long", 0, false);
  piece.kind = stream::ChunkKind::kLongLineBegin;
  Take(*checkpoint, piece, 2);
  ASSERT_TRUE(checkpoint->Save({}));
  checkpoint.reset();
  EXPECT_EQ(Open()->settled_lines(), 1U);
}

TEST_F(CheckpointTest, IsOneRunsAlone) {
  const auto checkpoint = Open();
  const auto second = Checkpoint::Open(folder_, {{"policy", "x"}});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ExitCode::kEnvironment);
}

TEST_F(CheckpointTest, OfAnotherLoadIsRefused) {
  ASSERT_TRUE(Open()->Save({}));
  const auto other = Checkpoint::Open(folder_, {{"policy", "y"}});
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().message, folder_ + " is the state of another load: not the same policy");
  std::ofstream(folder_ + "/aside") << "x";
  EXPECT_TRUE(Checkpoint::Open(folder_, {{"policy", "x"}}))
      << "what no point vouches for is cut off";
}

}  // namespace
}  // namespace fun::loader
