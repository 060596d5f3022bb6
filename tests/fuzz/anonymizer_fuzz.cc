// Any bytes as lines of a log, under the three built-in policies and a few known people.
#include <algorithm>

#include "anonymizer/chunk.h"
#include "tests/fuzz/laws.h"
#include "tests/unit/core/json/reference_parser.h"

namespace fun::fuzz {
namespace {

using anonymizer::ChunkAnonymizer;
using anonymizer::ChunkOutput;

constexpr std::size_t kMaxLine = 1 << 24;

const detect::Identities& KnownPeople() {
  using enum detect::IdentityKind;
  static const detect::KnownIdentity people[] = {{kUsername, "ada_lovelace"},
                                                 {kUsername, "play_video"},
                                                 {kEmail, "grace@example.org"},
                                                 {kName, "Zoé Ferrière"},
                                                 {kUserId, "5712345"}};
  static const detect::Identities loaded = detect::Identities::Load({}, people).value();
  return loaded;
}

// What the lines of one policy are held against.
struct Bench {
  explicit Bench(std::string_view name)
      : policy(event::Policy::BuiltIn(name).value()), first(Make(false)), again(Make(true)) {}

  ChunkAnonymizer Make(bool allow_pseudonyms) const {
    static const detect::Detector detector;
    const keys::Secret secret = keys::Secret::CopyOf("a secret that only tests know");
    const anonymizer::LineOptions options = {kMaxLine, 1024, allow_pseudonyms, &KnownPeople()};
    return ChunkAnonymizer(
        anonymizer::LineAnonymizer::Create(policy, &detector, secret, options).value());
  }

  event::Policy policy;
  ChunkAnonymizer first;
  ChunkAnonymizer again;  // lets through what `first` gave
};

ChunkOutput Anonymize(ChunkAnonymizer& anonymizer, std::string_view bytes) {
  ChunkOutput output;
  stream::Chunk chunk;
  chunk.bytes = bytes;
  anonymizer(chunk, output);
  return output;
}

void CheckEquation(const ChunkOutput& output) {
  const auto& lines = output.lines;
  Require(lines.read == lines.out + lines.rejected + lines.blank, "no line is lost");
  Require(lines.rejected == output.rejected.size(), "each rejected line is named");
  const auto ends = static_cast<std::uint64_t>(std::ranges::count(output.text, '\n'));
  Require(ends == lines.out, "each line that leaves is one line");
}

// The gate's own grammar, by another reader.
void CheckIsJson(std::string_view text) {
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(line.size() + 1);
    const std::size_t first = line.find_first_not_of(" \t\r");
    Require(first != std::string_view::npos && line[first] == '{', "an object leaves");
    Require(json::ReferenceParser(line).IsJson(), "what leaves is JSON");
  }
}

// Alone, each line gives what it gave among the others; a rejected one nothing.
void CheckAlone(Bench& bench, std::string_view bytes, const ChunkOutput& whole) {
  std::string text;
  std::uint64_t rejected = 0;
  while (!bytes.empty()) {
    const std::string_view line = bytes.substr(0, bytes.find('\n'));
    bytes.remove_prefix(std::min(line.size() + 1, bytes.size()));
    if (line.empty()) continue;
    const ChunkOutput alone = Anonymize(bench.first, line);
    Require(alone.lines.rejected == 0 || alone.text.empty(), "a rejected line leaves no byte");
    Require(alone.lines.rejected == 0 ||
                anonymizer::FieldCountsJson(alone.fields) == anonymizer::FieldCountsJson({}),
            "a rejected line leaves no count");
    rejected += alone.lines.rejected;
    text += alone.text;
  }
  Require(text == whole.text && rejected == whole.lines.rejected, "a line is the same alone");
}

// Members planted before all others of an envelope, and in a string of JSON, cut short or not.
void CheckCanary(Bench& bench, std::string_view bytes) {
  if (HoldsCanary(bytes) || bytes.contains('\n') || !bytes.starts_with('{')) return;
  const std::string canary(kCanary);
  const std::string planted = "{\"username\":\"" + canary + "\",\"email\":\"" + canary +
                              "@example.org\",\"a\":{\"password\":[\"" + canary + "\"]}," +
                              std::string(bytes.substr(1));
  std::string nested = "{\"event\":";
  json::AppendQuoted(planted, nested);
  nested += "}";
  for (const std::string& line : {planted, nested}) {
    Require(!Anonymize(bench.first, line).text.contains(canary), "nothing planted leaves");
  }
}

void TryUnder(Bench& bench, std::string_view bytes) {
  const ChunkOutput output = Anonymize(bench.first, bytes);
  CheckEquation(output);
  CheckIsJson(output.text);
  CheckAlone(bench, bytes, output);
  const ChunkOutput second = Anonymize(bench.again, output.text);
  Require(second.lines.out == output.lines.out, "what leaves may enter again");
  CheckCanary(bench, bytes);
}

}  // namespace

void TryAnonymizer(std::string_view bytes) {
  static Bench seed("seed");
  static Bench standard("standard");
  static Bench strict("strict");
  for (Bench* bench : {&seed, &standard, &strict}) TryUnder(*bench, bytes);
}

}  // namespace fun::fuzz
