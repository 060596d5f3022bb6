#include "auditor/report/words.h"

#include <algorithm>
#include <vector>

#include "core/stream/progress.h"

namespace fun::auditor {
namespace {

constexpr std::string_view kNotMeasured[] = {"singling out", "linkability", "inference"};

std::string Plural(std::uint64_t count, std::string_view one) {
  return stream::WithThousands(count) + " " + std::string(one) + (count == 1 ? "" : "s");
}

std::string FirstSentence(const Audit& audit, const Heading& heading) {
  const std::string threshold(detect::NameOf(heading.threshold));
  const std::uint64_t bad = audit.CountOf(heading.threshold);
  std::string text = bad == 0 ? "No finding" : Plural(bad, "finding");
  text += " at or above " + threshold + " by " + Plural(AllRules().size(), "rule") + " in " +
          Plural(audit.counts().read - audit.counts().blank, "line");
  if (const std::uint64_t below = audit.FindingCount() - bad; below != 0) {
    text += ", and " + stream::WithThousands(below) + " below";
  }
  return text + ".";
}

}  // namespace

std::string VerdictSentence(const Audit& audit, const Heading& heading) {
  std::string text = FirstSentence(audit, heading);
  if (const std::uint64_t accepted = audit.AcceptedCount(); accepted != 0) {
    text += " The baseline accepts " + stream::WithThousands(accepted) + " more.";
  }
  if (heading.verdict == Verdict::kIncomplete) {
    text += heading.reason.empty()
                ? " Something could not be looked into: this is no answer."
                : " The audit broke off (" + heading.reason + "): what was not read is not clean.";
  }
  if (!heading.knows_people) {
    text += " No list of people was given: names were not looked for.";
  }
  if (heading.differential) {
    text += " Compared with the raw log: " + Plural(heading.differential->compared, "line") +
            " of its " + stream::WithThousands(heading.differential->events) + ".";
  }
  text += RecallSentence(heading.self_test ? &*heading.self_test : nullptr);
  text += " Not measured in this version: ";
  for (const std::string_view what : kNotMeasured) text.append(what).append(", ");
  text.resize(text.size() - 2);
  return text + " (WP216). Pseudonymised data is still personal data.";
}

std::span<const PlacedFinding> Listed(const Audit& audit, const Heading& heading) {
  return audit.findings().first(std::min(heading.most_listed, audit.findings().size()));
}

std::span<const std::string_view> NotMeasured() { return kNotMeasured; }

std::span<const std::string_view> AllRules() {
  static const auto sorted = [] {
    std::vector<std::string_view> rules(OwnRules().begin(), OwnRules().end());
    rules.insert(rules.end(), detect::RuleIds().begin(), detect::RuleIds().end());
    std::ranges::sort(rules);
    return rules;
  }();
  return sorted;
}

std::string_view HelpFor(std::string_view rule) {
  if (rule.starts_with("baseline-")) {
    return "The entry stands in the baseline at this line. Look at what it accepts again: then "
           "renew its last day or its `max`, or take it out.";
  }
  if (rule == kLineRule) {
    return "What cannot be read is not clean. Look at the line, repair it or take it out, and "
           "audit "
           "again.";
  }
  if (rule == kIncompleteRule) {
    return "Nobody looked into what is nested this deep, or a line this long. Take the line out, "
           "or "
           "raise --max-line or --max-depth, and audit again.";
  }
  if (rule == kUnknownKeyRule) {
    return "Look at what stands there, at the line that is named first. If the key is one of a "
           "plugin's, let the policy name it; if it is data, let the policy drop what holds it.";
  }
  if (rule == kUnknownEventTypeRule) {
    return "Look at the event, at the line that is named first: is it one of the platform's, and "
           "does the policy know its fields?";
  }
  if (rule == kIdentityRule) {
    return "A person of the list stands there. Anonymize again with the same list, --identities.";
  }
  if (rule == kWrongPseudonymRule) {
    return "Was the log made with another key, or another --release? Else anonymize again: whoever "
           "joins by this pseudonym joins the wrong person.";
  }
  if (rule == kChangedRule || rule == kAddedRule || rule == kMissingRule) {
    return "The log is not what its policy makes of the raw log. Is --raw the right log, under the "
           "same policy? Else somebody changed it: anonymize again.";
  }
  if (rule == kUnkeyedHashRule || rule == kWeakKeyRule) {
    return "Anybody who has names can find whose it is, by trying them. Anonymize the raw log "
           "again "
           "under a secret of funkey generate, and do not release this one.";
  }
  if (std::ranges::count(OwnRules(), rule) != 0) {
    return "The log does not conform to the policy. Was it anonymized under another one? Else "
           "anonymize again, and report the field if it still stands there.";
  }
  return "Do not release. Look at the place, anonymize again with a rule in the policy for the "
         "field, "
         "and audit again; if it is no personal data, let the policy allow this rule at this path.";
}

std::string DayText(event::EpochDay day) {
  if (day == kNoDay) return std::string(kWords.no_day);
  std::string text;
  event::AppendDay(day, text);
  std::ranges::replace(text, '.', '-');
  return text;
}

std::string FindingSentence(std::string_view rule, std::uint64_t count) {
  std::string text(WhatIs(rule));
  if (count != 1) text += ", " + stream::WithThousands(count) + " times";
  return text;
}

}  // namespace fun::auditor
