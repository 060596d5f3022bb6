// Looks for personal data in one text, in every encoding that it may be in: by the rule table, and
// by the known people.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "auditor/pseudonyms/known_digests.h"
#include "core/base/arena.h"
#include "core/base/span.h"
#include "core/detect/clean_texts.h"
#include "core/detect/detector.h"
#include "core/detect/effort.h"
#include "core/detect/known/identities.h"
#include "core/detect/layers/layer_walk.h"
#include "core/detect/small_numbers.h"

namespace fun::auditor {

// What a rule found in a text.
struct Hit {
  std::string_view rule;
  Span span;                   // of the text as it stands
  std::string_view text;       // decoded; what the shape is of
  std::string chain;           // "percent>base64"; "" when it stands as it is
  std::string_view form = {};  // "md5": what `text` is known to be; "": go by its characters
  std::uint32_t rules = 0;     // of the table: as detect::Match
};

// What a scan of a text gave; valid until the next.
struct Hits {
  std::span<const Hit> all;
  bool is_incomplete = false;  // a limit kept something from being looked into

  bool IsClean() const { return all.empty() && !is_incomplete; }
};

// Of a text; to compare each with each must not take long.
inline constexpr std::size_t kMostHits = 1000;

// One thread; reuse it.  Detector and identities are shared and outlive it.
class Scanner {
 public:
  // `identities` may be nullptr; for an effort over the usual they are prepared for it.
  Scanner(const detect::Detector& detector, const detect::Identities* identities,
          detect::Effort effort = detect::Effort::kUsual, const KnownDigests* digests = nullptr)
      : detector_(detector),
        identities_(identities),
        digests_(digests),
        effort_(effort),
        walk_({}, effort) {}

  // What `text` holds, by reading, as it stands first; of each by rule table first, known people
  // and their digests behind.  What one reading has shown is not said again of another.  `key`, for
  // a text that is like a number, is that of the member whose value it is: "tel" makes digits a
  // phone number.
  Hits Scan(std::string_view text, std::string_view key = {});

  // The same of JSON in which so many small numbers are free: by themselves they say nothing.  When
  // they say nothing in the text either, it is remembered without them.
  struct JsonHits {
    Hits hits;
    bool say_numbers_nothing = false;
  };
  JsonHits ScanJson(std::string_view text, std::size_t free_numbers);

 private:
  void Begin(std::string_view text);
  Hits ScanForPeople(std::string_view text);
  void ScanReadings();
  bool IsClean() const { return hits_.empty() && !is_incomplete_ && !walk_.is_incomplete(); }
  void ScanReading(std::string_view text);
  void ScanBehind(std::string_view before, std::string_view text);
  void ScanFields(std::string_view text);
  bool PutSpaces(Span field);
  void Look(std::string_view text);
  void LookForDigests(std::string_view text);
  void Add(std::string_view rule, std::string_view text, Span span, std::string_view form = {});
  void AddMatch(const detect::Match& match, std::string_view text, Span span);
  void Keep(Hit hit);

  const detect::Detector& detector_;
  const detect::Identities* identities_;
  const KnownDigests* digests_;
  detect::Effort effort_;
  detect::LayerWalk walk_;
  std::vector<detect::Match> matches_;
  std::vector<Span> people_;
  std::vector<BrokenDigest> broken_;
  std::vector<Hit> hits_;
  std::size_t earlier_ = 0;  // hits of the readings before the one in hand
  detect::CleanTexts clean_texts_;
  detect::SmallNumbers small_numbers_;
  std::unique_ptr<Scanner> field_scanner_;  // of form fields within the text; made when needed
  std::size_t forms_ = 0;                   // form fields around the text
  bool is_incomplete_ = false;
  std::vector<Span> fields_;
  std::string spaced_;  // the field in hand
  Arena arena_;         // what was found in fields
};

}  // namespace fun::auditor
