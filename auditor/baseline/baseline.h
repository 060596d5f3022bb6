// What people have looked at and accept: a file meant for git (docs/format/audit-baseline.md).
//
// It holds no value and nothing that leads back to one: a finding is named by its keyed
// fingerprint, or by rule, place and kind of event with the most that may be there.  Every entry
// has a reason, an owner and a last day.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "auditor/judge/judge.h"
#include "core/base/error.h"
#include "core/event/time.h"

namespace fun::auditor {

// False for what nobody has looked into (kLineRule, kIncompleteRule), and what is said of the log
// as a whole: there a policy names the key.
bool MayBeAccepted(std::string_view rule);

// [[finding]], or [[accept]] when `fingerprint` is "".
struct BaselineEntry {
  std::string fingerprint;
  std::string_view rule;             // of AllRules; "" in a [[finding]] that does not name it
  std::string pattern;               // as PatternOf gives it
  std::string event_type;            // "": of any
  std::uint64_t most_a_million = 0;  // findings by 1 M lines
  std::string reason;
  std::string owner;
  event::EpochDay expires = 0;  // the last day on which it holds
  std::uint32_t line = 0;       // of the file
};

// What the entries are read against.
struct BaselineTerms {
  event::EpochDay today = 0;
  std::string key_id;  // of --fingerprint-key; "": none
};

// Immutable; share it between threads.
class Baseline {
 public:
  // kUsage when `path` is no such file, with line and column, or when it has fingerprints and no
  // key is given; kInput when it cannot be read; kVerify when they were made with another key.
  // No message holds bytes of the file.
  static Result<Baseline> Load(const std::string& path, const BaselineTerms& terms);
  static Result<Baseline> Parse(std::string_view toml, std::string_view place,
                                const BaselineTerms& terms);

  std::span<const BaselineEntry> entries() const { return entries_; }
  const std::string& text() const { return text_; }

  // The number of the entry that accepts `finding` today, of a fingerprint first.
  std::optional<std::size_t> Find(const Finding& finding, std::string_view pattern,
                                  std::string_view event_type) const;

  bool IsExpired(const BaselineEntry& entry) const { return entry.expires < today_; }
  // Within 14 days.
  bool ExpiresSoon(const BaselineEntry& entry) const;

 private:
  std::vector<BaselineEntry> entries_;
  std::map<std::string, std::size_t, std::less<>> by_fingerprint_;  // the first entry of each
  std::size_t first_accept_ = 0;  // entries before it are of fingerprints
  std::string text_;
  event::EpochDay today_ = 0;
};

}  // namespace fun::auditor
