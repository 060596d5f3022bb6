#include "auditor/report/report.h"
#include "auditor/report/words.h"
#include "core/base/version.h"
#include "core/json/text.h"

namespace fun::auditor {
namespace {

std::string CountsJson(const record::LineCounts& counts) {
  return record::JsonObject()
      .Add("read", counts.read)
      .Add("judged", counts.out)
      .Add("rejected", counts.rejected)
      .Add("blank", counts.blank)
      .Text();
}

std::string FindingJson(const PlacedFinding& found, std::string_view input) {
  const Finding& finding = found.finding;
  return record::JsonObject()
      .Add("rule", finding.rule)
      .Add("severity", detect::NameOf(finding.severity))
      .Add("file", input)
      .Add("line", found.line)
      .Add("pointer", finding.pointer)
      .Add("chain", finding.chain)
      .Add("shape", finding.shape)
      .Add("begin", std::uint64_t{finding.string.begin})
      .Add("end", std::uint64_t{finding.string.end})
      .Add("fingerprint", finding.fingerprint)
      .Text();
}

std::string EntryJson(const BaselineEntry& entry, const EntryOutcome& outcome) {
  record::JsonObject object;
  if (!entry.fingerprint.empty()) object.Add("fingerprint", entry.fingerprint);
  if (!entry.rule.empty()) object.Add("rule", entry.rule);
  if (!entry.pattern.empty()) object.Add("pointer", entry.pattern);
  if (!entry.event_type.empty()) object.Add("event_type", entry.event_type);
  if (entry.most_a_million != 0) object.Add("max", entry.most_a_million);
  return object.Add("state", NameOf(outcome.state))
      .Add("count", outcome.count)
      .Add("expires", DayText(entry.expires))
      .Add("owner", entry.owner)
      .Add("reason", entry.reason)
      .Text();
}

std::string BaselineJson(const Audit& audit, const Heading& heading) {
  record::JsonList entries;
  for (std::size_t i = 0; i < heading.outcomes.size(); ++i) {
    entries.Add(EntryJson(heading.baseline->entries()[i], heading.outcomes[i]));
  }
  return record::JsonObject()
      .Add("accepted", audit.AcceptedCount())
      .AddRaw("entries", entries.Text())
      .Text();
}

std::string InputJson(const InputRecord& input) {
  return record::JsonObject()
      .Add("file", input.name)
      .Add("lines", input.lines)
      .Add("bytes", input.bytes)
      .Add("sha256", input.sha256)
      .Text();
}

std::string PlaceJson(const Place& place, std::uint64_t count) {
  return record::JsonObject()
      .Add("rule", place.rule)
      .Add("pointer", place.pattern)
      .Add("count", count)
      .Text();
}

std::string FieldsJson(const Sights& fields) {
  record::JsonList list;
  for (const auto& [path, sight] : fields) {
    list.Add(record::JsonObject()
                 .Add("pointer", path)
                 .Add("count", sight.count)
                 .Add("kinds", KindsText(sight.kinds))
                 .AddRaw("known", sight.is_unknown ? "false" : "true")
                 .Text());
  }
  return list.Text();
}

std::string EventTypesJson(const Sights& event_types) {
  record::JsonList list;
  for (const auto& [name, sight] : event_types) {
    list.Add(record::JsonObject()
                 .Add(sight.is_unknown ? "shape" : "event_type", name)
                 .Add("count", sight.count)
                 .AddRaw("known", sight.is_unknown ? "false" : "true")
                 .Text());
  }
  return list.Text();
}

std::string DaysJson(const DayCounts& days) {
  record::JsonObject object;
  for (const auto& [day, count] : days) object.Add(DayText(day), count);
  return object.Text();
}

std::string DifferentialJson(const DifferentialCounts& counts) {
  return record::JsonObject()
      .Add("raw_lines", counts.raw_lines)
      .Add("raw_events", counts.events)
      .Add("compared", counts.compared)
      .Text();
}

std::string NotMeasuredJson() {
  std::string list = "[";
  for (const std::string_view what : NotMeasured()) {
    if (list.size() != 1) list += ',';
    json::AppendQuoted(what, list);
  }
  return list + "]";
}

}  // namespace

std::string InventoryReport(const Audit& audit) {
  return record::JsonObject()
             .AddRaw("fields", FieldsJson(audit.inventory().fields))
             .AddRaw("event_types", EventTypesJson(audit.inventory().event_types))
             .Text() +
         "\n";
}

std::string JsonReport(const Audit& audit, const Heading& heading) {
  record::JsonList findings;
  for (const PlacedFinding& found : Listed(audit, heading)) {
    findings.Add(FindingJson(found, heading.inputs[found.input].name));
  }
  record::JsonList places;
  for (const auto& [place, count] : audit.places()) places.Add(PlaceJson(place, count));
  record::JsonList inputs;
  for (const InputRecord& input : heading.inputs) inputs.Add(InputJson(input));
  record::JsonObject object;
  object.Add("tool", "funaudit").Add("version", kVersion).Add("commit", kCommit);
  if (!heading.timestamp.empty()) object.Add("timestamp", heading.timestamp);
  object.Add("policy", heading.policy.name())
      .Add("policy_digest", heading.policy.Digest())
      .Add("rules_digest", detect::RulesDigest())
      .Add("fail_on", detect::NameOf(heading.threshold))
      .Add("verdict", NameOf(heading.verdict))
      .Add("sentence", VerdictSentence(audit, heading));
  if (heading.is_exhaustive) object.AddRaw("exhaustive", "true");
  if (const GuessCounts& tried = heading.guesses; tried.unkeyed != 0) {
    object.AddRaw("guesses", record::JsonObject()
                                 .Add(kUnkeyedHashRule, tried.unkeyed)
                                 .Add(kWeakKeyRule, tried.keyed)
                                 .Text());
  }
  if (!heading.reason.empty()) object.Add("reason", heading.reason);
  if (heading.baseline != nullptr) object.AddRaw("baseline", BaselineJson(audit, heading));
  if (heading.differential) {
    object.AddRaw("differential", DifferentialJson(*heading.differential));
  }
  if (heading.self_test) object.AddRaw("self_test", RecallJson(*heading.self_test));
  return object.AddRaw("not_measured", NotMeasuredJson())
             .AddRaw("inputs", inputs.Text())
             .AddRaw("counts", CountsJson(audit.counts()))
             .Add("rules", audit.rules())
             .AddRaw("places", places.Text())
             .AddRaw("days", DaysJson(audit.days()))
             .AddRaw("fields", FieldsJson(audit.inventory().fields))
             .AddRaw("event_types", EventTypesJson(audit.inventory().event_types))
             .AddRaw("findings", findings.Text())
             .Add("findings_omitted", audit.FindingCount() - Listed(audit, heading).size())
             .Text() +
         "\n";
}

}  // namespace fun::auditor
