// Every action of both policies, on whole lines.
#include "anonymizer/line.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/unit/anonymizer/anonymized.h"

namespace fun::anonymizer {
namespace {

TEST(LineAnonymizer, KeepsEveryByteThatNoRuleTouches) {
  ExpectAnonymized({
      {R"({})", "="},
      {R"( { } )", "="},
      {"{\"a\":1}\r", "="},
      {R"({"n":12345678901234567890123456789,"x":1e400,"z":-0.0E-0,"t":true,"u":null})", "="},
      {R"({"b" :[ 1 ,{ }, [ ] ,"x"] ,"a":{"b":{}}})", "="},
      {R"({"a":1,"a":2,"a":"\u00e9\/\ud83d"})", "="},
      {R"({"":"","usernam":"ada","xemail":"x","Username":"ada","passwor":1})", "="},
      {"{\"caf\xC3\xA9\":\"\xF0\x9F\x98\x80\x7F\"}", "="},
  });
}

TEST(LineAnonymizer, GivesUsernamesTheirHmacWhereverTheyStand) {
  ExpectAnonymized({
      {R"({"username":"ada"})", R"({"username":"<ada>"})"},
      {R"({"username":"ada","username":"bob"})", R"({"username":"<ada>","username":"<bob>"})"},
      {R"({"context":{"username" : "ada"},"event":[{"username":"bob"}]})",
       R"({"context":{"username" : "<ada>"},"event":[{"username":"<bob>"}]})"},
      {R"({"us\u0065rname":"ada"})", R"({"us\u0065rname":"<ada>"})"},
      {R"({"username":"\u0061d\u0061"})", R"({"username":"<ada>"})"},
  });
}

TEST(LineAnonymizer, TakesAUsernameAsItIsWithoutTrimOrFold) {
  ExpectAnonymized({
      {R"({"username":"ada "})", R"({"username":"<ada >"})"},
      {R"({"username":"Ada"})", R"({"username":"<Ada>"})"},
      {R"({"username":"zo\u00e9"})", "{\"username\":\"<zo\xC3\xA9>\"}"},
      {"{\"username\":\"zo\xC3\xA9\"}", "{\"username\":\"<zo\xC3\xA9>\"}"},
      {R"({"username":"\"\\\n"})", R"({"username":"<quote>"})"},
      {R"({"username":"\ud83d"})", R"({"username":"<high>"})"},
      {R"({"username":"\ud83d\ude00"})", R"({"username":"<grin>"})"},
  });
}

TEST(LineAnonymizer, LeavesEmptyUsernamesAndNull) {
  ExpectAnonymized({
      {R"({"username":""})", "="},
      {R"({"username":null})", "="},
      {R"({"username":["",null]})", "="},
      {R"({"user_id":null,"session":"","ip":""})", "="},
  });
}

TEST(LineAnonymizer, TreatsEachElementOfAListOfUsernames) {
  ExpectAnonymized({
      {R"({"username":["ada", "bob"]})", R"({"username":["<ada>", "<bob>"]})"},
      {R"({"username":[]})", "="},
      {R"({"username":["ada",7,"bob"]})", R"({"username":["<ada>","<bob>"]})"},
      {R"({"username":[["ada"],"bob",{"a":1}]})", R"({"username":["<bob>"]})"},
      {R"({"username":[true]})", R"({"username":[]})"},
      {R"({"event":{"POST":{"username":["ada"],"password":["x"]}}})",
       R"({"event":{"POST":{"username":["<ada>"]}}})"},
  });
}

TEST(LineAnonymizer, DropsAUsernameOfAnyOtherType) {
  ExpectAnonymized({
      {R"({"a":1,"username":7,"b":2})", R"({"a":1,"b":2})"},
      {R"({"username":true})", R"({})"},
      {R"({"username":{"first":"ada"}})", R"({})"},
      {R"({"username":{"username":"ada"},"b":2})", R"({"b":2})"},
  });
  TestAnonymizer seed("seed");
  seed(R"({"username":7,"context":{"username":{"a":1}},"x":{"username":[{}]}})");
  EXPECT_EQ(seed.counts.dropped_by_type, 3U);
}

TEST(LineAnonymizer, DropsTheFieldsOf2015AtAnyDepth) {
  ExpectAnonymized({
      {R"({"email":"ada@example.org"})", R"({})"},
      {R"({"email":{"old":"a","new":["b"]},"a":1})", R"({"a":1})"},
      {R"({"event":{"POST":{"email":["a"],"q":["b"]}}})", R"({"event":{"POST":{"q":["b"]}}})"},
      {R"({"em\u0061il":"a","a":1})", R"({"a":1})"},
      {R"({"mail":1,"address":2,"mailing_address":3,"full_name":4,"first_name":5,"last_name":6})",
       R"({})"},
      {R"({"phone":1,"phone_number":2,"city":3,"year_of_birth":4,"gender":null})", R"({})"},
      {R"({"password":1,"password1":2,"password_":3,"passwordé":4,"a":5})", R"({"a":5})"},
      {R"({"email":null})", R"({})"},
      {R"({"a":[{"email":1},{"b":2,"email":3}]})", R"({"a":[{},{"b":2}]})"},
  });
}

TEST(LineAnonymizer, KeepsTheEventsNameAndDropsEveryOther) {
  ExpectAnonymized({
      {R"({"name":"edx.course.enrollment.activated"})", "="},
      {R"({"name":"a","name":"b"})", "="},
      {R"({"name":"a","context":{"name":"Ada"},"event":{"name":["Ada"],"b":1}})",
       R"({"name":"a","context":{},"event":{"b":1}})"},
      {R"({"name":{"name":"Ada","email":"x","a":1}})", R"({"name":{"a":1}})"},
      {R"({"event":"{\"name\":\"Ada\",\"a\":1}"})", R"({"event":"{\"a\":1}"})"},
  });
}

TEST(LineAnonymizer, GivesIdsAndSessionsPseudonymsUnderStandardOnly) {
  ExpectAnonymized({
      {R"({"user_id":42})", "=", R"({"user_id":"<user 42>"})"},
      {R"({"user_id":"42"})", "=", R"({"user_id":"<user 42>"})"},
      {R"({"context":{"user_id":[42,"43"]}})", "=",
       R"({"context":{"user_id":["<user 42>","<user 43>"]}})"},
      {R"({"user_id":""})", "="},
      {R"({"user_id":true,"a":1})", "=", R"({"a":1})"},
      {R"({"user_id":{"id":42},"a":1})", "=", R"({"a":1})"},
      {R"({"session":"s1"})", "=", R"({"session":"<session s1>"})"},
      {R"({"event":"{\"user_id\": 42}"})", "=", R"({"event":"{\"user_id\": \"<user 42>\"}"})"},
  });
}

TEST(LineAnonymizer, CutsAddressesToTheirNetworkUnderStandardOnly) {
  ExpectAnonymized({
      {R"({"ip":"82.1.2.3"})", "=", R"({"ip":"82.1.2.0"})"},
      {R"({"ip":"82.1.2.0"})", "="},
      {R"({"ip":"2001:db8:1:2::7"})", "=", R"({"ip":"2001:db8:1::"})"},
      {R"({"ip":"82.1.2.3, 10.0.0.1"})", "=", R"({"ip":"<<IP>>"})"},
      {R"({"ip":["82.1.2.3","x"]})", "=", R"({"ip":["82.1.2.0","<<IP>>"]})"},
      {R"({"context":{"ip":"82.1.2.3"}})", "=", R"({"context":{"ip":"82.1.2.0"}})"},
      {R"({"ip":7,"a":1})", "=", R"({"a":1})"},
      {R"({"ip":"82\u002e1.2.3"})", "=", R"({"ip":"82.1.2.0"})"},
  });
}

TEST(LineAnonymizer, RedactsTextUnderStandardOnly) {
  ExpectAnonymized({
      {R"({"page":"/u?m=ada@example.org&x=1"})", "=", R"({"page":"/u?m=<<EMAIL>>&x=1"})"},
      {R"({"a":"\u00e9 ada\u0040example.org \"82.1.2.3\""})", "=",
       R"({"a":"\u00e9 <<EMAIL>> \"<<IP>>\""})"},
      {R"({"a":["06 12 34 56 78",{"b":"+33612345678"}]})", "=",
       R"({"a":["<<PHONE>>",{"b":"<<PHONE>>"}]})"},
      {R"({"ada@example.org":1})", "=", R"({"<<EMAIL>>":1})"},
      {R"({"name":"/s/ada@example.org"})", "=", R"({"name":"/s/<<EMAIL>>"})"},
      {R"({"a":"{ada@example.org}"})", "=", R"({"a":"{<<EMAIL>>}"})"},
  });
}

