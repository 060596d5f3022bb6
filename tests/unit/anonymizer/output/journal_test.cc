#include "anonymizer/output/journal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/unit/keys/scratch.h"

namespace fun::anonymizer {
namespace {

using keys::ReadWhole;
using testing::HasSubstr;

const Bindings kBindings = {{"version", "1 (commit x)"}, {"policy", "abc"}};

FileRecord Whole(std::uint64_t lines) {
  FileRecord record;
  record.counts.lines.read = lines;
  record.counts.fields.redacted[3] = 7;
  record.counts.coverage.first = -5;  // before 1970
  record.counts.bytes = 1'000;
  record.reasons = {{"bad-number", 2}, {"unfinished", 1}};
  record.sha256 = std::string(64, 'a');
  record.input_sha256 = std::string(64, 'b');
  record.is_whole = true;
  return record;
}

class JournalTest : public testing::Test {
 protected:
  std::string Code(const Bindings& bindings, std::size_t files = 3) const {
    const auto records = Journal::Read(path_, bindings, files);
    if (records) return "read";
    EXPECT_EQ(records.error().code, ExitCode::kUsage);
    return records.error().message;
  }

  keys::Scratch scratch_;
  std::string path_ = scratch_.Path("state");
};

TEST_F(JournalTest, GivesBackEveryRecordItWasGiven) {
  auto journal = Journal::Create(path_, kBindings, {FileRecord(), Whole(1), FileRecord()});
  ASSERT_TRUE(journal.has_value());
  ASSERT_TRUE(journal->Append(2, Whole(3)).has_value());
  const auto records = Journal::Read(path_, kBindings, 3);
  ASSERT_TRUE(records.has_value());
  EXPECT_FALSE((*records)[0].is_whole);
  const FileRecord& record = (*records)[2];
  EXPECT_TRUE(record.is_whole);
  EXPECT_EQ(record.counts.lines.read, 3U);
  EXPECT_EQ(record.counts.fields.redacted[3], 7U);
  EXPECT_EQ(record.counts.coverage.first, -5);
  EXPECT_EQ(record.counts.bytes, 1'000U);
  EXPECT_EQ(record.reasons, Whole(3).reasons);
  EXPECT_EQ(record.sha256, std::string(64, 'a'));
  EXPECT_EQ(record.input_sha256, std::string(64, 'b'));
  EXPECT_EQ((*records)[1].counts.lines.read, 1U);
}

TEST_F(JournalTest, IsReadableByItsOwnerOnly) {
  ASSERT_TRUE(Journal::Create(path_, kBindings, {}).has_value());
  EXPECT_EQ(keys::ModeOf(path_), 0600U);
}

TEST_F(JournalTest, ForgetsALineThatAKillHasTorn) {
  auto journal = Journal::Create(path_, kBindings, {Whole(1)});
  ASSERT_TRUE(journal->Append(1, Whole(2)).has_value());
  const std::string whole = ReadWhole(path_);
  const std::size_t first = whole.find("whole 1");
  for (std::size_t size = first; size < whole.size(); ++size) {
    scratch_.File("state", whole.substr(0, size));
    const auto records = Journal::Read(path_, kBindings, 3);
    ASSERT_TRUE(records.has_value()) << size;
    EXPECT_TRUE((*records)[0].is_whole);
    EXPECT_FALSE((*records)[1].is_whole);
  }
}

TEST_F(JournalTest, NamesTheBindingThatIsAnother) {
  ASSERT_TRUE(Journal::Create(path_, kBindings, {}).has_value());
  EXPECT_EQ(Code(kBindings), "read");
  EXPECT_THAT(Code({{"version", "1 (commit x)"}, {"policy", "abd"}}), HasSubstr("another policy"));
  EXPECT_THAT(Code({{"version", "2"}, {"policy", "abc"}}), HasSubstr("another version"));
}

// Another key is no slip of a flag: the answer is that it does not fit (design 3).
TEST_F(JournalTest, EndsWithFiveUnderAnotherKey) {
  const Bindings bound = {{std::string(kKeyBinding), "0123456789abcdef"}};
  ASSERT_TRUE(Journal::Create(path_, bound, {}).has_value());
  const auto records = Journal::Read(path_, {{std::string(kKeyBinding), "fedcba9876543210"}}, 1);
  ASSERT_FALSE(records.has_value());
  EXPECT_EQ(records.error().code, ExitCode::kVerify);
}

TEST_F(JournalTest, SaysThatNothingIsWholeWhereThereIsNone) {
  const auto records = Journal::Read(path_, kBindings, 3);
  ASSERT_TRUE(records.has_value());
  EXPECT_EQ(records->size(), 3U);
  EXPECT_TRUE(std::ranges::none_of(*records, &FileRecord::is_whole));
}

TEST_F(JournalTest, RefusesWhatIsNoJournal) {
  ASSERT_TRUE(Journal::Create(path_, kBindings, {Whole(1)}).has_value());
  const std::string sound = ReadWhole(path_);
  const std::string line = sound.substr(sound.find("whole 0"));
  for (const std::string& bad :
       {std::string(), "x" + sound, sound + "\n", sound + "whole 3" + line.substr(7),
        sound + line.substr(0, line.find(" bad-number")) + " 8\n", sound + "whole 1 a b 1\n",
        sound + line.substr(0, line.size() - 1) + "x\n"}) {
    scratch_.File("state", bad);
    EXPECT_THAT(Code(kBindings), HasSubstr("no state")) << bad;
  }
}

}  // namespace
}  // namespace fun::anonymizer
