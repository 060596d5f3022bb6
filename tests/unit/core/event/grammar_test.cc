#include "core/event/grammar.h"

#include <gtest/gtest.h>

#include <string_view>
#include <vector>

namespace fun::event {
namespace {

// What nobody may write into a field of any grammar.
constexpr std::string_view kPersonal[] = {
    "ada",
    "Ada",
    "ada_l",
    "ada.lovelace",
    "Ada Lovelace",
    "jeandupont1",
    "ada@example.org",
    "0612345678",
    "06 12 34 56 78",
    "+33612345678",
    "33612345678",
    "612345678",
    "192.0.2.77",
    "2001:db8::1",
    "1 rue des Lilas",
    "/u/ada_l",
    "/u/ada",
    "/courses/ada/x",
    "edx.ada",
    "edx.course.ada",
    "course-v1:ada",
    "course-v1:a+b",
    "block-v1:a+b+c",
    "block-v1:a+b+c+type@video",
    "i4x://ada",
    "choice_ada",
    "input_ada_2_1",
    "<<ada>>",
    "Chrome/ada (Windows)",
    "2015-02-02",
    "12345678901234567890",
};

TEST(Grammars, HoldNothingOfAPerson) {
  for (std::size_t i = 1; i < GrammarNames().size(); ++i) {
    for (const std::string_view text : kPersonal) {
      const auto grammar = static_cast<Grammar>(i);
      // Twenty digits are 20 hex digits, too.
      if (grammar == Grammar::kHexId && text.size() == 20) continue;
      EXPECT_FALSE(IsOfGrammar(grammar, text)) << NameOf(grammar) << " " << text;
    }
  }
}

struct GrammarRow {
  Grammar grammar;
  std::vector<std::string_view> of;
  std::vector<std::string_view> not_of;
};

const std::vector<GrammarRow>& GrammarRows() {
  static const std::vector<GrammarRow> rows = {
      {Grammar::kBoolean, {"true", "false"}, {"True", "1", "yes"}},
      {Grammar::kInteger, {"0", "-1", "12345678"}, {"1.0", "123456789", "-", "1e3", "+1"}},
      {Grammar::kPosition, {"0", "999"}, {"1990", "-1", "1.5"}},
      {Grammar::kNumber,
       {"0", "-0.5", "12345678.25", "1e3", "2.5E-07", "0.14285714285714284921"},
       {"123456789", ".5", "1.", "1e", "e3", "0x1", "1e10000", "NaN"}},
      {Grammar::kTime,
       {"2015-02-02T00:30:00.864078+00:00", "2015-02-02T00:30:00Z", "2015-02-02 00:30:00",
        "2023-05-23T13:53:13.461-0330"},
       {"2015-02-02T00:30", "2015-02-02T00:30:00.", "2015-02-02T00:30:00+1",
        "2015-02-02T00:30:00 ada", "2015-02-02T00:30:00.1234567890"}},
      {Grammar::kHour,
       {"2015-02-02T00:00:00.000000+05:30", "2015-02-02T23:00:00", "2015-02-02 23:00:00Z"},
       {"2015-02-02T00:30:00.000000+00:00", "2015-02-02T00:00:01", "2015-02-02T00:00:00.000001"}},
      {Grammar::kClock, {"00:01:31", "12:30"}, {"0:1:31", "00:01:31.5", "00-01-31"}},
      {Grammar::kPseudonym,
       {"9c56cc51b374c3ba189210d5b6d4bf57790d351c96c47c02190ecf1e430635ab"},
       {"9C56cc51b374c3ba189210d5b6d4bf57790d351c96c47c02190ecf1e430635ab", "9c56cc51"}},
      {Grammar::kHexId,
       {"a0effb954cca4759994f1ac9e9434bf4", "0123456789abcdef01234567",
        "3fa85f64-5717-4562-b3fc-2c963f66afa6", "3FA85F64-5717-4562-B3FC-2C963F66AFA6"},
       {"3fa85f64-5717-4562-b3fc-2c963f66afa", "3fa85f64_5717-4562-b3fc-2c963f66afa6", "a0effb95"}},
      {Grammar::kCourseKey,
       {"course-v1:Ecole+101+2015", "Ecole/101.x/2015_T1", "ccx-v1:Ecole+101+2015+ccx@7"},
       {"course-v1:Ecole+101+2015+x", "ccx-v1:Ecole+101+2015", "ccx-v1:Ecole+101+2015+ccx@ada",
        "course-v1:Ecole+101+2015+ccx@7", "ccx-v1:Ecole+101+2015+ccx@123456789", "Ecole/101",
        "Ecole/101/2015/x", "course-v1:É+1+2", "a/b/"}},
      {Grammar::kUsageKey,
       {"block-v1:Ecole+101+2015+type@video+block@a0effb954cca4759994f1ac9e9434bf4",
        "i4x://Ecole/101/problem/a0effb954cca4759994f1ac9e9434bf4",
        "a0effb954cca4759994f1ac9e9434bf4", "input_a0effb954cca4759994f1ac9e9434bf4_2_1",
        "i4x-Ecole-101-problem-a0effb954cca4759994f1ac9e9434bf4_10_1",
        "i4x-Ecole-101-video-a0effb954cca4759994f1ac9e9434bf4",
        "ccx-block-v1:Ecole+101+2015+ccx@7+type@video+block@a0effb954cca4759994f1ac9e9434bf4"},
       {"block-v1:Ecole+101+2015+block@x+type@video", "i4x://Ecole/101/problem",
        "i4x-Ecole-101-ada-a0effb954cca4759994f1ac9e9434bf4",
        "block-v1:Ecole+101+2015+ccx@7+type@video+block@1", "a0effb954cca4759994f1ac9e9434bf4_",
        "a0effb954cca4759994f1ac9e9434bf4_1234", "a0effb954cca4759994f1ac9e9434bf4_2_ada"}},
      {Grammar::kChoice, {"choice_2", "a", "42", "3.14"}, {"choice_", "choice_1234", "ab"}},
      {Grammar::kAgent,
       {"Chrome/116 (Windows)", "Other (Other)", "edX/2 (iOS)"},
       {"Chrome/1160 (Windows)", "Chrome/116 Windows", "Chrome/116 (Ada)", "Ada/1 (Linux)"}},
      {Grammar::kPathTemplate,
       {"/", "/dashboard", "/courses/course-v1:Ecole+101+2015/courseware/",
        "/u/9c56cc51b374c3ba189210d5b6d4bf57790d351c96c47c02190ecf1e430635ab",
        "/api/user/v1/accounts/<<NAME>>", "/courses/course-v1:Ecole+101+2015/progress/42"},
       {"dashboard", "/dashboard?next=/", "/u/zoe-martin", "/users/57000113", "/users/571",
        "/u/<<>>", "/a b"}},
      {Grammar::kEventType,
       {"play_video", "problem_check", "edx.course.enrollment.activated", "/dashboard",
        "openassessmentblock.create_submission"},
       {"Play_video", "edx.", "edx", "edx.course.", "video.ada", "ada_check"}},
  };
  return rows;
}

TEST(Grammars, TakeTheirOwnAndNoNearMiss) {
  for (const GrammarRow& row : GrammarRows()) {
    for (const std::string_view text : row.of) {
      EXPECT_TRUE(IsOfGrammar(row.grammar, text)) << NameOf(row.grammar) << " " << text;
    }
    for (const std::string_view text : row.not_of) {
      EXPECT_FALSE(IsOfGrammar(row.grammar, text)) << NameOf(row.grammar) << " " << text;
    }
  }
}

TEST(Grammars, TakeNothingForNothing) {
  for (std::size_t i = 0; i < GrammarNames().size(); ++i) {
    EXPECT_TRUE(IsOfGrammar(static_cast<Grammar>(i), "")) << GrammarNames()[i];
  }
}

TEST(Grammars, HaveTheirNamesInPolicies) {
  EXPECT_EQ(NameOf(Grammar::kAny), "any");
  EXPECT_EQ(NameOf(Grammar::kEventType), "event-type");
  for (const std::string_view name : GrammarNames()) {
    EXPECT_EQ(NameOf(GrammarNamed(name).value()), name);
  }
  EXPECT_FALSE(GrammarNamed("Any").has_value());
}

}  // namespace
}  // namespace fun::event
