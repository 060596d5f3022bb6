// The papers that pass between the tools: what a run read and wrote.
//
// The equation holds in every run: read = out + rejected + blank + dropped.
// It is asserted, printed, and written to --summary only when the run is
// complete: a summary that is not there says that the data is not whole.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "core/base/error.h"

namespace fun::record {

// Lines by what became of them.  Values are summed, never global.
struct LineCounts {
  std::uint64_t read = 0;
  std::uint64_t out = 0;
  std::uint64_t rejected = 0;
  std::uint64_t blank = 0;
  std::uint64_t dropped = 0;

  bool IsBalanced() const { return read == out + rejected + blank + dropped; }
  LineCounts& operator+=(const LineCounts& other);
};

// How often each reason held; keys are names from tables, never data.
using Tally = std::map<std::string_view, std::uint64_t>;
void AddTo(Tally& sum, const Tally& part);

// "read 10 = out 8 + rejected 1 + blank 1 + dropped 0".
std::string EquationText(const LineCounts& counts);

// Of a stream: what --summary states and --expect compares.
struct StreamDigest {
  std::uint64_t bytes = 0;
  std::string sha256;  // hex
};

// {"a":1,"b":2} of a tally, or one more level: small JSON without a library.
class JsonObject {
 public:
  JsonObject& Add(std::string_view key, std::uint64_t value);
  JsonObject& Add(std::string_view key, std::string_view text);
  JsonObject& Add(std::string_view key, const Tally& tally);
  JsonObject& AddRaw(std::string_view key, std::string_view json);
  std::string Text() const { return "{" + members_ + "}"; }

 private:
  void Key(std::string_view key);
  std::string members_;
};

// [ and ] around what is JSON already, an item a line.
class JsonList {
 public:
  JsonList& Add(std::string_view json);
  std::string Text() const { return "[" + items_ + (items_.empty() ? "]" : "\n]"); }

 private:
  std::string items_;
};

// Reads "bytes" and "sha256" of a summary file.  kIncomplete when the file is missing
// or does not hold them.
Result<StreamDigest> ReadStreamDigest(const std::string& path);

}  // namespace fun::record
