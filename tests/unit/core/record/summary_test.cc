#include "core/record/summary.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/unit/keys/scratch.h"

namespace fun::record {
namespace {

const std::string kDigest(64, 'a');

// The bytes and digest that a summary file of this text states, or the error.
std::string Stated(std::string_view text) {
  const keys::Scratch scratch;
  const auto digest = ReadStreamDigest(scratch.File("summary", text));
  if (digest) return std::to_string(digest->bytes) + " " + digest->sha256;
  return std::to_string(static_cast<int>(digest.error().code));
}

TEST(LineCounts, BalanceWhenNoLineIsLost) {
  EXPECT_TRUE(LineCounts{}.IsBalanced());
  EXPECT_TRUE((LineCounts{10, 6, 1, 1, 2}).IsBalanced());
  EXPECT_FALSE((LineCounts{10, 6, 1, 1, 1}).IsBalanced());
  EXPECT_FALSE((LineCounts{9, 6, 1, 1, 2}).IsBalanced());
}

TEST(LineCounts, AddUpTermByTerm) {
  LineCounts sum = {10, 6, 1, 1, 2};
  sum += {100, 60, 10, 10, 20};
  EXPECT_EQ(EquationText(sum), "read 110 = out 66 + rejected 11 + blank 11 + dropped 22");
}

TEST(AddTo, AddsCountsByName) {
  Tally sum = {{"a", 1}, {"b", 2}};
  AddTo(sum, {{"b", 3}, {"c", 4}});
  EXPECT_EQ(sum, (Tally{{"a", 1}, {"b", 5}, {"c", 4}}));
}

TEST(JsonObject, WritesMembersInTheOrderGiven) {
  JsonObject object;
  object.Add("z", std::uint64_t{18'446'744'073'709'551'615U})
      .Add("a\"b", std::string_view("c\\d\n"))
      .Add("tally", Tally{{"x", 1}, {"y", 2}})
      .AddRaw("raw", "[1]");
  EXPECT_EQ(object.Text(),
            R"({"z":18446744073709551615,"a\"b":"c\\d\n","tally":{"x":1,"y":2},"raw":[1]})");
  EXPECT_EQ(JsonObject().Text(), "{}");
}

TEST(ReadStreamDigest, ReadsTheTwoMembersWhereverTheyStand) {
  EXPECT_EQ(Stated("{\"bytes\":123,\"sha256\":\"" + kDigest + "\"}\n"), "123 " + kDigest);
  EXPECT_EQ(Stated("{ \"sha256\" : \"" + kDigest + "\", \"x\":{\"bytes\":7}, \"bytes\" : 0 }"),
            "0 " + kDigest);
}

TEST(ReadStreamDigest, TakesNothingFromDeeperObjects) {
  EXPECT_EQ(Stated("{\"x\":{\"bytes\":7,\"sha256\":\"" + kDigest + "\"}}"), "4");
}

TEST(ReadStreamDigest, IsIncompleteWithoutAWholeSummary) {
  EXPECT_EQ(Stated(""), "4");
  EXPECT_EQ(Stated("{}"), "4");
  EXPECT_EQ(Stated("{\"bytes\":1,\"sha256\":\"abc\"}"), "4");
  EXPECT_EQ(Stated("{\"bytes\":1,\"sha256\":\"" + kDigest + "\""), "4");
  EXPECT_EQ(Stated("{\"bytes\":1,\"sha256\":\"" + kDigest + "\"}{}"), "4");
  EXPECT_EQ(ReadStreamDigest("/nowhere/summary").error().code, ExitCode::kIncomplete);
}

}  // namespace
}  // namespace fun::record
