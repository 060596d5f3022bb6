#include "loader/summary.h"

#include "core/base/process.h"
#include "core/detect/rules.h"
#include "core/stream/progress.h"
#include "loader/options.h"

namespace fun::loader {
namespace {

constexpr std::size_t kMostIndicesSaid = 31;

std::string IndexText(const IndexReport& index, bool is_dry_run) {
  record::JsonObject one;
  if (is_dry_run) return one.Add("passed", index.passed).Add("bytes", index.bytes).Text();
  one.Add("indexed", index.counts.indexed).Add("already_there", index.counts.already_there);
  if (index.before) one.Add("before", index.before->records);
  if (index.on_server) one.Add("on_server", index.on_server->records);
  if (index.deleted != 0) one.Add("deleted", index.deleted);
  return one.Text();
}

std::string IndicesText(const LoadSummary& summary) {
  record::JsonObject all;
  for (const auto& [name, index] : summary.indices) {
    all.AddRaw(name, IndexText(index, summary.is_dry_run));
  }
  return all.Text();
}

std::string TallyWords(const auto& tally) {
  std::string words;
  for (const auto& [name, count] : tally) {
    words.append(words.empty() ? "" : ", ").append(name).append(" ");
    words.append(stream::WithThousands(count));
  }
  return words;
}

void SayTally(std::string_view what, const auto& tally) {
  if (!tally.empty()) Say(kTool, std::string(what) + ": " + TallyWords(tally));
}

void SayIndex(const std::string& name, const IndexReport& index, bool is_dry_run) {
  if (is_dry_run) {
    Say(kTool, name + ": would get " + stream::WithThousands(index.passed) + " documents, " +
                   stream::WithThousands(index.bytes) + " bytes");
    return;
  }
  std::string words = name + ": indexed " + stream::WithThousands(index.counts.indexed) +
                      ", already there " + stream::WithThousands(index.counts.already_there);
  if (index.deleted != 0) {
    words += ", deleted of other releases " + stream::WithThousands(index.deleted);
  }
  if (index.on_server) {
    words += ", now on the server " + stream::WithThousands(index.on_server->records);
  }
  Say(kTool, words);
}

}  // namespace

bool LoadCounts::IsBalanced() const {
  return read == indexed + already_there + quarantined + dead_lettered + rejected + blank +
                     unanswered + passed;
}

std::string LoadEquation(const LoadCounts& counts) {
  std::string text = "read " + std::to_string(counts.read) + " = indexed " +
                     std::to_string(counts.indexed) + " + already_there " +
                     std::to_string(counts.already_there) + " + quarantined " +
                     std::to_string(counts.quarantined) + " + dead_lettered " +
                     std::to_string(counts.dead_lettered) + " + rejected " +
                     std::to_string(counts.rejected) + " + blank " + std::to_string(counts.blank);
  if (counts.passed != 0) text += " + passed " + std::to_string(counts.passed);
  if (counts.unanswered != 0) text += " + unanswered " + std::to_string(counts.unanswered);
  return text;
}

std::string SummaryText(const LoadSummary& summary) {
  const LoadCounts& counts = summary.counts;
  record::JsonObject dead_letters;
  for (const auto& [type, count] : summary.dead_lettered_by) dead_letters.Add(type, count);
  record::JsonObject object;
  object.Add("tool", kTool).Add("version", VersionText());
  object.Add("read", counts.read).Add("indexed", counts.indexed);
  object.Add("already_there", counts.already_there).Add("quarantined", counts.quarantined);
  object.Add("dead_lettered", counts.dead_lettered).Add("rejected", counts.rejected);
  object.Add("blank", counts.blank);
  if (summary.is_dry_run) object.AddRaw("dry_run", "true").Add("passed", counts.passed);
  object.Add("quarantined_by", summary.quarantined_by).Add("rejected_by", summary.rejected_by);
  object.AddRaw("dead_lettered_by", dead_letters.Text());
  object.AddRaw("indices", IndicesText(summary));
  object.Add("bytes", summary.received.bytes).Add("sha256", summary.received.sha256);
  object.Add("policy", summary.policy).Add("policy_digest", summary.policy_digest);
  object.Add("rules_digest", detect::RulesDigest());
  return object.Text() + "\n";
}

std::string_view IndexThatLost(const LoadSummary& summary) {
  for (const auto& [name, index] : summary.indices) {
    const std::uint64_t least = index.before.value_or(HeldCount()).own() + index.counts.indexed;
    if (index.on_server && index.on_server->own() < least) return name;
  }
  return "";
}

std::string_view IndexWithAnotherWriter(const LoadSummary& summary) {
  for (const auto& [name, index] : summary.indices) {
    if (!index.on_server || !index.before) continue;
    // A request whose answer was lost is sent again, and finds its own records there.
    const std::uint64_t most =
        index.before->own() + index.counts.indexed + index.counts.already_there;
    if (index.on_server->own() > most) return name;
  }
  return "";
}

void SayEnd(const LoadSummary& summary) {
  Say(kTool, LoadEquation(summary.counts));
  SayTally("quarantined by", summary.quarantined_by);
  SayTally("dead-lettered by", summary.dead_lettered_by);
  SayTally("rejected by", summary.rejected_by);
  if (summary.indices.size() > kMostIndicesSaid) {
    Say(kTool, stream::WithThousands(summary.indices.size()) + " indices; --summary lists them");
    return;
  }
  for (const auto& [name, index] : summary.indices) SayIndex(name, index, summary.is_dry_run);
}

}  // namespace fun::loader
