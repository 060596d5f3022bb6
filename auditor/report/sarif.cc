// Source: SARIF 2.1.0, OASIS Standard of 27 March 2020; the sections are named below.
#include <algorithm>

#include "auditor/report/report.h"
#include "auditor/report/words.h"
#include "core/base/version.h"

namespace fun::auditor {
namespace {

using record::JsonList;
using record::JsonObject;

constexpr std::string_view kSchema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";

std::string Message(std::string_view text) { return JsonObject().Add("text", text).Text(); }

// A relative reference (RFC 3986): every byte but the unreserved and the slash is encoded.
std::string UriOf(std::string_view path) {
  constexpr std::string_view kPlain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string uri;
  for (const char c : path) {
    if (kPlain.contains(c)) {
      uri += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      uri.append("%").append(1, kHex[byte >> 4]).append(1, kHex[byte & 15]);
    }
  }
  return path.starts_with('/') ? "file://" + uri : uri;
}

// 3.49
std::string RuleJson(std::string_view rule) {
  return JsonObject()
      .Add("id", rule)
      .AddRaw("shortDescription", Message(WhatIs(rule)))
      .AddRaw("help", Message(HelpFor(rule)))
      .AddRaw("defaultConfiguration",
              JsonObject().Add("level", detect::NameOf(SeverityOf(rule))).Text())
      .Text();
}

// 3.33: `pointer` names the member within the event.
std::string LogicalLocation(std::string_view pointer) {
  return JsonObject().Add("fullyQualifiedName", pointer).Add("kind", "member").Text();
}

JsonObject ResultOf(std::string_view rule, std::uint64_t count) {
  const std::span<const std::string_view> rules = AllRules();
  const auto index = std::ranges::find(rules, rule) - rules.begin();
  JsonObject result;
  result.Add("ruleId", rule)
      .Add("ruleIndex", static_cast<std::uint64_t>(index))
      .Add("level", detect::NameOf(SeverityOf(rule)))
      .AddRaw("message", Message(FindingSentence(rule, count)));
  return result;
}

// 3.27, one finding.
std::string FindingJson(const PlacedFinding& found, const InputRecord& input) {
  const Finding& finding = found.finding;
  const std::string artifact =
      JsonObject().Add("uri", UriOf(input.name)).Add("index", std::uint64_t{found.input}).Text();
  const std::string physical =
      JsonObject()
          .AddRaw("artifactLocation", artifact)
          .AddRaw("region", JsonObject().Add("startLine", found.line).Text())
          .Text();
  JsonObject location;
  location.AddRaw("physicalLocation", physical);
  if (!finding.pointer.empty()) {
    location.AddRaw("logicalLocations", "[" + LogicalLocation(finding.pointer) + "]");
  }
  JsonObject result = ResultOf(finding.rule, 1);
  if (!finding.fingerprint.empty()) {  // 3.27.17
    result.AddRaw("fingerprints",
                  JsonObject().Add("funFingerprint/v1", finding.fingerprint).Text());
  }
  return result.AddRaw("locations", "[" + location.Text() + "]")
      .AddRaw("properties",
              JsonObject().Add("chain", finding.chain).Add("shape", finding.shape).Text())
      .Text();
}

// 3.27, all findings of a rule at a place.
std::string PlaceResult(const Place& place, std::uint64_t count) {
  return ResultOf(place.rule, count)
      .AddRaw("locations",
              "[" +
                  JsonObject()
                      .AddRaw("logicalLocations", "[" + LogicalLocation(place.pattern) + "]")
                      .Text() +
                  "]")
      .Add("occurrenceCount", count)
      .Text();
}

std::string ResultsJson(const Audit& audit, const Heading& heading) {
  JsonList results;
  const std::uint64_t count = audit.FindingCount();
  if (count > kMostSarifResults || count > Listed(audit, heading).size()) {
    for (const auto& [place, found] : audit.places()) results.Add(PlaceResult(place, found));
  } else {
    for (const PlacedFinding& found : Listed(audit, heading)) {
      results.Add(FindingJson(found, heading.inputs[found.input]));
    }
  }
  return results.Text();
}

// 3.24
std::string ArtifactJson(const InputRecord& input) {
  return JsonObject()
      .AddRaw("location", JsonObject().Add("uri", UriOf(input.name)).Text())
      .Add("length", input.bytes)
      .AddRaw("hashes", JsonObject().Add("sha-256", input.sha256).Text())
      .AddRaw("properties", JsonObject().Add("lines", input.lines).Text())
      .Text();
}

// 3.20: an incomplete audit must not read like one without findings.
std::string InvocationJson(const Audit& audit, const Heading& heading) {
  const bool is_whole = heading.verdict != Verdict::kIncomplete;
  JsonObject invocation;
  invocation.AddRaw("executionSuccessful", is_whole ? "true" : "false");
  if (!heading.timestamp.empty()) invocation.Add("endTimeUtc", heading.timestamp);
  const std::string notification = JsonObject()
                                       .Add("level", is_whole ? "note" : "error")
                                       .AddRaw("message", Message(VerdictSentence(audit, heading)))
                                       .Text();
  return invocation.AddRaw("toolExecutionNotifications", "[" + notification + "]").Text();
}

std::string DriverJson() {
  JsonList rules;
  for (const std::string_view rule : AllRules()) rules.Add(RuleJson(rule));
  return JsonObject()
      .Add("name", "funaudit")
      .Add("semanticVersion", kVersion)
      .AddRaw("rules", rules.Text())
      .AddRaw("properties",
              JsonObject().Add("commit", kCommit).Add("rules_digest", detect::RulesDigest()).Text())
      .Text();
}

}  // namespace

std::string SarifReport(const Audit& audit, const Heading& heading) {
  JsonList artifacts;
  for (const InputRecord& input : heading.inputs) artifacts.Add(ArtifactJson(input));
  JsonObject properties;
  properties.Add("verdict", NameOf(heading.verdict))
      .Add("policy", heading.policy.name())
      .Add("policy_digest", heading.policy.Digest())
      .Add("findings", audit.FindingCount())
      .Add("rules", audit.rules());
  if (heading.self_test) properties.AddRaw("self_test", RecallJson(*heading.self_test));
  if (heading.is_exhaustive) properties.AddRaw("exhaustive", "true");
  const std::string run = JsonObject()
                              .AddRaw("tool", JsonObject().AddRaw("driver", DriverJson()).Text())
                              .AddRaw("invocations", "[" + InvocationJson(audit, heading) + "]")
                              .AddRaw("artifacts", artifacts.Text())
                              .AddRaw("results", ResultsJson(audit, heading))
                              .Add("columnKind", "unicodeCodePoints")
                              .AddRaw("properties", properties.Text())
                              .Text();
  return JsonObject()
             .Add("$schema", kSchema)
             .Add("version", "2.1.0")
             .AddRaw("runs", "[" + run + "]")
             .Text() +
         "\n";
}

}  // namespace fun::auditor
