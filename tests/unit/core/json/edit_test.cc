#include "core/json/edit.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace fun::json {
namespace {

std::string RandomBytes(std::mt19937& random, std::size_t longest) {
  std::string bytes(random() % (longest + 1), '\0');
  for (char& c : bytes) c = static_cast<char>(random() & 255);
  return bytes;
}

// Edits of random pieces of `line`, each by the bytes that stand there.
std::vector<Edit> CutIntoEdits(std::mt19937& random, std::string_view line) {
  std::vector<std::size_t> cuts(2 * (random() % 6));
  for (std::size_t& cut : cuts) cut = random() % (line.size() + 1);
  std::ranges::sort(cuts);
  std::vector<Edit> edits;
  for (std::size_t i = 0; i + 1 < cuts.size(); i += 2) {
    const Span span = {cuts[i], cuts[i + 1]};
    edits.push_back({span, Slice(line, span)});
  }
  return edits;
}

TEST(AppendEdited, ReplacesOneValueAndKeepsEveryOtherByte) {
  const std::string line = R"({"username":"ada" , "time":1e3})";
  const Edit edits[] = {{{12, 17}, R"("u_7f")"}};
  std::string out;
  ASSERT_TRUE(AppendEdited(line, edits, out).has_value());
  EXPECT_EQ(out, R"({"username":"u_7f" , "time":1e3})");
}

TEST(AppendEdited, PuttingBackWhatWasThereIsTheIdentity) {
  std::mt19937 random(20240607);  // fixed: a failure must repeat
  for (int round = 0; round < 10'000; ++round) {
    const std::string line = RandomBytes(random, 40);
    std::string out;
    ASSERT_TRUE(AppendEdited(line, CutIntoEdits(random, line), out).has_value());
    ASSERT_EQ(out, line) << round;
  }
}

// Against the plain way: one replacement after the other, from the last.
TEST(AppendEdited, DoesWhatReplacingFromTheEndDoes) {
  std::mt19937 random(20240608);
  for (int round = 0; round < 10'000; ++round) {
    const std::string line = RandomBytes(random, 40);
    std::vector<Edit> edits = CutIntoEdits(random, line);
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < edits.size(); ++i) texts.push_back(RandomBytes(random, 5));
    for (std::size_t i = 0; i < edits.size(); ++i) edits[i].text = texts[i];
    std::string expected = line;
    for (std::size_t i = edits.size(); i-- > 0;) {
      expected.replace(edits[i].span.begin, edits[i].span.size(), texts[i]);
    }
    std::string out;
    ASSERT_TRUE(AppendEdited(line, edits, out).has_value());
    ASSERT_EQ(out, expected) << round;
  }
}

TEST(AppendEdited, AppendsToWhatIsThere) {
  std::string out = "before ";
  ASSERT_TRUE(AppendEdited("abc", {}, out).has_value());
  EXPECT_EQ(out, "before abc");
}

TEST(AppendEdited, PutsInsertionsAtOnePlaceInTheOrderGiven) {
  const Edit edits[] = {{{1, 1}, "1"}, {{1, 1}, "2"}, {{1, 2}, ""}, {{3, 3}, "3"}};
  std::string out;
  ASSERT_TRUE(AppendEdited("abc", edits, out).has_value());
  EXPECT_EQ(out, "a12c3");
}

TEST(AppendEdited, RefusesEditsThatOverlapAndLeavesOutAsItWas) {
  const std::vector<Edit> refused[] = {
      {{{0, 2}, "x"}, {{1, 3}, "y"}},  // overlap
      {{{2, 3}, "x"}, {{0, 1}, "y"}},  // out of order
      {{{0, 2}, "x"}, {{1, 1}, "y"}},  // an insertion within
      {{{3, 2}, "x"}},                 // ends before it begins
      {{{2, 5}, "x"}},                 // behind the end
      {{{5, 5}, "x"}},                 //
  };
  for (const std::vector<Edit>& edits : refused) {
    std::string out = "as it was";
    const auto edited = AppendEdited("abcd", edits, out);
    ASSERT_FALSE(edited.has_value());
    EXPECT_EQ(edited.error().code, ExitCode::kInput);
    EXPECT_EQ(out, "as it was");
  }
}

}  // namespace
}  // namespace fun::json
