#include "auditor/baseline/baseline.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "auditor/report/words.h"
#include "core/base/file.h"
#include "core/base/toml.h"

namespace fun::auditor {
namespace {

using Words = std::span<const std::string_view>;

constexpr std::size_t kLargestFile = 16UL * 1024 * 1024;
constexpr std::size_t kFingerprintSize = 32;
constexpr std::int64_t kMostMax = 1'000'000'000;  // a line lists 1,000
constexpr event::EpochDay kSoon = 14;
constexpr std::string_view kTopKeys[] = {"version", "fingerprint_key", "finding", "accept"};
constexpr std::string_view kFindingKeys[] = {"fingerprint", "rule",  "pointer",
                                             "reason",      "owner", "expires"};
constexpr std::string_view kAcceptKeys[] = {"rule",   "pointer", "event_type", "max",
                                            "reason", "owner",   "expires"};

std::string Listed(Words words) {
  std::string list;
  for (const std::string_view word : words) list.append(list.empty() ? "" : ", ").append(word);
  return list;
}

bool IsFingerprint(std::string_view text) {
  return text.size() == kFingerprintSize && std::ranges::all_of(text, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

class Reader {
 public:
  explicit Reader(std::string_view place) : place_(place) {}

  std::unexpected<Error> Fault(const toml::source_region& region, std::string_view what,
                               std::string hint = "") const {
    return Failure(ExitCode::kUsage,
                   std::string(place_) + ":" + std::to_string(region.begin.line) + ":" +
                       std::to_string(region.begin.column) + ": " + std::string(what),
                   std::move(hint));
  }

  Result<void> CheckKeys(const toml::table& table, Words known) const {
    for (const auto& [key, value] : table) {
      if (std::ranges::find(known, key.str()) == known.end()) {
        return Fault(key.source(), "no such key here", "known are " + Listed(known));
      }
    }
    return {};
  }

  Result<void> CheckVersion(const toml::table& file) const {
    const toml::node* const version = file.get("version");
    if (version == nullptr) return Fault({{1, 1}, {1, 1}, {}}, "a baseline says version = 1");
    if (version->value_exact<std::int64_t>() == 1) return {};
    return Fault(version->source(), "this release reads version = 1 only");
  }

  Result<std::string> TextOf(const toml::table& table, std::string_view key,
                             bool is_needed = true) const {
    const toml::node* const node = table.get(key);
    if (node == nullptr && !is_needed) return std::string();
    if (node == nullptr) return Fault(table.source(), std::string(key) + " is missing");
    const auto text = node->value_exact<std::string>();
    if (text && !text->empty()) return *text;
    return Fault(node->source(), std::string(key) + " is a string that is not empty");
  }

  Result<std::string_view> RuleOf(const toml::table& table, bool is_needed) const {
    const auto name = TextOf(table, "rule", is_needed);
    if (!name) return std::unexpected(name.error());
    if (name->empty()) return std::string_view();
    const Words rules = AllRules();
    const auto found = std::ranges::find(rules, std::string_view(*name));
    if (found != rules.end() && MayBeAccepted(*found)) return *found;
    if (found != rules.end()) {
      return Fault(table.get("rule")->source(), "findings of this rule cannot be accepted");
    }
    return Fault(table.get("rule")->source(), "no such rule", "one of: " + Listed(rules));
  }

  Result<event::EpochDay> DayOf(const toml::table& table) const {
    const toml::node* const node = table.get("expires");
    const auto date = node == nullptr ? std::nullopt : node->value_exact<toml::date>();
    if (!date) {
      return Fault(node == nullptr ? table.source() : node->source(), "expires is a date",
                   "expires = 2027-01-31");
    }
    const std::chrono::year_month_day day = {std::chrono::year(date->year),
                                             std::chrono::month(date->month),
                                             std::chrono::day(date->day)};
    return std::chrono::sys_days(day).time_since_epoch().count();
  }

  Result<BaselineEntry> ReadEntry(const toml::table& table, bool is_finding) const {
    const auto keys = CheckKeys(table, is_finding ? Words(kFindingKeys) : Words(kAcceptKeys));
    if (!keys) return std::unexpected(keys.error());
    const auto rule = RuleOf(table, !is_finding);
    if (!rule) return std::unexpected(rule.error());
    const auto expires = DayOf(table);
    if (!expires) return std::unexpected(expires.error());
    BaselineEntry entry;
    entry.rule = *rule;
    entry.expires = *expires;
    entry.line = table.source().begin.line;
    struct Part {
      std::string_view key;
      std::string* text;
      bool is_needed;
    };
    const Part parts[] = {{"reason", &entry.reason, true},
                          {"owner", &entry.owner, true},
                          {"pointer", &entry.pattern, !is_finding},
                          {"event_type", &entry.event_type, false},
                          {"fingerprint", &entry.fingerprint, is_finding}};
    for (const Part& part : parts) {
      auto text = TextOf(table, part.key, part.is_needed);
      if (!text) return std::unexpected(text.error());
      *part.text = std::move(*text);
    }
    if (is_finding && !IsFingerprint(entry.fingerprint)) {
      return Fault(table.get("fingerprint")->source(), "a fingerprint is 32 hex digits");
    }
    if (is_finding) return entry;
    const auto most = table.contains("max") ? table.get("max")->value_exact<std::int64_t>()
                                            : std::optional<std::int64_t>();
    if (!most || *most < 1 || *most > kMostMax) {
      return Fault(table.source(), "max says how many findings there may be, by 1 million lines",
                   "max = 20");
    }
    entry.most_a_million = static_cast<std::uint64_t>(*most);
    return entry;
  }

  Result<void> ReadEntries(const toml::table& file, std::string_view kind,
                           std::vector<BaselineEntry>& entries) const {
    const toml::node* const node = file.get(kind);
    if (node == nullptr) return {};
    const std::string wanted = "write [[" + std::string(kind) + "]]: a list of tables";
    if (!node->is_array_of_tables()) return Fault(node->source(), wanted);
    for (const toml::node& item : *node->as_array()) {
      auto entry = ReadEntry(*item.as_table(), kind == "finding");
      if (!entry) return std::unexpected(entry.error());
      entries.push_back(std::move(*entry));
    }
    return {};
  }

  Result<void> CheckKey(const toml::table& file, bool has_fingerprints,
                        const std::string& key_id) const {
    if (!has_fingerprints) return {};
    if (key_id.empty()) {
      return Failure(ExitCode::kUsage, "the baseline has fingerprints, and no key is given",
                     "--fingerprint-key FILE, the one that they were made with");
    }
    const auto made_with = TextOf(file, "fingerprint_key");
    if (!made_with) return std::unexpected(made_with.error());
    if (*made_with == key_id) return {};
    return Failure(ExitCode::kVerify, "the baseline's fingerprints were made with another key",
                   "funkey inspect FILE says a key's id; the baseline's is its fingerprint_key");
  }

 private:
  std::string_view place_;
};

}  // namespace

bool MayBeAccepted(std::string_view rule) {
  return rule != kLineRule && rule != kIncompleteRule && rule != kUnknownKeyRule &&
         rule != kUnknownEventTypeRule && !rule.starts_with("baseline-");
}

Result<Baseline> Baseline::Load(const std::string& path, const BaselineTerms& terms) {
  const auto text = ReadSmallFile(path, kLargestFile);
  if (!text) return std::unexpected(text.error());
  return Parse(*text, path, terms);
}

Result<Baseline> Baseline::Parse(std::string_view toml, std::string_view place,
                                 const BaselineTerms& terms) {
  const Reader reader(place);
  const toml::parse_result parsed = toml::parse(toml);
  if (!parsed) return reader.Fault(parsed.error().source(), "no TOML from here on");
  const toml::table& file = parsed.table();
  Baseline baseline;
  baseline.text_ = toml;
  baseline.today_ = terms.today;
  auto read = reader.CheckVersion(file);
  if (read) read = reader.CheckKeys(file, kTopKeys);
  if (read) read = reader.ReadEntries(file, "finding", baseline.entries_);
  baseline.first_accept_ = baseline.entries_.size();
  for (std::size_t i = 0; i < baseline.entries_.size(); ++i) {
    baseline.by_fingerprint_.emplace(baseline.entries_[i].fingerprint, i);
  }
  if (read) read = reader.CheckKey(file, !baseline.entries_.empty(), terms.key_id);
  if (read) read = reader.ReadEntries(file, "accept", baseline.entries_);
  if (!read) return std::unexpected(read.error());
  return baseline;
}

std::optional<std::size_t> Baseline::Find(const Finding& finding, std::string_view pattern,
                                          std::string_view event_type) const {
  if (!MayBeAccepted(finding.rule)) return std::nullopt;
  const auto named = by_fingerprint_.find(finding.fingerprint);
  if (named != by_fingerprint_.end() && !IsExpired(entries_[named->second])) return named->second;
  for (std::size_t i = first_accept_; i < entries_.size(); ++i) {
    const BaselineEntry& entry = entries_[i];
    if (entry.rule == finding.rule && entry.pattern == pattern && !IsExpired(entry) &&
        (entry.event_type.empty() || entry.event_type == event_type)) {
      return i;
    }
  }
  return std::nullopt;
}

bool Baseline::ExpiresSoon(const BaselineEntry& entry) const {
  return !IsExpired(entry) && entry.expires - today_ <= kSoon;
}

}  // namespace fun::auditor
