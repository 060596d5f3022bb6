// The floor: simdjson's DOM parse of each line of standard input, and nothing else.
//
// No edit, no output: whoever reads a log through this parser pays at least this.

#include <simdjson.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstring>
#include <vector>

namespace {

constexpr std::size_t kBlock = 256 << 10;

struct Counts {
  std::uint64_t lines = 0;
  std::uint64_t rejected = 0;
};

// Parses the lines of [begin, end) that end there; returns how many bytes they take.
// simdjson::SIMDJSON_PADDING bytes after `end` are readable.
std::size_t ParseLines(simdjson::dom::parser& parser, const char* begin, const char* end,
                       Counts& counts) {
  const char* line = begin;
  while (const void* found = std::memchr(line, '\n', static_cast<std::size_t>(end - line))) {
    const char* next = static_cast<const char*>(found) + 1;
    const auto size = static_cast<std::size_t>(next - line);
    const auto* brace = static_cast<const char*>(std::memchr(line, '{', size));
    if (brace != nullptr) {
      const auto json = static_cast<std::size_t>(next - brace);
      counts.lines += 1;
      counts.rejected += parser.parse(brace, json, false).error() != simdjson::SUCCESS;
    }
    line = next;
  }
  return static_cast<std::size_t>(line - begin);
}

}  // namespace

int main() {
  simdjson::dom::parser parser;
  std::vector<char> block(2 * kBlock + simdjson::SIMDJSON_PADDING);
  std::size_t filled = 0;
  Counts counts;
  for (;;) {
    if (block.size() - simdjson::SIMDJSON_PADDING - filled < kBlock) block.resize(2 * block.size());
    const ssize_t got = read(0, block.data() + filled, kBlock);
    if (got < 0) return 3;
    if (got == 0 && filled > 0) block[filled++] = '\n';
    filled += static_cast<std::size_t>(got);
    const std::size_t used = ParseLines(parser, block.data(), block.data() + filled, counts);
    std::memmove(block.data(), block.data() + used, filled - used);
    filled -= used;
    if (got == 0) break;
  }
  std::fprintf(stderr, "simdjson_dom: %ju lines, %ju rejected\n",
               static_cast<std::uintmax_t>(counts.lines),
               static_cast<std::uintmax_t>(counts.rejected));
}
