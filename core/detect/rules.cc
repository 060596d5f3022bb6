#include "core/detect/rules.h"

#include <algorithm>
#include <vector>

#include "core/base/encoding.h"
#include "core/detect/checks/address/english.h"
#include "core/detect/checks/address/french.h"
#include "core/detect/checks/card.h"
#include "core/detect/checks/email.h"
#include "core/detect/checks/iban.h"
#include "core/detect/checks/ip.h"
#include "core/detect/checks/nir.h"
#include "core/detect/checks/phone.h"
#include "core/detect/checks/secret.h"
#include "core/detect/checks/siret.h"
#include "core/detect/checks/text.h"
#include "core/detect/checks/token.h"
#include "core/detect/forms.h"
#include "core/detect/ip.h"

namespace fun::detect {
namespace {

constexpr auto kHasAt = ByteSummary::kHasAt;
constexpr auto kHasDot = ByteSummary::kHasDot;
constexpr auto kHasColon = ByteSummary::kHasColon;
constexpr auto kHasDigit = ByteSummary::kHasDigit;
constexpr auto kHasSpace = ByteSummary::kHasSpace;
constexpr auto kHasBracket = ByteSummary::kHasBracket;
constexpr auto kHasEquals = ByteSummary::kHasEquals;
constexpr auto kHasRun = ByteSummary::kHasRun;

// clang-format off
// Pieces of patterns.  Letters of Latin script as ranges: \pL in a repetition makes big automata.
#define NUMBER_SPACE R"([ .\-\x{A0}\x{202F}])"
#define PHONE_SPACE R"([ .\-/\x{A0}\x{202F}\x{2009}\x{2010}-\x{2013}])"
#define LATIN R"(A-Za-z\x{C0}-\x{24F})"
#define CAPITAL R"([A-Z\x{C0}-\x{DE}])"
#define LABEL R"([\pL\pN][\pL\pM\pN-]*)"
#define SPOKEN_DOT \
  R"((?:\s{0,2}[\[({<]\s{0,2}(?i:dot|point|\.)\s{0,2}[\])}>]\s{0,2}|\s{1,2}(?i:dot|point)\s{1,2}))"
#define ANY_DOT R"((?:\.|)" SPOKEN_DOT ")"
#define SPOKEN_LOCAL \
  R"((?:"[^"\x00-\x1F@]{1,64}"|[\pL\pN][\pL\pM\pN._%+'-]*(?:)" SPOKEN_DOT LABEL ")*)"
#define SPOKEN_AT R"(\s{0,3}[\[({<]\s{0,2}(?i:at|arobase|arobas|@)\s{0,2}[\])}>]\s{0,3})"
#define SPOKEN_TOP R"((?i:com|org|net|fr|edu|eu|uk|ch|ca|gouv|gov|info|io|example)\b)"
#define STREET \
  R"((?i:rue|avenue|av\.?|boulevard|boul\.|blvd\.?|bvd\.?|bd\.?|chemin|ch\.|chaussée|impasse|imp\.|allées?|allee|all\.|place|pl\.|quai|route|rte\.?|cours|square|sq\.|passage|faubourg|fbg?\.?|fg\.?|sentier|ruelle|esplanade|promenade|villa|cité|résidence|residence|rés\.|lotissement|lot\.|hameau|lieu-dit|lieu dit|voie|rond-point|montée|traverse|venelle|parvis|mail|côte|clos|domaine))"
#define STREET_WORD "[" LATIN R"(\d][)" LATIN R"(\d'’\x{B0}-]*\.?)"
#define TOWN R"((?:[A-Z]-)?\b\d{5}\b(?:\s{1,2}[)" LATIN "][" LATIN R"('’-]+(?:[ -](?:(?i:cedex)|)" CAPITAL "[" LATIN R"('’-]*)){0,3}(?:\s\d{1,2})?)?)"
#define ENGLISH_KIND \
  R"((?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Place|Pl|Square|Sq|Terrace|Way|Crescent|Close|Gardens|Grove|Hill|Row|Park|Parkway|Pkwy|Highway|Hwy|Mews)\b\.?)"
#define SECRET_NAME \
  R"((?i:mot[ _]?de[ _]?passe|mdp|pass(?:word|wd|phrase)|pwd|(?:api|access|private|client|auth|encryption|signing|consumer)[_ -]?key|secret[_ -]?key|secret|token|sessid|sessionid|loggedin|user-info)\d?)"

constexpr Rule kRules[] = {
    {.id = "address-en", .mark = "<<ADDRESS>>", .what = "postal address, English form", .severity = Severity::kWarning,
     .pattern = R"(\d{1,5}[A-Za-z]?,?\s(?:(?:[A-Z][A-Za-z'’.-]*|\d{1,3}(?:st|nd|rd|th))\s){1,3})" ENGLISH_KIND
                R"((?:,?\s(?:Apt|Suite|Unit|Flat)\.?\s#?\w{1,5})?(?:,\s[A-Z][\w'’.-]*(?:\s[A-Z\d][\w'’.-]*){0,3}){0,3})",
     .all_of = kHasDigit | kHasSpace, .form = kFormEnglishAddress, .is_possible = MayHoldEnglishAddress, .accept = IsEnglishAddress,
     .hit = "221B Baker Street, London NW1 6XE", .miss = "Chapter 12 Wall Street",
     .french = "Elle habitait [[12 Elm St]] avant.", .english = "Send it to [[742 Evergreen Terrace, Springfield, OR 97477]] please."},
    {.id = "address-fr", .mark = "<<ADDRESS>>", .what = "postal address, French form", .severity = Severity::kWarning,
     .pattern = R"(\d{1,4}(?:\s?(?i:bis|ter|quater|[a-d])\b)?[\s,\x{A0}]{1,3})" STREET R"((?:(?:[\s,]{1,2}(?:-\s)?)" STREET_WORD "){1,9}?[\\s,-]{1,3}" TOWN
                R"(|(?:\s)" STREET_WORD R"(){1,3}(?:\s\d{4}\b|\s)" CAPITAL "[" LATIN R"('’-]*){0,3}(?:,\s?(?i:bâtiment|bât\.?|bat\.?|appartement|appt?\.?|apt\.?|escalier|esc\.?|porte|étage)\s?[A-Za-z0-9-]{1,8}){0,2}(?:,\s?)" CAPITAL "[" LATIN R"('’-]+)?))"
                R"(|\b)" STREET R"((?:[\s,]{1,2})" STREET_WORD "){1,7}?[\\s,-]{1,3}" TOWN
                R"(|\b(?:BP|B\.P\.|CS|TSA)\s?\d{1,5}[\s,-]{1,3})" TOWN,
     .all_of = kHasDigit, .form = kFormFrenchAddress, .is_possible = MayHoldFrenchAddress, .accept = IsFrenchAddress,
     .hit = "12 bis rue de la Paix, 75002 Paris", .miss = "la rue 12 du quartier",
     .french = "J'habite au [[3, avenue des Ternes]] depuis mai.", .english = "She moved to [[14 boulevard Voltaire, 75011 Paris]] in May."},
    {.id = "authorization", .mark = "<<SECRET>>", .what = "credentials of a request", .severity = Severity::kError,
     .pattern = R"((?i:authorization["']?\s{0,2}[=:]\s{0,2}["']?(?:basic|bearer|token|digest|jwt)|bearer)\s{1,2}["']?[A-Za-z0-9._~+/-]{6,}={0,2})",
     .all_of = kHasSpace, .is_possible = MayHoldAuthorization, .accept = IsAuthorization,
     .hit = "Authorization: Bearer 0a1B2c3D4e5F6g7H", .redacted = "Authorization: Bearer <<SECRET>>", .miss = "the bearer of responsibilities",
     .french = "en-tête Authorization: Basic [[YWRhOnB3MTIz]] envoyé", .english = "curl -H 'Authorization: Token [[0123456789abcdef]]' here"},
    {.id = "card", .mark = "<<CARD>>", .what = "payment card number", .severity = Severity::kError,
     .pattern = R"(\d(?:[ \-\x{A0}\x{202F}]?\d){12,18})",
     .all_of = kHasRun, .is_possible = MayHoldCard, .accept = IsCard,
     .hit = "4111 1111 1111 1111", .miss = "4111 1111 1111 1112",
     .french = "carte [[5555-5555-5555-4444]], exp. 12/27", .english = "I paid with [[378282246310005]] today."},
    {.id = "cookie", .mark = "<<SECRET>>", .what = "cookies", .severity = Severity::kError,
     .pattern = R"((?i:cookie)["']?\s{0,2}[:=]\s{0,2}["']?[\w.-]+=[^\r\n"'<>]+)",
     .all_of = kHasEquals, .form = kFormCookie, .is_possible = MayHoldCookie, .accept = IsCookie,
     .hit = "Cookie: lang=fr; id=0123abcd", .redacted = "Cookie: <<SECRET>>", .miss = "a cookie: how = why",
     .french = "Set-Cookie: [[a=b; Path=/]]", .english = "cookie: [[x=1]]"},
    {.id = "email", .mark = "<<EMAIL>>", .what = "e-mail address", .severity = Severity::kError,
     .pattern = R"((?:"[^"\x00-\x1F@]+"|[\pL\pM\pN._%+'-]+)@(?:[\pL\pM\pN-]+(?:\.[\pL\pM\pN-]+)*\.\pL[\pL\pM\pN-]*[\pL\pM\pN]|\[(?:\d{1,3}(?:\.\d{1,3}){3}|IPv6:[0-9A-Fa-f:.]+)\]))",
     .all_of = kHasAt, .is_possible = MayHoldEmail, .accept = IsEmail,
     .hit = "ada.l@mail.example.org", .miss = "type@video+block@0123456789abcdef.html",
     .french = "Écrivez à [[ada@université.example]] avant lundi.", .english = "Write to [[\"ada l\"@example.org]] or call."},
    {.id = "email-spoken", .mark = "<<EMAIL>>", .what = "e-mail address, spelled out", .severity = Severity::kError,
     .pattern = SPOKEN_LOCAL "(?:" SPOKEN_AT "(?:" LABEL ANY_DOT R"(){1,4}\pL[\pL\pN-]+)"
                "|" SPOKEN_AT R"(\[\d{1,3}(?:\.\d{1,3}){3}\])"
                R"(|\s{1,2}(?i:arobase|arobas)\s{1,2}(?:)" LABEL ANY_DOT R"(){1,4}\pL[\pL\pN-]+)"
                R"(|\s{1,2}(?i:at|chez)\s{1,2}(?:)" LABEL ANY_DOT "){0,3}" LABEL SPOKEN_DOT SPOKEN_TOP
                R"(|(?:\([Aa]\)|_[Aa][Tt]_)(?:)" LABEL ANY_DOT "){1,4}" SPOKEN_TOP
                R"(|\s@\s{1,2}(?:)" LABEL ANY_DOT "){1,4}" SPOKEN_TOP ")",
     .any_of = kHasSpace | kHasBracket | kHasDot, .form = kFormSpoken, .is_possible = MayHoldSpokenEmail, .accept = IsSpokenEmail,
     .hit = "ada (arobase) example (point) org", .miss = "look at example.org",
     .french = "contact : [[ada.l arobase example point org]] merci", .english = "reach me, [[ada at example dot org]], anytime"},
    {.id = "iban", .mark = "<<IBAN>>", .what = "bank account (IBAN)", .severity = Severity::kError,
     .pattern = R"([A-Za-z]{2}\d{2}(?:)" NUMBER_SPACE R"(?[A-Za-z0-9]){11,30})",
     .all_of = kHasDigit, .form = kFormIban, .is_possible = MayHoldIban, .accept = IsIban,
     .hit = "FR14 2004 1010 0505 0001 3M02 606", .miss = "FR15 2004 1010 0505 0001 3M02 606",
     .french = "Mon RIB : [[fr1420041010050500013m02606]] et merci", .english = "pay to [[GB82-WEST-1234-5698-7654-32]] now"},
    {.id = "ipv4", .mark = kIpMark, .what = "IPv4 address", .severity = Severity::kError,
     .pattern = R"(\d{1,3}(?:\.\d{1,3}){3})",
     .all_of = kHasDigit | kHasDot, .form = kFormIpv4, .is_possible = MayHoldIpv4, .accept = IsFullIpv4,
     .hit = "82.1.2.3", .miss = "Chrome/116.0.5845.96",
     .french = "depuis l'adresse [[82.1.2.3]]:8080 hier", .english = "x-forwarded-for: [[82.1.2.3]]"},
    {.id = "ipv6", .mark = kIpMark, .what = "IPv6 address", .severity = Severity::kError,
     .pattern = R"([0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){1,7}(?::[0-9A-Fa-f]{1,4}(?:(?:\.\d{1,3}){3})?|::))"
                R"((?:%(?:25)?(?:eth|en|wlan|lo|br|docker|veth|tun|tap|wl|ppp|bond|vmnet|utun|awdl)[A-Za-z0-9._-]{0,12})?)",
     .all_of = kHasColon, .form = kFormIpv6, .is_possible = MayHoldIpv6, .accept = IsFullIpv6,
     .hit = "2001:db8:1:2::7", .miss = "12:30:45",
     .french = "mon poste est [[fe80::1%eth0]] ici", .english = "from [[::ffff:82.1.2.3]] today"},
    {.id = "jwt", .mark = "<<SECRET>>", .what = "JSON web token", .severity = Severity::kError,
     .pattern = R"(ey[JA][A-Za-z0-9_-]{6,}\.[A-Za-z0-9_-]{2,}\.[A-Za-z0-9_-]*)",
     .all_of = kHasDot, .form = kFormJwt, .is_possible = MayHoldJwt, .accept = IsJwt,
     .hit = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl", .miss = "eyJub3QiOiJhIGhlYWRlciJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl",
     .french = "jeton [[eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ.]] reçu", .english = "/login/[[eyJ0eXAiOiJKV1QifQ.eyJzdWIiOiJhZGEifQ.c2ln]]/"},
    {.id = "nir", .mark = "<<NIR>>", .what = "French social security number", .severity = Severity::kError,
     .pattern = "[1-478]" NUMBER_SPACE R"(?\d{2})" NUMBER_SPACE R"(?\d{2})" NUMBER_SPACE R"(?(?:\d{2}|2[ABab]))" NUMBER_SPACE R"(?\d{3})"
                NUMBER_SPACE R"(?\d{3}(?:(?:)" NUMBER_SPACE R"(?/?)" NUMBER_SPACE R"(?|\s?\(?clé\s?:?\s?)\d{2})?)",
     .all_of = kHasDigit, .form = kFormNir, .is_possible = MayHoldNir, .accept = IsNir,
     .hit = "1 85 07 75 123 456 08", .miss = "1 85 07 75 123 456 09",
     .french = "n° de sécu [[2 84 05 2A 123 456]].", .english = "my French number is [[185077512345608]]"},
    {.id = "phone-fr", .mark = "<<PHONE>>", .what = "French phone number", .severity = Severity::kError,
     .pattern = R"((?:(?:\(\+33\)|(?:\+|00)33))" PHONE_SPACE R"({0,2}(?:\(0\)|0)?)" PHONE_SPACE R"({0,2}[1-9]|0[1-9])(?:)" PHONE_SPACE R"({0,3}\d){8}|33[67]\d{8})",
     .all_of = kHasRun, .is_possible = MayHoldPhone, .accept = IsFrenchPhoneShape, .verify = IsFrenchPhone,
     .hit = "06 12 34 56 78", .miss = "978-2-07-036024-6",
     .french = "Appelle-moi au [[0612345678]] ce soir.", .english = "my number is [[+33 (0)6 12 34 56 78]], ok"},
    {.id = "phone-intl", .mark = "<<PHONE>>", .what = "international phone number", .severity = Severity::kError,
     .pattern = R"((?:\(\+[1-9]\d{0,2}\)|(?:\+|00)[1-9]\d{0,2}))" PHONE_SPACE R"({0,2}(?:\(\d{1,4}\))" PHONE_SPACE R"({0,2})?\d{1,4}(?:)" PHONE_SPACE R"({0,2}\d{1,4}){1,7})",
     .all_of = kHasRun, .is_possible = MayHoldPhone, .accept = IsInternationalPhoneShape, .verify = IsInternationalPhone,
     .hit = "+41 44 668 18 00", .miss = "course-v1:ENS+20005123+2015",
     .french = "En Belgique : [[+32 470 12 34 56]] le soir", .english = "ring [[0044 20 7946 0958]] after six"},
    {.id = "phone-local", .mark = "<<PHONE>>", .what = "Belgian or North American phone number", .severity = Severity::kError,
     .pattern = R"(0[1-9](?:)" PHONE_SPACE R"({0,2}\d){7}|(?:1[ .-])?(?:\([2-9]\d{2}\)[ .-]?|[2-9]\d{2}[.\- ]?)[2-9]\d{2}[ .\-]?\d{4})",
     .all_of = kHasRun, .is_possible = MayHoldLocalPhone, .accept = IsLocalPhoneShape, .verify = IsLocalPhone,
     .hit = "(514) 398-0123", .miss = "398 514 0123 7",
     .french = "au bureau, [[02 550 12 34]], demandez Ada", .english = "call [[514-398-0123]] or write"},
    {.id = "private-key", .mark = "<<SECRET>>", .what = "private key", .severity = Severity::kError,
     .pattern = R"(-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----[^-]*(?:-[^-]+)*(?:-----END [A-Z ]+-----)?)",
     .all_of = kHasSpace, .is_possible = MayHoldPrivateKey,
     .hit = "-----BEGIN PRIVATE KEY-----MC4CAQAwBQYDK2Vw-----END PRIVATE KEY-----", .miss = "-----BEGIN PUBLIC KEY-----MCowBQYDK2Vw-----END PUBLIC KEY-----",
     .french = "ma clé : [[-----BEGIN RSA PRIVATE KEY-----\nMC4C\n-----END RSA PRIVATE KEY-----]]", .english = "key [[-----BEGIN EC PRIVATE KEY-----\nMC4C\n-----END EC PRIVATE KEY-----]] posted"},
    {.id = "secret", .mark = "<<SECRET>>", .what = "password, key or session id behind its name", .severity = Severity::kError,
     .pattern = SECRET_NAME R"((?:\\{0,3}["']?\s{0,2}(?:=\s{0,2}\\{0,3}["']?[^\s"'&;<>\\]+|:\s{0,2}\\{0,3}["']?[^\s"'<>\\]+)| (?:is|est)(?: ?: ?| )["']?[^\s"'<>\\]+))",
     .any_of = kHasEquals | kHasColon | kHasSpace, .form = kFormSecret, .is_possible = MayHoldSecret, .accept = IsSecret,
     .hit = "password=tr0ub4dor", .redacted = "password=<<SECRET>>", .miss = "password: required",
     .french = "mon mot de passe : [[Soleil2015!]] merci", .english = "set api_key = [[0a1b2c3d]] and sessionid=[[zx81ab]]; go"},
    {.id = "siren", .mark = "<<SIREN>>", .what = "French company number (SIREN)", .severity = Severity::kWarning,
     .pattern = R"(\d{3})" NUMBER_SPACE R"(?\d{3})" NUMBER_SPACE R"(?\d{3})",
     .all_of = kHasRun, .form = kFormWord, .is_possible = MayHoldSiren, .accept = IsSiren,
     .hit = "SIREN 732 829 320", .redacted = "SIREN <<SIREN>>", .miss = "SIREN 732 829 321",
     .french = "RCS Paris [[732829320]] depuis 2015", .english = "company no. [[732829320]] in Paris"},
    {.id = "siret", .mark = "<<SIRET>>", .what = "French establishment number (SIRET)", .severity = Severity::kWarning,
     .pattern = R"(\d{3})" NUMBER_SPACE R"(?\d{3})" NUMBER_SPACE R"(?\d{3})" NUMBER_SPACE R"(?\d{5})",
     .all_of = kHasRun, .is_possible = MayHoldSiret, .accept = IsSiret,
     .hit = "732 829 320 00074", .miss = "732 829 320 00075",
     .french = "SIRET : [[73282932000074]]", .english = "my company, [[35600000000048]], La Poste"},
    {.id = "token", .mark = "<<SECRET>>", .what = "key of a cloud service", .severity = Severity::kError,
     .pattern = R"((?:AKIA|ASIA)[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|xox[abeprs]-[A-Za-z0-9-]{10,}|glpat-[A-Za-z0-9_-]{20,}|AIza[0-9A-Za-z_-]{35}|[sr]k_(?:live|test)_[A-Za-z0-9]{16,})",
     .all_of = kHasDigit, .form = kFormToken, .is_possible = MayHoldToken, .accept = IsToken,
     .hit = "AKIA0123456789EXAMPL", .miss = "AKIANDHISFRIENDS",
     .french = "ma clé [[ghp_0123456789abcdefghij0123456789abcdef]] marche", .english = "bot [[xoxb-0123456789-abcdef]] joined"},
    {.id = "userinfo", .mark = "<<SECRET>>", .what = "name or password in a URL", .severity = Severity::kError,
     .pattern = R"(://[^\s/?#@<>"'\\]+@)",
     .all_of = kHasAt | kHasColon, .is_possible = MayHoldUserinfo, .accept = IsUserinfo,
     .hit = "https://ada:pw@localhost/x", .redacted = "https://<<SECRET>>@localhost/x", .miss = "https://localhost/@ada",
     .french = "voir ftp://[[ada:pw]]@intranet/ svp", .english = "clone https://[[ada]]@localhost/x here"},
};
// clang-format on

#undef NUMBER_SPACE
#undef PHONE_SPACE
#undef LATIN
#undef CAPITAL
#undef LABEL
#undef SPOKEN_DOT
#undef ANY_DOT
#undef SPOKEN_LOCAL
#undef SPOKEN_AT
#undef SPOKEN_TOP
#undef STREET
#undef STREET_WORD
#undef TOWN
#undef ENGLISH_KIND
#undef SECRET_NAME

}  // namespace

std::span<const Rule> Rules() { return kRules; }

std::string_view NameOf(Severity severity) {
  switch (severity) {
    case Severity::kNote:
      return "note";
    case Severity::kWarning:
      return "warning";
    case Severity::kError:
      return "error";
  }
  return "";
}

std::span<const std::string_view> RuleIds() {
  static const std::vector<std::string_view> ids = [] {
    std::vector<std::string_view> list;
    for (const Rule& rule : Rules()) list.push_back(rule.id);
    return list;
  }();
  return ids;
}

std::string RulesDigest() {
  std::string text;
  for (const Rule& rule : kRules) {
    text.append(rule.id).append("\t").append(NameOf(rule.severity)).append("\t");
    text.append(rule.pattern).append("\n");
  }
  return EncodeHex(AsBytes(Sha256::Of(text)));
}

}  // namespace fun::detect