// A template drops fragments, in any spelling; a text that is only scanned keeps them.
TEST(LineAnonymizer, GivesALineTheSameBytesWhateverCameBefore) {
  for (const std::string text : {"/a#bcdef", "/a%23bcdef", "/a%2523bcdef", "/a&#35;bcdef",
                                 "https://mooc.example.org/a%23bcdef", "/courses/a%23"}) {
    const std::string as_text = R"({"note":")" + text + R"("})";
    const std::string as_path = R"({"path":")" + text + R"("})";
    for (const auto& [before, line] : {std::pair(as_text, as_path), std::pair(as_path, as_text)}) {
      TestAnonymizer fresh("standard");
      TestAnonymizer used("standard");
      for (int i = 0; i < 3; ++i) used(before);
      EXPECT_EQ(used(line), fresh(line)) << line;
    }
  }
  EXPECT_EQ(Anonymized("standard", R"({"path":"/a%23bcdef"})"), R"({"path":"/a"})");
}

TEST(LineAnonymizer, DropsALoggersPrefixUnderEveryPolicy) {
  ExpectAnonymized({
      {R"(Feb  1 10:00:00 host x: {"a":1} )", R"({"a":1} )"},
      {R"(Feb  1 10:00:00 host "x" - {"username":"ada"})", R"({"username":"<ada>"})"},
      {R"(x: {"a":1})", "rejected, unknown-prefix"},
  });
}

