// How long it takes to break the pseudonyms that can be broken: said to whoever waits, in no
// report.
#pragma once

#include <chrono>

#include "auditor/audit.h"
#include "auditor/pseudonyms/known_digests.h"

namespace fun::auditor {

// `identities` as of KnownDigests.
struct TimedDigests {
  explicit TimedDigests(const detect::Identities* identities)
      : digests(identities), time(std::chrono::steady_clock::now() - begin) {}

  std::chrono::steady_clock::time_point begin = std::chrono::steady_clock::now();
  KnownDigests digests;
  std::chrono::duration<double> time;  // that the guesses took, on one core
};

// Says on standard error which algorithms are missing; and, when pseudonyms were broken, how many
// by how many guesses in how many seconds.
void SayWhatWasGuessed(const TimedDigests& guessed, const Audit& audit);

}  // namespace fun::auditor
