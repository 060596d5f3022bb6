// The reports of an audit: for people, for CI, for machines.
//
// None holds a byte of a value.  All are functions of their arguments alone: no clock, no host, so
// that the same log gives the same bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "auditor/audit.h"
#include "auditor/baseline/baseline.h"
#include "auditor/baseline/settle.h"
#include "auditor/differential/counts.h"
#include "auditor/pseudonyms/known_digests.h"
#include "auditor/self_test/recall.h"
#include "core/event/policy.h"

namespace fun::auditor {

// What was read of one input.
struct InputRecord {
  std::string name;
  std::uint64_t lines = 0;
  std::uint64_t bytes = 0;  // unpacked, without a byte order mark
  std::string sha256;       // hex, of these
};

// What a report says besides the audit itself.
struct Heading {
  const event::Policy& policy;
  detect::Severity threshold = detect::Severity::kError;
  Verdict verdict = Verdict::kPassed;
  std::string reason = {};               // why the run broke off; "": it did not
  bool knows_people = false;             // with --identities
  bool is_exhaustive = false;            // with --exhaustive
  GuessCounts guesses = {};              // at what stands behind hashes and pseudonyms
  std::vector<InputRecord> inputs = {};  // by number; those that were begun
  std::size_t most_listed = 10'000;      // findings in a report file
  std::string timestamp = {};            // "": none was asked for
  const Baseline* baseline = nullptr;    // with --baseline; its own findings are of the last input
  std::vector<EntryOutcome> outcomes = {};              // of its entries
  std::optional<DifferentialCounts> differential = {};  // with --raw
  // With --self-test.
  std::optional<SelfTest> self_test = {};
};

// The findings that a report file lists.
std::span<const PlacedFinding> Listed(const Audit& audit, const Heading& heading);

// A table of rules, up to `most` places, the verdict.
std::string TextReport(const Audit& audit, const Heading& heading, std::size_t most);

// One object, a finding a line: docs/format/audit-report.schema.json.
std::string JsonReport(const Audit& audit, const Heading& heading);

// The fields and types of event that the log holds, one object.
std::string InventoryReport(const Audit& audit);

// SARIF 2.1.0.  Above kMostSarifResults findings a result for each rule and place, with its count.
inline constexpr std::size_t kMostSarifResults = 5'000;
std::string SarifReport(const Audit& audit, const Heading& heading);

// JUnit XML: a test case for each rule; findings below the threshold do not fail it.
std::string JunitReport(const Audit& audit, const Heading& heading);

// GitHub's Markdown, under 1 MiB: tables of rules, places and inputs.
std::string MarkdownReport(const Audit& audit, const Heading& heading);

// One page that loads nothing.
std::string HtmlReport(const Audit& audit, const Heading& heading);

// "read 3 = judged 1 + rejected 1 + blank 1".
std::string AuditEquation(const record::LineCounts& counts);

}  // namespace fun::auditor
