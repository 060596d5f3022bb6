#include "anonymizer/release/data_sheet.h"

#include <utility>
#include <vector>

#include "anonymizer/release/days.h"
#include "anonymizer/release/files.h"
#include "anonymizer/release/info.h"
#include "core/base/process.h"
#include "core/detect/rules.h"
#include "core/stream/progress.h"

namespace fun::anonymizer {
namespace {

using stream::WithThousands;

// Two columns without a heading: a word and what it is.
class Rows {
 public:
  Rows& Add(std::string_view word, std::string_view value) {
    text_ += "| " + TableCell(word) + " | " + TableCell(value) + " |\n";
    return *this;
  }
  Rows& AddCode(std::string_view word, std::string_view value) {
    return Add(word, "`" + std::string(value) + "`");
  }
  std::string Text() const { return "| | |\n|---|---|\n" + text_; }

 private:
  std::string text_;
};

std::string TitleOf(const ReleaseFacts& facts) {
  if (const auto title = facts.terms.about.ValueOf("title"); !title.empty()) {
    return std::string(title);
  }
  const std::string& release = facts.options.key.release;
  return release.empty() ? "Tracking log, linkable" : "Tracking log, release " + release;
}

std::string AboutPart(const About& about) {
  std::string text;
  for (const AboutLine& line : about.lines()) {
    if (line.field->words.empty()) continue;
    text.append("- ").append(line.field->words).append(": ").append(line.value) += '\n';
  }
  if (!text.empty()) return text;
  return "Nothing was said (`funanon --about FILE.toml` says it). Ask whoever gave you this "
         "release "
         "before you use it.\n";
}

std::string PeriodOf(const RunOutput& output) {
  const auto days = DaysOf(output);
  return days ? days->first + " to " + days->last + " (UTC)" : "unknown";
}

std::string FactsPart(const ReleaseFacts& facts) {
  const std::string& release = facts.options.key.release;
  const std::string_view people = facts.output.BindingOf(kPeopleBinding);
  Rows rows;
  rows.Add("release", release.empty()
                          ? "none: the pseudonyms match those of other data of this key"
                          : release + ": its pseudonyms match those of no other release")
      .Add("events of", PeriodOf(facts.output))
      .Add("files", WithThousands(facts.output.names().size()) + ", named in `datapackage.json`")
      .Add("bytes, unpacked", WithThousands(facts.summary.bytes))
      .Add("made by", std::string(kTool) + " " + VersionText())
      .Add("policy", facts.terms.policy.name())
      .AddCode("digest of the policy", facts.terms.policy.Digest())
      .AddCode("digest of the detectors", detect::RulesDigest())
      .AddCode("key id", facts.output.BindingOf(kKeyBinding))
      .AddCode("keyed digest of the list of known people", people)
      .AddCode("flags", ArgumentsText(facts.options, facts.terms.policy.name()));
  return rows.Text();
}

std::string CountsPart(const RunSummary& summary) {
  Rows rows;
  rows.Add("read", WithThousands(summary.lines.read))
      .Add("in this release", WithThousands(summary.lines.out))
      .Add("rejected: no sound line, or one that the policy refuses",
           WithThousands(summary.lines.rejected));
  for (const auto& [reason, count] : summary.reasons) {
    rows.Add("… " + reason, WithThousands(count));
  }
  rows.Add("blank", WithThousands(summary.lines.blank))
      .Add("dropped by a rule", WithThousands(summary.lines.dropped))
      .Add("values that became pseudonyms", WithThousands(summary.fields.pseudonyms))
      .Add("members that are gone", WithThousands(summary.fields.dropped))
      .Add("… because their value was of another type or form",
           WithThousands(summary.fields.dropped_by_type))
      .Add("… because they hid deeper than 16 layers",
           WithThousands(summary.fields.dropped_too_deep))
      .Add("addresses cut to their network", WithThousands(summary.fields.truncated_ips))
      .Add("broken ends of payloads that are gone", WithThousands(summary.fields.tails_cut))
      .Add("prefixes of a logger that are gone", WithThousands(summary.fields.prefixes));
  return rows.Text();
}

std::string CitationOf(const ReleaseFacts& facts) {
  const About& about = facts.terms.about;
  if (const auto said = about.ValueOf("citation"); !said.empty()) return std::string(said) + "\n";
  std::string text;
  for (const std::string_view key : {"organization", "date"}) {
    if (const auto value = about.ValueOf(key); !value.empty()) text += std::string(value) + ". ";
  }
  text += TitleOf(facts) + ".";
  if (const auto id = about.ValueOf("identifier"); !id.empty()) text += " " + std::string(id) + ".";
  return text + " Pseudonymised by " + std::string(kTool) + " " + VersionText() + ".\n";
}

// Puts `part` where `frame` has {{place}}.
void FillIn(std::string_view place, std::string_view part, std::string& frame) {
  const std::string mark = "{{" + std::string(place) + "}}";
  const std::size_t at = frame.find(mark);
  while (part.ends_with('\n')) part.remove_suffix(1);  // the frame has its own
  if (at != std::string::npos) frame.replace(at, mark.size(), part);
}

}  // namespace

std::string TableCell(std::string_view text) {
  std::string cell;
  for (const char c : text) {
    if (c == '|') cell += '\\';
    cell += c == '\n' ? ' ' : c;
  }
  return cell;
}

std::string DataSheetText(const ReleaseFacts& facts, std::string_view manifest_digest) {
  const About& about = facts.terms.about;
  const std::string_view said = about.ValueOf("description");
  const std::string description = said.empty() ? "" : std::string(said) + "\n\n";
  std::string frame(SheetTemplate());
  // From the last to the first, so that no part is looked for places.
  FillIn("manifest", manifest_digest, frame);
  FillIn("citation", CitationOf(facts), frame);
  FillIn("types", TypesPart(facts.terms.policy), frame);
  FillIn("marks",
         facts.terms.policy.scans_text() ? MarksPart(facts.summary.fields)
                                         : "None: this policy looks into no text.",
         frame);
  FillIn("fields", FieldsPart(facts.terms.policy), frame);
  FillIn("counts", CountsPart(facts.summary), frame);
  FillIn("facts", FactsPart(facts), frame);
  FillIn("about", AboutPart(about), frame);
  if (const std::size_t at = frame.find("{{description}}"); at != std::string::npos) {
    frame.replace(at, std::string_view("{{description}}").size(), description);
  }
  FillIn("title", TitleOf(facts), frame);
  return frame;
}

}  // namespace fun::anonymizer
