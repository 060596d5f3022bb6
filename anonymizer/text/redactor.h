// Says what must go from one text: the whole of what `scan` and `template` do.
//
// The text is read as it stands and in every encoding of text that it may be in; each reading is
// looked at as JSON, as form fields, as URLs and paths, by the detectors and for known people. What
// is found goes back to the bytes of the text, or to all of the base64 that held it.
#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "anonymizer/context.h"
#include "anonymizer/text/pairs.h"
#include "anonymizer/text/redactions.h"
#include "anonymizer/text/url.h"
#include "core/detect/layers/layer_walk.h"

namespace fun::anonymizer {

struct TextOptions {
  bool is_template = false;  // a path or URL: its fragment goes
  std::string_view key;      // of the member: a word such as "phone" makes digits a number
};

// True where a text decides of itself: not so near the deepest layer.
inline bool IsOfItself(std::size_t depth) { return depth + 2 < kMaxLayers; }

// One layer's; holds its memory for the next text.
class Redactor {
 public:
  explicit Redactor(std::size_t depth) : depth_(depth) {}

  // Puts into `edits` what must go from `text`, in order of place, none overlapping; spans of
  // `text`, texts not escaped.  False: something may hide deeper than can be looked into, and the
  // text must go as a whole.
  bool Redact(LineContext& context, std::string_view text, TextOptions options,
              std::vector<json::Edit>& edits);

 private:
  void ReadOnce(std::string_view text);
  bool ReadAsJson(std::string_view text);
  void ReadAsPairs(std::string_view text, Span range, bool is_query);
  void ReadPair(std::string_view text, const Pair& pair, Span whole);
  void ReadValue(std::string_view text, Span value);
  void ReadFields(std::string_view text);
  void ReadId(std::string_view text, Span span);
  void ReadUrls(std::string_view text);
  void ReadUrlsIn(std::string_view text, Span range);
  void ReadAsUrl(std::string_view text, Span range);
  void ReadParts(std::string_view text, const Url& url);
  void ReadSegments(std::string_view text, std::span<const Span> segments);
  void Detect(std::string_view text, std::size_t begin);
  void DetectBehind(std::string_view before, std::string_view text);
  void FindPeople(std::string_view text);
  void WantPseudonym(std::string_view text, Span segment, event::Action action);
  void Want(Span span, std::string_view text, Reason reason, std::uint16_t rule = 0);

  std::size_t depth_;        // of the layer whose texts these are
  std::size_t nesting_ = 0;  // it reads values of pairs, which are values of pairs …
  std::size_t urls_ = 0;     // around the one in hand, each in the query of the next
  bool is_too_deep_ = false;
  LineContext* context_ = nullptr;
  TextOptions options_;
  detect::LayerWalk walk_;
  std::vector<Redaction> redactions_;  // of the outermost text
  std::vector<Span> keys_;             // of courses and blocks, in the reading in hand
  std::unique_ptr<Redactor> value_reader_;
  std::vector<Span> logins_;  // `user:word@host` of its URLs
  std::vector<Span> fields_;  // of forms in it
};

}  // namespace fun::anonymizer
