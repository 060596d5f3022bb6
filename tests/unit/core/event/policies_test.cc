// What the built-in policies do with the fields of real logs: the tables of docs/format/policy.md.
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/event/field_names.h"
#include "core/event/policy.h"

namespace fun::event {
namespace {

// What becomes of the field at `path` ("/event/POST/email").
std::string ActionAt(const Policy& policy, std::string_view path) {
  NodeId node = kRoot;
  KeyId id = 0;
  while (!path.empty()) {
    path.remove_prefix(1);
    const std::string_view key = path.substr(0, path.find('/'));
    path.remove_prefix(key.size());
    id = policy.IdOf(key);
    node = policy.Child(node, id);
  }
  const Treatment& treatment = policy.TreatmentOf(node, id);
  std::string words(NameOf(treatment.action));
  if (treatment.grammar != Grammar::kAny) words.append(" ").append(NameOf(treatment.grammar));
  return treatment.is_unknown ? words + " unknown" : words;
}

struct PolicyRow {
  std::string_view path;
  std::string_view standard;
  std::string_view strict;
};

// clang-format off
constexpr PolicyRow kPolicyRows[] = {
    // the envelope
    {"/username", "pseudonym-username", "pseudonym-username"},
    {"/context/username", "pseudonym-username", "pseudonym-username"},
    {"/context/user_id", "pseudonym-user_id", "pseudonym-user_id"},
    {"/session", "pseudonym-session", "pseudonym-session"},
    {"/ip", "truncate-ip", "drop"},
    {"/context/client/ip", "truncate-ip", "drop"},
    {"/agent", "scan unknown", "drop"},
    {"/host", "scan unknown", "drop"},
    {"/accept_language", "scan unknown", "drop"},
    {"/referer", "template", "drop"},
    {"/page", "template", "drop"},
    {"/event_type", "template", "template event-type"},
    {"/name", "template", "template event-type"},
    {"/context/path", "template", "template path-template"},
    {"/time", "scan unknown", "coarsen-time"},
    {"/event_source", "scan unknown", "keep words"},
    {"/context", "scan unknown", "keep container"},
    {"/context/course_id", "scan unknown", "keep course-key"},
    {"/context/org_id", "scan unknown", "drop unknown"},
    {"/context/module/usage_key", "scan unknown", "keep usage-key"},
    {"/context/module/display_name", "scan unknown", "drop unknown"},
    {"/context/client/device/name", "drop", "drop unknown"},
    {"/context/client/app/name", "scan", "drop unknown"},
    {"/context/client/device/id", "pseudonym-anonymous_id", "drop unknown"},
    {"/plugin_of_somebody", "scan unknown", "drop unknown"},
    // registration, login, OAuth, SAML, LTI
    {"/event/POST/email", "drop", "drop unknown"},
    {"/event/POST/name", "drop", "drop unknown"},
    {"/event/POST/mailing_address", "drop", "drop unknown"},
    {"/event/POST/goals", "drop", "drop unknown"},
    {"/event/POST/level_of_education", "drop", "drop unknown"},
    {"/event/POST/location", "drop", "drop unknown"},
    {"/event/POST/password2", "drop", "drop unknown"},
    {"/event/POST/old_password", "drop", "drop unknown"},
    {"/event/POST/csrfmiddlewaretoken", "drop", "drop unknown"},
    {"/event/GET/access_token", "drop", "drop unknown"},
    {"/event/GET/code", "drop", "drop unknown"},
    {"/event/POST/SAMLResponse", "drop", "drop unknown"},
    {"/event/POST/oauth_signature", "drop", "drop unknown"},
    {"/event/POST/lis_person_name_full", "drop", "drop unknown"},
    {"/event/POST/lis_result_sourcedid", "drop", "drop unknown"},
    {"/event/POST/identifiers", "drop", "drop unknown"},
    {"/event/POST/unique_student_identifier", "pseudonym-username", "drop unknown"},
    {"/event/POST/email_students", "scan unknown", "drop unknown"},
    {"/event/POST/message", "scan unknown", "drop unknown"},
    // people under other names
    {"/event/target_username", "pseudonym-username", "pseudonym-username"},
    {"/event/student", "pseudonym-username", "pseudonym-username"},
    {"/event/instructor", "pseudonym-username", "pseudonym-username"},
    {"/event/user", "pseudonym-username", "drop unknown"},
    {"/event/attempt_user_id", "pseudonym-user_id", "pseudonym-user_id"},
    {"/event/anonymous_user_id", "pseudonym-anonymous_id", "pseudonym-anonymous_id"},
    {"/event/anonymous_student_id", "pseudonym-anonymous_id", "pseudonym-anonymous_id"},
    {"/event/external_user_id", "pseudonym-anonymous_id", "pseudonym-anonymous_id"},
    {"/event/bookmark_id", "template", "drop unknown"},
    {"/event/report_url", "template", "drop unknown"},
    {"/event/certificate_url", "drop", "drop unknown"},
    {"/event/certificate_id", "pseudonym-anonymous_id", "drop unknown"},
    {"/event/file_key", "pseudonym-anonymous_id", "drop unknown"},
    {"/event/old", "keep position", "keep position"},
    {"/event/new", "keep position", "keep position"},
    // course data, and texts of people, which are scanned
    {"/event/code", "scan unknown", "keep words"},
    {"/event/state", "scan unknown", "keep container"},
    {"/event/location", "scan unknown", "drop unknown"},
    {"/event/answers", "scan unknown", "keep container"},
    {"/event/answers/a0effb954cca4759994f1ac9e9434bf4_2_1", "scan unknown", "keep choice"},
    {"/event/correct_map/a0effb954cca4759994f1ac9e9434bf4_2_1/correctness", "scan unknown", "keep words"},
    {"/event/correct_map/a0effb954cca4759994f1ac9e9434bf4_2_1/msg", "scan unknown", "drop unknown"},
    {"/event/submission/a0effb954cca4759994f1ac9e9434bf4_2_1/answer", "scan unknown", "drop unknown"},
    {"/event/problem_id", "scan unknown", "keep usage-key"},
    {"/event/grade", "scan unknown", "keep number"},
    {"/event/attempts", "scan unknown", "keep integer"},
    {"/event/currentTime", "scan unknown", "keep number"},
    {"/event/answer/parts/text", "scan unknown", "drop unknown"},
    {"/event/body", "scan unknown", "drop unknown"},
    {"/event/title", "scan unknown", "drop unknown"},
    {"/event/query", "scan unknown", "drop unknown"},
    {"/event/note_text", "scan unknown", "drop unknown"},
};
// clang-format on

TEST(BuiltInPolicies, DoWithEachFieldWhatTheTableSays) {
  const Policy standard = Policy::BuiltIn("standard").value();
  const Policy strict = Policy::BuiltIn("strict").value();
  for (const PolicyRow& row : kPolicyRows) {
    EXPECT_EQ(ActionAt(standard, row.path), row.standard) << row.path;
    EXPECT_EQ(ActionAt(strict, row.path), row.strict) << row.path;
  }
}

TEST(StandardPolicy, DropsNoCourseData) {
  const Policy standard = Policy::BuiltIn("standard").value();
  for (const std::string_view key : {"course_id",    "org_id",
                                     "usage_key",    "problem_id",
                                     "module_id",    "id",
                                     "code",         "event",
                                     "time",         "answer",
                                     "answers",      "student_answers",
                                     "submission",   "grade",
                                     "max_grade",    "attempts",
                                     "correct_map",  "state",
                                     "success",      "currentTime",
                                     "display_name", "title",
                                     "body",         "text",
                                     "display_name", "course",
                                     "problem",      "position",
                                     "seed",         "block_id",
                                     "exam_id",      "team_id",
                                     "group_id",     "thread_id",
                                     "note_id",      "item_id",
                                     "library_key",  "user_course_roles"}) {
    EXPECT_EQ(ActionAt(standard, "/event/" + std::string(key)), "scan unknown") << key;
  }
}

TEST(StrictPolicy, NamesAGrammarForEveryTextThatLeaves) {
  const Policy strict = Policy::BuiltIn("strict").value();
  EXPECT_TRUE(strict.is_closed());
  for (const FieldRule& rule : strict.rules()) {
    const bool may_be_text = rule.action == Action::kKeep || rule.action == Action::kTemplate;
    EXPECT_EQ(rule.grammar != Grammar::kAny, may_be_text) << rule.selector;
    EXPECT_NE(rule.action, Action::kScan) << rule.selector;
  }
}

TEST(StrictPolicy, LetsOnlyThePlatformsKeysStandWhereAnyKeyMay) {
  const Policy strict = Policy::BuiltIn("strict").value();
  EXPECT_FALSE(strict.LetsKeyStand(0, "ada_l"));
  EXPECT_FALSE(strict.LetsKeyStand(0, "ada@example.org"));
  EXPECT_TRUE(strict.LetsKeyStand(0, "a0effb954cca4759994f1ac9e9434bf4_2_1"));
  EXPECT_TRUE(strict.LetsKeyStand(strict.IdOf("grade"), "grade"));
  EXPECT_TRUE(Policy::BuiltIn("standard")->LetsKeyStand(0, "ada_l"));
}

TEST(StrictPolicy, TakesWordsOfTheRuleOnly) {
  const Policy strict = Policy::BuiltIn("strict").value();
  const KeyId source = strict.IdOf("event_source");
  const Treatment& treatment = strict.TreatmentOf(strict.Child(kRoot, source), source);
  EXPECT_TRUE(strict.Accepts(treatment, "server"));
  EXPECT_TRUE(strict.Accepts(treatment, ""));
  EXPECT_FALSE(strict.Accepts(treatment, "Server"));
  EXPECT_FALSE(strict.Accepts(treatment, "ada"));
}

// Reports show keys of the vocabulary and of the policy; whoever adds a rule adds the word.
TEST(BuiltInPolicies, NameFieldsInTheOpen) {
  for (const std::string_view name : Policy::BuiltInNames()) {
    const Policy policy = Policy::BuiltIn(name).value();
    for (const FieldRule& rule : policy.rules()) {
      if (rule.selector.contains('*') || rule.selector.contains('/')) continue;
      EXPECT_TRUE(policy.Names(rule.selector)) << rule.selector;
    }
  }
}

}  // namespace
}  // namespace fun::event
