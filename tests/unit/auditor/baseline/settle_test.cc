#include "auditor/baseline/settle.h"

#include <gtest/gtest.h>

#include "auditor/judge/place.h"

namespace fun::auditor {
namespace {

constexpr event::EpochDay kToday = 20'513;  // 2026-03-01

std::string Entry(std::string_view max) {
  return "version = 1\n[[accept]]\nrule = \"email\"\npointer = \"/q/*\"\nmax = " +
         std::string(max) + "\nreason = \"r\"\nowner = \"o\"\nexpires = 2026-12-31\n";
}

Baseline Read(const std::string& toml) {
  auto baseline = Baseline::Parse(toml, "b.toml", {kToday, ""});
  EXPECT_TRUE(baseline) << baseline.error().message;
  return std::move(*baseline);
}

// `count` e-mails in `lines` lines, all accepted by entry 0.
Audit AcceptedOf(std::uint64_t count, std::uint64_t lines) {
  Audit audit(2);
  ChunkAudit part;
  part.counts = {lines, lines, 0, 0, 0};
  Accepted& accepted = part.accepted[0];
  accepted.count = count;
  accepted.days = {{20'000, count}};
  for (std::uint64_t line = 1; line <= count && line <= 2; ++line) {
    PlacedFinding found;
    found.line = line;
    found.finding.rule = "email";
    found.finding.pointer = "/q/7";
    accepted.findings.push_back(found);
  }
  stream::Chunk chunk;
  chunk.is_first = true;
  audit.Add(chunk, part);
  return audit;
}

TEST(Settle, LimitsAreByAMillionLinesRoundedUp) {
  struct Row {
    std::uint64_t count;
    std::uint64_t lines;
    EntryState state;
  };
  for (const Row& row :
       {Row{1, 10, EntryState::kUsed}, Row{2, 10, EntryState::kExceeded},
        Row{3, 1'000'000, EntryState::kUsed}, Row{4, 1'000'000, EntryState::kExceeded},
        Row{4, 1'000'001, EntryState::kUsed},
        Row{60'000'000, 20'000'000'000'000, EntryState::kUsed}, Row{0, 10, EntryState::kUnused}}) {
    SCOPED_TRACE(row.count);
    Audit audit = AcceptedOf(row.count, row.lines);
    const auto outcomes = Settle(Read(Entry("3")), 0, audit);
    ASSERT_EQ(outcomes.size(), 1U);
    EXPECT_EQ(outcomes[0].state, row.state);
    EXPECT_EQ(outcomes[0].count, row.count);
  }
}

TEST(Settle, WhatIsTakenBackIsCountedEverywhere) {
  Audit audit = AcceptedOf(5, 10);
  EXPECT_EQ(audit.AcceptedCount(), 5U);
  EXPECT_EQ(audit.FindingCount(), 0U);
  Settle(Read(Entry("1")), 1, audit);
  EXPECT_EQ(audit.AcceptedCount(), 0U);
  EXPECT_EQ(audit.rules(), (record::Tally{{"baseline-exceeded", 1}, {"email", 5}}));
  EXPECT_EQ(audit.places().at({"email", "/q/*"}), 5U);
  EXPECT_EQ(audit.days().at(20'000), 5U);
  EXPECT_EQ(audit.findings().size(), 2U);  // as many as are stored
  EXPECT_EQ(audit.CountOf(detect::Severity::kError), 5U);
}

TEST(Baseline, AnEntryThatHasExpiredAcceptsNothing) {
  Finding finding;
  finding.rule = "email";
  const Baseline holds = Read(Entry("1"));
  EXPECT_EQ(holds.Find(finding, "/q/*", ""), 0U);
  EXPECT_EQ(holds.Find(finding, "/q", ""), std::nullopt);
  const auto expired = Baseline::Parse(Entry("1"), "b.toml", {kToday + 306, ""});
  ASSERT_TRUE(expired);
  EXPECT_EQ(expired->Find(finding, "/q/*", ""), std::nullopt);
}

TEST(Baseline, WhatWasNotLookedIntoIsNeverAccepted) {
  const std::string toml =
      "version = 1\nfingerprint_key = \"k\"\n[[finding]]\nfingerprint = "
      "\"00000000000000000000000000000000\"\nreason = \"r\"\nowner = \"o\"\nexpires = 2026-12-31\n";
  const auto baseline = Baseline::Parse(toml, "b.toml", {kToday, "k"});
  ASSERT_TRUE(baseline) << baseline.error().message;
  Finding finding;
  finding.fingerprint = std::string(32, '0');
  finding.rule = "email";
  EXPECT_EQ(baseline->Find(finding, "", ""), 0U);
  for (const std::string_view rule : {kLineRule, kIncompleteRule}) {
    finding.rule = rule;
    EXPECT_EQ(baseline->Find(finding, "", ""), std::nullopt);
  }
}

}  // namespace
}  // namespace fun::auditor
