#include "loader/release/erasure.h"

#include <gtest/gtest.h>

#include <string>

namespace fun::loader {
namespace {

TEST(ReadPseudonyms, TakesOneALineAndNamesTheLineOfAnythingElse) {
  const std::string one(64, 'a');
  const std::string other(64, '0');
  EXPECT_EQ(ReadPseudonyms(one + "\n" + other).value(), (std::vector{one, other}));
  for (const std::string& bad : {std::string(64, 'A'), one + "0", one + "\r", std::string(" ")}) {
    const auto read = ReadPseudonyms(other + "\n" + bad + "\n");
    ASSERT_FALSE(read.has_value());
    EXPECT_EQ(read.error().code, ExitCode::kUsage);
    EXPECT_EQ(read.error().message, "standard input, line 2 is no pseudonym");
  }
  EXPECT_EQ(ReadPseudonyms("").error().code, ExitCode::kInput);
}

TEST(ErasureQuestion, AsksForEachFieldThatNamesALearner) {
  EXPECT_EQ(ErasureQuestion({"aa", "bb"}, 5),
            R"({"size":5,"track_total_hits":true,"_source":false,"sort":["_doc"],"query":{"bool":)"
            R"({"should":[{"terms":{"username":["aa","bb"]}},)"
            R"({"terms":{"context.username":["aa","bb"]}},)"
            R"({"terms":{"context.user_id":["aa","bb"]}}]}}})");
}

TEST(ReadPlaces, ListsIndexAndIdOfEachHit) {
  const std::vector<RecordPlace> want = {{"i", "x"}, {"j", "y"}};
  EXPECT_EQ(ReadPlaces(R"({"hits":{"hits":[{"_index":"i","_id":"x"},{"_id":"y","_index":"j"}]}})"),
            want);
  EXPECT_EQ(ReadPlaces("{}"), std::vector<RecordPlace>());
  EXPECT_EQ(ReadPlaces("no"), std::nullopt);
}

}  // namespace
}  // namespace fun::loader
