// Paths, forms and encodings of text: what leaves of them under `standard`; `seed` touches none.
#include <gtest/gtest.h>

#include "tests/unit/anonymizer/anonymized.h"

namespace fun::anonymizer {
namespace {

TEST(Redactor, PutsPseudonymsIntoPathsThatNameAPerson) {
  ExpectAnonymized({
      {R"({"event_type":"/u/ada"})", "=", R"({"event_type":"/u/<ada>"})"},
      {R"({"name":"/api/user/v1/accounts/ada","context":{"path":"/api/user/v1/accounts/ada"}})",
       "=",
       R"({"name":"/api/user/v1/accounts/<ada>","context":{"path":"/api/user/v1/accounts/<ada>"}})"},
      {R"({"event_type":"/u/zo%C3%A9"})", "=", R"({"event_type":"/u/<zoé>"})"},
      {R"({"event_type":"/courses/A/B/C/progress/42/"})", "=",
       R"({"event_type":"/courses/A/B/C/progress/<user 42>/"})"},
      {R"({"event_type":"/api/enrollment/v1/enrollment/ada,course-v1:A+B+C"})", "=",
       R"({"event_type":"/api/enrollment/v1/enrollment/<ada>,course-v1:A+B+C"})"},
      {R"({"page":"https://mooc.example.org/u/ada?x=1"})", "=",
       R"({"page":"https://mooc.example.org/u/<ada>?x=1"})"},
      {R"({"a":"see https://mooc.example.org/u/ada for more"})", "=",
       R"({"a":"see https://mooc.example.org/u/<ada> for more"})"},
      {R"({"event_type":"/courses/A/B/C/progress"})", "="},
  });
}

TEST(Redactor, ReadsUrlsInQueriesOfUrls) {
  ExpectAnonymized({
      {R"({"page":"/x?next=http://l.example/u/ada"})", "=",
       R"({"page":"/x?next=http://l.example/u/<ada>"})"},
      {R"({"page":"http://o.example/login?next=http://l.example/a?b=/u/ada"})", "=",
       R"({"page":"http://o.example/login?next=http://l.example/a?b=/u/<ada>"})"},
      {R"({"page":"/x?next=http://l.example/activate/0123456789abcdef&y=1"})", "=",
       R"({"page":"/x?next=http://l.example/activate/<<SECRET>>&y=1"})"},
      {R"({"event":"next=http://l.example/courses/A/B/C/progress/42&x=1"})", "=",
       R"({"event":"next=http://l.example/courses/A/B/C/progress/<user 42>&x=1"})"},
      {R"({"page":"/a?b=/a?b=/a?b=/u/ada"})", "=", R"({"page":"/a?b=/a?b=/a?b=/u/<ada>"})"},
  });
}

// Of a field of paths no byte makes it another text: a server has decoded what it logs.
TEST(Redactor, TakesAPathForOneWhateverItHolds) {
  ExpectAnonymized({
      {R"({"event_type":"/u/ada "})", "=", R"({"event_type":"/u/<ada> "})"},
      {R"({"event_type":"/courses/course-v1:A B C/progress/42"})", "=",
       R"({"event_type":"/courses/course-v1:A B C/progress/<user 42>"})"},
      {R"({"page":"/a?q=it's&username=ada"})", "=", R"({"page":"/a?q=it's&username=<ada>"})"},
      {R"({"page":"http://l.example/a b/u/ada"})", "=",
       R"({"page":"http://l.example/a b/u/<ada>"})"},
      {R"({"event_type":"/u//ada"})", "=", R"({"event_type":"/u//<ada>"})"},
      {R"({"event_type":"/u/./ada"})", "=", R"({"event_type":"/u/./<ada>"})"},
      {R"({"event_type":"//u/ada"})", "=", R"({"event_type":"//u/<ada>"})"},
      {R"({"event_type":"/api/team/v0/team_membership/math-1e2f,ada"})", "=",
       R"({"event_type":"/api/team/v0/team_membership/math-1e2f,<ada>"})"},
  });
}

// Each is read once more than the one around it: there must be an end.
TEST(Redactor, DropsUrlsThatHoldEachOtherWithoutEnd) {
  std::string deep;
  for (int i = 0; i < 1000; ++i) deep += "/a?b=";
  const std::string line = R"({"page":")" + deep + R"(/u/ada","x":1})";
  ExpectAnonymized({{line, "=", R"({"x":1})"}});
}

TEST(Redactor, DropsWhatOpensADoor) {
  ExpectAnonymized({
      {R"({"event_type":"/activate/0123456789abcdef0123456789abcdef"})", "=",
       R"({"event_type":"/activate/<<SECRET>>"})"},
      {R"({"event_type":"/password_reset_confirm/1k2-4fv-0123456789/"})", "=",
       R"({"event_type":"/password_reset_confirm/<<SECRET>>/"})"},
      {R"({"page":"https://ada:word@mooc.example.org/x"})", "=",
       R"({"page":"https://mooc.example.org/x"})"},
      {R"({"page":"https://mooc.example.org/x#word"})", "=",
       R"({"page":"https://mooc.example.org/x"})"},
      {R"({"page":"/x?access_token=abc&y=1"})", "=", R"({"page":"/x?y=1"})"},
      {R"({"page":"/x?y=1&access_token=abc"})", "=", R"({"page":"/x?y=1"})"},
  });
}

TEST(Redactor, ActsOnTheFieldsOfAForm) {
  ExpectAnonymized({
      {R"({"event":"name=Ada+L.&x=1"})", "=", R"({"event":"x=1"})"},
      {R"({"event":"x=1&email=ada%40example.org&y=2"})", "=", R"({"event":"x=1&y=2"})"},
      {R"({"event":"x=1&pass%77ord=abc"})", "=", R"({"event":"x=1"})"},
      {R"({"event":"username=ada&x=1"})", "=", R"({"event":"username=<ada>&x=1"})"},
      {R"({"event":"u=https%3A%2F%2Fm.example.org%2Fu%2Fada&x=1&y=2"})", "=",
       R"({"event":"u=https%3A%2F%2Fm.example.org%2Fu%2F<ada>&x=1&y=2"})"},
      {R"({"event":"d=%7B%22email%22%3A%22%5C%22a+b%5C%22%22%2C%22username%22%3A%22ada%22%2C%22x%22%3A1%7D&y=2"})",
       "=", R"({"event":"d=%7B%22username%22%3A%22<ada>%22%2C%22x%22%3A1%7D&y=2"})"},
      {R"({"event":"d=%7B%22x%22%3A1%2C%22email%22%3A%22%5C%22a+b%5C%22%22%7D&y=2"})", "=",
       R"({"event":"d=%7B%22x%22%3A1%7D&y=2"})"},
      {R"({"event":"subject=06+12+34+56+78&x=1"})", "=", R"({"event":"subject=<<PHONE>>&x=1"})"},
      {R"({"a":"he sent x=1&to=06+12+34+56+78 twice"})", "=",
       R"({"a":"he sent x=1&to=<<PHONE>> twice"})"},
      {R"({"a":"he sent x=1&y=1+2, id=course-v1:A+2005123+2015&z=3"})", "="},
      {R"({"event":"input_a_2_1=choice_1&input_b=%C3%A9"})", "="},
  });
}

TEST(Redactor, LooksIntoEncodings) {
  ExpectAnonymized({
      {R"({"a":"ada%40example.org"})", "=", R"({"a":"<<EMAIL>>"})"},
      {R"({"a":"ada%2540example.org"})", "=", R"({"a":"<<EMAIL>>"})"},
      {R"({"a":"to ada&#64;example.org!"})", "=", R"({"a":"to <<EMAIL>>!"})"},
      {R"({"a":"to ada\\u0040example.org!"})", "=", R"({"a":"to <<EMAIL>>!"})"},
      {R"({"a":"to ada＠example.org!"})", "=", R"({"a":"to <<EMAIL>>!"})"},
      {R"({"a":"id YWRhQGV4YW1wbGUub3Jn!"})", "=", R"({"a":"id <<EMAIL>>!"})"},
      {R"({"a":"%7B%22username%22%3A%22ada%22%7D"})", "=",
       R"({"a":"%7B%22username%22%3A%22<ada>%22%7D"})"},
      {R"({"a":"100% & more; x=40"})", "="},
  });
}

TEST(Redactor, MakesAMarkOfANumberThatIsSomebodys) {
  ExpectAnonymized({
      {R"({"card":4970999000001165,"n":4970999000001166})", "=",
       R"({"card":"<<CARD>>","n":4970999000001166})"},
  });
}

TEST(Redactor, TakesBareDigitsForAPhonesOnlyBesideAWordThatSaysSo) {
  ExpectAnonymized({
      {R"({"mobile_contact":"0612345678"})", "=", R"({"mobile_contact":"<<PHONE>>"})"},
      {R"({"a":"tel: cG91ciAwMTk5MDAwMDE1LCBtZXJjaQ=="})", "=", R"({"a":"tel: <<PHONE>>"})"},
      {R"({"position":40612345678,"code":"0612345678"})", "="},
  });
}

TEST(Redactor, LeavesTheJargonOfCoursesAlone) {
  ExpectAnonymized({
      {R"({"id":"block-v1:A+B+C+type@video+block@0123456789abcdef0123456789abcdef"})", "="},
      {R"({"id":"i4x://A/B/problem/0123456789abcdef0123456789abcdef"})", "="},
      {R"({"page":"https://mooc.example.org/courses/course-v1:A+B+C/courseware/0123456789abcdef/"})",
       "="},
      {R"({"agent":"Mozilla/5.0 (X11; Linux x86_64) Chrome/116.0.5845.96 Safari/537.36"})", "="},
      {R"({"time":"2015-02-02T00:30:00.864078+00:00"})", "="},
      {R"({"page":"https://mooc.example.org/x/#block-v1:A+B+C+type@chapter+block@x"})", "="},
  });
}

}  // namespace
}  // namespace fun::anonymizer
