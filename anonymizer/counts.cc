#include "anonymizer/counts.h"

#include "core/detect/rules.h"

namespace fun::anonymizer {

FieldCounts& FieldCounts::operator+=(const FieldCounts& other) {
  pseudonyms += other.pseudonyms;
  dropped += other.dropped;
  dropped_by_type += other.dropped_by_type;
  dropped_too_deep += other.dropped_too_deep;
  truncated_ips += other.truncated_ips;
  tails_cut += other.tails_cut;
  prefixes += other.prefixes;
  mentions += other.mentions;
  secrets += other.secrets;
  for (std::size_t rule = 0; rule < kMostRules; ++rule) redacted[rule] += other.redacted[rule];
  return *this;
}

std::string FieldCountsJson(const FieldCounts& counts) {
  record::JsonObject redacted;
  for (std::size_t rule = 0; rule < detect::Rules().size(); ++rule) {
    redacted.Add(detect::Rules()[rule].id, counts.redacted[rule]);
  }
  record::JsonObject object;
  object.Add("pseudonyms", counts.pseudonyms)
      .Add("dropped", counts.dropped)
      .Add("dropped_by_type", counts.dropped_by_type)
      .Add("dropped_too_deep", counts.dropped_too_deep)
      .Add("truncated_ips", counts.truncated_ips)
      .Add("tails_cut", counts.tails_cut)
      .Add("prefixes", counts.prefixes)
      .Add("mentions", counts.mentions)
      .Add("secrets", counts.secrets)
      .AddRaw("redacted", redacted.Text());
  return object.Text();
}

}  // namespace fun::anonymizer