TEST(LineAnonymizer, RejectsALineThatIsAnonymizedAlready) {
  const std::string hex = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
  const std::string envelope = R"({"username":")" + hex + R"("})";
  const std::string context = R"({"context":{"username":")" + hex + R"("}})";
  const std::string deeper = R"({"event":{"username":")" + hex + R"("}})";
  const std::string upper = R"({"username":"0123456789ABCDEF)" + hex.substr(16) + R"("})";
  TestAnonymizer allowing("seed", {1 << 20, 1024, true});
  for (const std::string& line : {envelope, context}) {
    EXPECT_EQ(Anonymized("seed", line), "rejected, already-anonymized");
    EXPECT_EQ(Anonymized("standard", line), "rejected, already-anonymized");
    EXPECT_EQ(allowing(line), line);
  }
  // Elsewhere it may be anything; there it is a username like any other.
  EXPECT_EQ(Anonymized("seed", deeper), Named(R"({"event":{"username":"<hex>"}})"));
  EXPECT_EQ(allowing(deeper), Named(R"({"event":{"username":"<hex>"}})"));
  EXPECT_NE(Anonymized("seed", upper), "rejected, already-anonymized");
  EXPECT_EQ(allowing(R"({"username":"ada"})"), Named(R"({"username":"<ada>"})"));
}

TEST(LineAnonymizer, RejectsWhatIsNoObjectOrTooLongOrTooDeep) {
  ExpectAnonymized({
      {"[1]\n", "rejected, not-an-object"},
      {"{\"a\":1,}\n", "rejected, bad-structure"},
      {"{\"a\":NaN}\n", "rejected, bad-literal"},
      {"{\"a\":\"\\x\"}\n", "rejected, bad-escape"},
      {"{\"username\":\"ada\"", "rejected, unfinished-last-line"},
  });
  TestAnonymizer small("seed", {16, 2, false});
  EXPECT_EQ(small(R"({"a":1234567890})"), R"({"a":1234567890})");
  EXPECT_EQ(small(R"({"a":12345678901})"), "rejected, too-long");
  EXPECT_EQ(small(R"({"a":{"b":1}})"), R"({"a":{"b":1}})");
  EXPECT_EQ(small(R"({"a":{"b":[]}})"), "rejected, too-deep");
}

TEST(LineAnonymizer, CountsWhatItDid) {
  TestAnonymizer standard("standard");
  standard(R"(Feb  1 10:00:00 h x: {"username":"ada","email":1,"user_id":[7,true],"ip":"82.1.2.3",)"
           R"("a":"a@b.fr c@d.fr +33612345678","event":"{\"b\":\"x@y.fr\",\"c"})");
  const std::string counts = FieldCountsJson(standard.counts);
  EXPECT_TRUE(counts.starts_with(
      R"({"pseudonyms":2,"dropped":1,"dropped_by_type":1,"dropped_too_deep":0,)"
      R"("truncated_ips":1,"tails_cut":1,"prefixes":1,"mentions":0,"secrets":0,"redacted":{)"))
      << counts;
  for (const std::string_view count : {R"("email":3,)", R"("ipv4":0,)", R"("phone-fr":1,)"}) {
    EXPECT_NE(counts.find(count), counts.npos) << counts;
  }
}

}  // namespace
}  // namespace fun::anonymizer
