#include "auditor/pseudonyms/timed_digests.h"

#include <cstdio>

#include "auditor/options.h"
#include "core/base/process.h"
#include "core/stream/progress.h"

namespace fun::auditor {
namespace {

std::uint64_t CountOfRule(const Audit& audit, std::string_view rule) {
  const auto found = audit.rules().find(rule);
  return found == audit.rules().end() ? 0 : found->second;
}

}  // namespace

void SayWhatWasGuessed(const TimedDigests& guessed, const Audit& audit) {
  for (const std::string_view algorithm : guessed.digests.missing()) {
    Say(kTool, std::string(algorithm) + " is not available here: hashes by it were not looked for");
  }
  const std::uint64_t broken =
      CountOfRule(audit, kUnkeyedHashRule) + CountOfRule(audit, kWeakKeyRule);
  if (broken == 0) return;
  const GuessCounts guesses = guessed.digests.guesses();
  char seconds[32];
  std::snprintf(seconds, sizeof seconds, "%.2f", guessed.time.count());
  Say(kTool, "broken hashes and pseudonyms: " + stream::WithThousands(broken) + ", by " +
                 stream::WithThousands(guesses.unkeyed + guesses.keyed) + " guesses in " + seconds +
                 " s on one core");
}

}  // namespace fun::auditor
