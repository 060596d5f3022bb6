// Finds personal data in decoded text by the rule table.
//
// Cheap necessary conditions first, RE2 as the verifier: a text that no
// condition lets through is read once and never searched.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "core/base/span.h"
#include "core/detect/rules.h"

namespace fun::detect {

// A match in a text, or several that overlap.
struct Match {
  std::uint16_t rule = 0;   // index into Rules(): the most severe; of equals the one in front
  Span span;                // of all
  std::uint32_t rules = 0;  // a bit for each rule that matched
};

// Made once, shared between threads: Scan is const, and locks only where it is the first to need a
// pattern, which it compiles.
class Detector {
 public:
  Detector();
  Detector(Detector&&) noexcept;
  ~Detector();

  // Appends the matches in `text` in order of place, none overlapping: where
  // matches of several rules overlap, one covers all their bytes.  Time is linear in the text,
  // but for libphonenumber (15 µs for each of kMostVerified candidates).
  // Returns how often RE2 was asked: a test holds that against the text's length.
  std::size_t Scan(std::string_view text, std::vector<Match>& matches) const;

  // Digits, eight at least, and what may stand between those of a number; no letter.  What stands
  // before it decides what it is.
  static bool IsNumber(std::string_view text);

  // False when no match can begin in `text`, a number (IsNumber), whatever stands before it; of
  // words only `before` may make it one.
  static bool MayHoldNumber(std::string_view text, std::string_view before);

  // As Scan, every rule's RE2 on every text, without conditions: what --exhaustive
  // uses and what tests hold Scan against.
  void ScanExhaustively(std::string_view text, std::vector<Match>& matches) const;

 private:
  struct Compiled;
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace fun::detect
