#include "core/detect/known/identities.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "core/detect/known/words.h"
#include "tests/unit/core/detect/known/people.h"

namespace fun::detect {
namespace {

// What is found in `text`, in brackets: "hello [ada]".
std::string Marked(std::string_view csv, std::string_view text) {
  const auto identities = LoadPeople(csv);
  if (!identities) return identities.error().message;
  std::vector<Span> places;
  identities->Scan(text, places);
  std::string marked;
  std::size_t at = 0;
  for (const Span place : places) {
    marked.append(text, at, place.begin - at);
    marked.append("[").append(Slice(text, place)).append("]");
    at = place.end;
  }
  return marked.append(text, at);
}

constexpr std::string_view kAda = "username,email,name\nlea78,ada.l@example.org,Ada Lovélace\n";

TEST(Identities, AreFoundWhereTheyStand) {
  EXPECT_EQ(Marked(kAda, "lea78"), "[lea78]");
  EXPECT_EQ(Marked(kAda, "by lea78, that is Ada Lovélace (ada.l@example.org)."),
            "by [lea78], that is [Ada Lovélace] ([ada.l@example.org]).");
  EXPECT_EQ(Marked(kAda, "/u/lea78/?x=lea78_2"), "/u/[lea78]/?x=[lea78]_2");
}

TEST(Identities, AreFoundWithoutCaseAndAccents) {
  EXPECT_EQ(Marked(kAda, "ADA LOVELACE"), "[ADA LOVELACE]");
  EXPECT_EQ(Marked(kAda, "ada love\u0301lace"), "[ada love\u0301lace]");
  EXPECT_EQ(Marked(kAda, "Ada LOVE\u0301LACE\u0301!"), "[Ada LOVE\u0301LACE\u0301]!");
  EXPECT_EQ(Marked(kAda, "Ada Lo\u200Bvelace"), "[Ada Lo\u200Bvelace]");
  EXPECT_EQ(Marked(kAda, "\uFF21\uFF44\uFF41 Lovelace"), "[\uFF21\uFF44\uFF41 Lovelace]");
  EXPECT_EQ(Marked("name\nCœur Weiß\n", "COEUR WEISS"), "[COEUR WEISS]");
  EXPECT_EQ(Marked("name\nŁukasz Nguyễn\n", "lukasz nguyen"), "[lukasz nguyen]");
  EXPECT_EQ(Marked("name\nΓιώργος Παππάς\n", "ΓΙΩΡΓΟΣ ΠΑΠΠΑΣ"), "[ΓΙΩΡΓΟΣ ΠΑΠΠΑΣ]");
  EXPECT_EQ(Marked("name\nЛев Толстой\n", "ЛЕВ ТОЛСТОЙ"), "[ЛЕВ ТОЛСТОЙ]");
  EXPECT_EQ(Marked("name\n王小明\n", "我是王小明。"), "我是[王小明]。");
}

TEST(Identities, AreWholeWords) {
  EXPECT_EQ(Marked(kAda, "lea789 xlea78 leá78x"), "lea789 xlea78 leá78x");
  EXPECT_EQ(Marked(kAda, "Ada Lovelaces, Adax Lovelace"), "Ada Lovelaces, Adax Lovelace");
  EXPECT_EQ(Marked(kAda, "élea78 lea78é"), "élea78 lea78é");
}

TEST(Identities, MayHaveUpToThreeOtherBytesBetweenTheirWords) {
  EXPECT_EQ(Marked(kAda, "Ada-Lovelace Ada   Lovelace Ada, \"Lovelace"),
            "[Ada-Lovelace] [Ada   Lovelace] [Ada, \"Lovelace]");
  EXPECT_EQ(Marked(kAda, "Ada    Lovelace; and Ada"), "Ada    Lovelace; and Ada");
  EXPECT_EQ(Marked(kAda, "Ada"), "Ada");
}

TEST(Identities, AreFoundAtTheirLongest) {
  const std::string_view csv = "username\nada\nada.l\nada.l.b.c\n";
  EXPECT_EQ(Marked(csv, "ada.l.b.x ada.l.b.c ada x"), "[ada.l].b.x [ada.l.b.c] [ada] x");
}

TEST(Identities, DoNotOverlap) {
  EXPECT_EQ(Marked("name\nada bob cleo\ncleo dan\n", "ada bob cleo dan"), "[ada bob cleo] dan");
  EXPECT_EQ(Marked("name\n王小明\n明王小\n", "王小明王小"), "[王小明]王小");
}

TEST(Identities, ThatWouldBeFoundEverywhereAreSkippedAndCounted) {
  const auto identities = LoadPeople(
      "username\nab\n1234\n12345\nabc\n"
      "9c56cc51b374c3ba189210d5b6d4bf57790d351c96c47c02190ecf1e430635ab\nNULL\n...\n");
  ASSERT_TRUE(identities.has_value());
  EXPECT_EQ(identities->size(), 7U);
  EXPECT_EQ(identities->skipped(), 4U);  // ab, 1234, the pseudonym, the dots; NULL is nobody
  std::vector<Span> places;
  identities->Scan("ab 1234 null 12345 abc", places);
  EXPECT_EQ(places, (std::vector<Span>{{13, 18}, {19, 22}}));
}

TEST(Identities, DoNotIncludeIdsOrEmailsThatAreNone) {
  EXPECT_EQ(Marked("user_id,email\n57000113,unknown\n", "57000113 unknown"), "57000113 unknown");
}

TEST(Identities, AreReadFromQuotedAndTabbedFiles) {
  EXPECT_EQ(Marked("\xEF\xBB\xBFid,\"name\"\r\n1,\"Lovelace, \"\"Ada\"\"\"\r\n", "lovelace ada"),
            "[lovelace ada]");
  EXPECT_EQ(Marked("name\r\nAda Lovelace\r\n\r\n", "ada lovelace"), "[ada lovelace]");
  EXPECT_EQ(Marked("name,id\n\"Ada\nLovelace\",2", "ada lovelace"), "[ada lovelace]");
  EXPECT_EQ(Marked("id\tUserName\n7\tlea,78\n", "lea,78 lea 78"), "[lea,78] lea 78");
  EXPECT_EQ(Marked("first_name,last_name\nAda,Lovelace\nBob,\n", "Ada Lovelace, Bob"),
            "[Ada Lovelace], Bob");
}

TEST(Identities, OfSeveralFilesAreOneSet) {
  const PeopleFile one("username\nlea78\n");
  const PeopleFile two("name\nAda Lovelace\nBob Byron\n");
  const auto identities = Identities::Load({one.path(), two.path()});
  ASSERT_TRUE(identities.has_value());
  EXPECT_EQ(identities->size(), 3U);
  std::vector<Span> places;
  identities->Scan("lea78 ada lovelace", places);
  EXPECT_EQ(places.size(), 2U);
}

TEST(Identities, AreNotReadFromAFileWithoutTheirColumns) {
  const auto failed = LoadPeople("Ada Lovelace,57000113,id\nBob Byron,57000114,1\n");
  ASSERT_FALSE(failed.has_value());
  EXPECT_EQ(failed.error().code, ExitCode::kUsage);
  EXPECT_EQ(failed.error().message.find("Ada"), std::string::npos);
  EXPECT_EQ(failed.error().hint.find("Ada"), std::string::npos);
  EXPECT_NE(failed.error().hint.find("known among them: id"), std::string::npos);
  EXPECT_FALSE(LoadPeople("first_name\nAda\n").has_value());
}

TEST(Identities, AreNotReadFromABrokenFile) {
  const auto code = [](std::string_view csv) {
    const auto identities = LoadPeople(csv);
    return identities ? ExitCode::kDone : identities.error().code;
  };
  EXPECT_EQ(code(""), ExitCode::kInput);
  EXPECT_EQ(code("username,name\n"), ExitCode::kInput);
  EXPECT_EQ(code("username,name\nlea78\n"), ExitCode::kInput);
  EXPECT_EQ(code("username,name\nlea78,Lovelace, Ada\n"), ExitCode::kInput);
  EXPECT_EQ(code("username,name\nlea78,\"Ada\n"), ExitCode::kInput);
  EXPECT_EQ(code("username,name\nlea78,\"Ada\"x\n"), ExitCode::kInput);
  EXPECT_EQ(code("name\nLov\xE9lace\n"), ExitCode::kInput);
  EXPECT_EQ(Identities::Load({"/nonexistent/people.csv"}).error().code, ExitCode::kInput);
}

TEST(Identities, SayTheLineOfABrokenRowButNoneOfItsBytes) {
  const auto failed = LoadPeople("username,name\nlea78,\"Ada\nLovelace\"\ncanary\n");
  ASSERT_FALSE(failed.has_value());
  EXPECT_NE(failed.error().message.find("line 4: 1 fields where the header names 2"),
            std::string::npos);
  EXPECT_EQ(failed.error().message.find("canary"), std::string::npos);
}

TEST(Identities, AreFoundInTextsOfEveryLengthAndAtEveryOffset) {
  const auto identities = LoadPeople("username\nlea78\nzoe\n");
  ASSERT_TRUE(identities.has_value());
  for (std::size_t before = 0; before < 140; ++before) {
    for (std::size_t behind = 0; behind < 70; behind += 7) {
      const std::string text = std::string(before, '.') + "lea78" + std::string(behind, '/');
      std::vector<Span> places;
      identities->Scan(text, places);
      ASSERT_EQ(places, (std::vector<Span>{{before, before + 5}})) << before << " " << behind;
    }
  }
}

struct Word {
  std::string folded;
  Span span;
};

std::vector<Word> WordsOf(std::string_view text) {
  std::vector<Word> words;
  for (WordReader reader(text, 0); reader.Next();) {
    words.push_back({std::string(reader.folded()), reader.span()});
  }
  return words;
}

// How many words of `name` stand in `words` from `at` on; 0 if not all of them.
std::size_t CountMatching(const std::vector<Word>& words, std::size_t at,
                          const std::vector<Word>& name) {
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (at + i == words.size() || words[at + i].folded != name[i].folded) return 0;
    if (i > 0 && words[at + i].span.begin - words[at + i - 1].span.end > 3) return 0;
  }
  return name.size();
}

std::vector<Span> FindPlainly(std::string_view text, const std::vector<std::string>& names) {
  const std::vector<Word> words = WordsOf(text);
  std::vector<Span> places;
  for (std::size_t at = 0; at < words.size(); ++at) {
    std::size_t longest = 0;
    for (const std::string& name : names) {
      longest = std::max(longest, CountMatching(words, at, WordsOf(name)));
    }
    if (longest == 0) continue;
    places.push_back({words[at].span.begin, words[at + longest - 1].span.end});
    at += longest - 1;
  }
  return places;
}

TEST(Identities, AreFoundWhereAPlainSearchFindsThem) {
  constexpr std::string_view kPieces[] = {"ada",  "Léa",  "bob",  "78",     "ADA ",
                                          " lea", ".bob", "_78_", "x",      " ",
                                          ", \"", "é",    "    ", "\u0301", "王"};
  std::mt19937 random(20240607);
  for (int round = 0; round < 300; ++round) {
    std::vector<std::string> names;
    std::string csv = "kind,value\n";
    for (int i = 0; i < 6; ++i) {
      std::string name = "abc";
      for (std::size_t n = 1 + random() % 3; n > 0; --n) name += kPieces[random() % 8];
      names.push_back(name.substr(random() % 2 * 3));
      csv += "email," + names.back() + "\n";
    }
    const auto identities = LoadPeople(csv);
    ASSERT_TRUE(identities.has_value());
    if (identities->skipped() != 0) continue;
    for (int texts = 0; texts < 50; ++texts) {
      std::string text;
      for (std::size_t n = random() % 40; n > 0; --n)
        text += kPieces[random() % std::size(kPieces)];
      if (texts % 3 == 0) text += names[0] + " " + names[1];
      std::vector<Span> places;
      identities->Scan(text, places);
      ASSERT_EQ(places, FindPlainly(text, names)) << text << "\n" << csv;
    }
  }
}

}  // namespace
}  // namespace fun::detect
