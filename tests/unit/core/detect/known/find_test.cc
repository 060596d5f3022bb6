// What each mention is, and whose pseudonym belongs there.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/core/detect/known/people.h"

namespace fun::detect {
namespace {

std::string Described(const KnownMatch& match, std::string_view text) {
  std::string said = "[" + std::string(Slice(text, match.span)) + "|";
  if (match.is_ambiguous) return said + "?]";
  if (match.kind == IdentityKind::kUsername) return said + std::string(match.exact) + "]";
  said += NameOf(match.kind);
  return said + (match.kind == IdentityKind::kUserId ? " " + std::string(match.exact) : "") + "]";
}

// `text` with each mention as [what stands there|the exact username, or another kind, or ?].
std::string Told(std::string_view csv, std::string_view text) {
  const auto identities = LoadPeople(csv);
  if (!identities) return identities.error().message;
  std::vector<KnownMatch> matches;
  identities->Find(text, matches);
  std::string told;
  std::size_t at = 0;
  for (const KnownMatch& match : matches) {
    told.append(text, at, match.span.begin - at).append(Described(match, text));
    at = match.span.end;
  }
  return told.append(text, at);
}

constexpr std::string_view kAdaRow =
    "user_id,username,email,name\n57000113,ada_L,ada.l@example.org,Ada Lovélace\n";

TEST(Find, SaysWhatEachIdentityIs) {
  EXPECT_EQ(Told(kAdaRow, "ada_L, Ada Lovélace, ada.l@example.org, 57000113"),
            "[ada_L|ada_L], [Ada Lovélace|name], [ada.l@example.org|email], "
            "[57000113|user_id 57000113]");
}

TEST(Find, GivesAMentionTheExactUsernameThatItFoldsTo) {
  EXPECT_EQ(Told(kAdaRow, "@ADA_l /u/ada_l/ àda_l."),
            "@[ADA_l|ada_L] /u/[ada_l|ada_L]/ [àda_l|ada_L].");
  EXPECT_EQ(Told("username\nZoé-75\n", "zoe-75 ZOÉ-75 ZOE\u0301\u201075 zo\u200Be-75"),
            "[zoe-75|Zoé-75] [ZOÉ-75|Zoé-75] [ZOE\u0301\u201075|Zoé-75] [zo\u200Be-75|Zoé-75]");
}

TEST(Find, TakesAnExactSpellingFirst) {
  const std::string_view csv = "username\nadal\nAdaL\n";
  EXPECT_EQ(Told(csv, "adal AdaL"), "[adal|adal] [AdaL|AdaL]");
}

TEST(Find, SaysWhenTwoUsernamesFoldAlike) {
  EXPECT_EQ(Told("username\nadal\nAdaL\n", "ADAL adàl"), "[ADAL|?] [adàl|?]");
  EXPECT_EQ(Told("username\nADAL\nadal\nAdaL\nadal\n", "aDAl adal"), "[aDAl|?] [adal|adal]");
  EXPECT_EQ(Told("username\nadal\nadal\n", "ADAL"), "[ADAL|adal]");  // one, named twice
}

TEST(Find, TakesAUsernameForAUnit) {
  EXPECT_EQ(Told("username\nada_l\nada.l\nada-l\n", "ada_l ADA.L ada-l ada l ada/l ada__l"),
            "[ada_l|ada_l] [ADA.L|ada.l] [ada-l|ada-l] ada l ada/l ada__l");
  EXPECT_EQ(Told("username\n_ada_\n", "_ada_ ada _ada (_ADA_)"),
            "[_ada_|_ada_] ada _ada ([_ADA_|_ada_])");
  EXPECT_EQ(Told("username\nada\n_ada\n", "ada _ada"), "[ada|ada] [_ada|_ada]");
  EXPECT_EQ(Told("username\nada-----lov\n", "ada-----lov ada----lov"),
            "[ada-----lov|ada-----lov] ada----lov");
  EXPECT_EQ(Told("username\n\"ada \"\n", "by ADA, by ada "), "by [ADA|ada ], by [ada|ada ] ");
}

TEST(Find, FindsAUsernameInLongerTokens) {
  const std::string_view csv = "username\njohn.smith\nadal\nada_lovelace\n";
  EXPECT_EQ(Told(csv, "john.smith@univ.example"), "[john.smith|john.smith]@univ.example");
  EXPECT_EQ(Told(csv, "adal_devoir2.pdf"), "[adal|adal]_devoir2.pdf");
  EXPECT_EQ(Told(csv, "Merci @ada_lovelace."), "Merci @[ada_lovelace|ada_lovelace].");
  EXPECT_EQ(Told(csv, "adalx xadal"), "adalx xadal");
}

TEST(Find, FindsNamesInEitherOrderButNotHalfOfOne) {
  EXPECT_EQ(Told(kAdaRow, "Lovelace, Ada; LOVELACE Ada; ADA LOVELACE"),
            "[Lovelace, Ada|name]; [LOVELACE Ada|name]; [ADA LOVELACE|name]");
  EXPECT_EQ(Told(kAdaRow, "Ada and Lovelace"), "Ada and Lovelace");
  EXPECT_EQ(Told("name\nJean-Luc de Valmont\n", "Valmont, Jean-Luc de; de Valmont Jean Luc"),
            "[Valmont, Jean-Luc de|name]; [de Valmont Jean Luc|name]");
  EXPECT_EQ(Told("name\nAda\n", "Ada"), "Ada");
  EXPECT_EQ(Told("first_name,last_name\nAda,Lovelace\n", "lovelace ada"), "[lovelace ada|name]");
}

TEST(Find, FindsUserIdsOfFiveDigitsThatStandAlone) {
  EXPECT_EQ(Told(kAdaRow, "/progress/57000113/ id=57000113."),
            "/progress/[57000113|user_id 57000113]/ id=[57000113|user_id 57000113].");
  EXPECT_EQ(Told(kAdaRow, "157000113 57000113a 0.57000113 57000113.5 057000113"),
            "157000113 57000113a 0.57000113 57000113.5 057000113");
  EXPECT_EQ(Told("id,username\n1234,adal\n", "1234"), "1234");
  EXPECT_EQ(Told("id,username\n12345,12345\n", "12345"), "[12345|12345]");  // a username first
}

TEST(Find, TakesTheLongestOfWhatBeginsAtOnePlace) {
  EXPECT_EQ(Told("username,email\nada,ada@example.org\n", "ada@example.org"),
            "[ada@example.org|email]");
  EXPECT_EQ(Told("username,name\nadal,adal king\n", "adal king, adal"),
            "[adal king|name], [adal|adal]");
}

TEST(Find, TakesNoWordsForAnEmailWithoutItsSign) {
  EXPECT_EQ(Told("email\nvideo@html.org\n", "video html org, video@html.org, VIDEO\uFF20html.org"),
            "video html org, [video@html.org|email], [VIDEO\uFF20html.org|email]");
}

TEST(Find, TakesUpToAMillionBytesOfNothing) {
  const auto identities = LoadPeople(kAdaRow);
  std::vector<KnownMatch> matches;
  identities->Find(std::string(1'000'000, 'a') + " " + std::string(100'000, '_') + "\xFF\xC3",
                   matches);
  identities->Find("", matches);
  EXPECT_TRUE(matches.empty());
}

TEST(FindWhole, KnowsAValueHoweverOrdinaryItsWordsAre) {
  const auto identities = LoadPeople("username,name\nvideo,Ada Lovelace\nAB,Marie\n");
  ASSERT_TRUE(identities.has_value());
  KnownMatch match;
  EXPECT_TRUE(identities->FindWhole("Video", match));
  EXPECT_EQ(match.exact, "video");
  EXPECT_TRUE(identities->FindWhole(" ab\n", match));
  EXPECT_EQ(match.span, (Span{1, 3}));
  EXPECT_TRUE(identities->FindWhole("Lovelace, Ada", match));
  EXPECT_EQ(match.kind, IdentityKind::kName);
  EXPECT_TRUE(identities->FindWhole("marie", match));
  EXPECT_FALSE(identities->FindWhole("the video", match));
  EXPECT_FALSE(identities->FindWhole("video_", match));
  EXPECT_FALSE(identities->FindWhole("", match));
}

TEST(Scan, LeavesUserIdsOut) {
  const auto identities = LoadPeople(kAdaRow);
  std::vector<Span> places;
  identities->Scan("57000113 ada_l", places);
  EXPECT_EQ(places, (std::vector<Span>{{9, 14}}));
}

TEST(Identities, HaveOneDigestWhateverTheirOrder) {
  const auto digest = [](std::string_view csv) { return LoadPeople(csv)->ContentDigest(); };
  const std::string one = digest("username,name\nadal,Ada Lovelace\nzed,Zoe Zed\n");
  EXPECT_EQ(one, digest("name,username\nZoe Zed,zed\nAda Lovelace,adal\nZoe Zed,zed\n"));
  EXPECT_NE(one, digest("username,name\nadal,Ada Lovelace\nzed,Zoe Zex\n"));
  EXPECT_NE(one, digest("username,email\nadal,a@example.org\nzed,b@example.org\n"));
}

TEST(Identities, AreReadFromWhatGatherWrites) {
  EXPECT_EQ(Told("kind,value\nusername,adal\nname,Ada Lovelace\nuser_id,57000113\n",
                 "adal Lovelace Ada 57000113"),
            "[adal|adal] [Lovelace Ada|name] [57000113|user_id 57000113]");
  const auto failed = LoadPeople("kind,value\ncanary,x\n");
  ASSERT_FALSE(failed.has_value());
  EXPECT_EQ(failed.error().code, ExitCode::kInput);
  EXPECT_EQ(failed.error().message.find("canary"), std::string::npos);
}

TEST(Identities, AreNotReadWithHalfOfANamesColumns) {
  const auto failed = LoadPeople("username,first_name\nadal,Ada\n");
  ASSERT_FALSE(failed.has_value());
  EXPECT_EQ(failed.error().code, ExitCode::kUsage);
  EXPECT_NE(failed.error().hint.find("username, first_name"), std::string::npos);
}

}  // namespace
}  // namespace fun::detect
