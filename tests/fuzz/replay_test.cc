// The corpora as ordinary tests: every file, and a few mutants of it, breaks no law.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <vector>

#include "tests/fuzz/laws.h"

namespace fun::fuzz {
namespace {

namespace fs = std::filesystem;

constexpr int kMutants = 100;  // of each file

struct Target {
  const char* name;  // of its folder too
  void (*hold)(std::string_view bytes);
};

constexpr Target kTargets[] = {
    {"json", TryJson},         {"layers", TryLayers},
    {"lines", TryLogLines},    {"policy", TryPolicy},
    {"bag", TryBag},           {"identities", TryIdentities},
    {"detector", TryDetector}, {"anonymizer", TryAnonymizer},
    {"judge", TryJudge},       {"attestation", TryAttestation},
};

std::vector<fs::path> FilesOf(const char* target) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(fs::path(FUN_CORPUS_DIR) / target)) {
    files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

std::string BytesOf(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

// A piece of `bytes` goes, comes twice or becomes any byte.
std::string Mutated(std::string bytes, std::mt19937& random) {
  const std::size_t at = random() % (bytes.size() + 1);
  const std::size_t size = std::min<std::size_t>(1 + random() % 8, bytes.size() - at);
  switch (random() % 4) {
    case 0:
      return bytes.erase(at, size);
    case 1:
      return bytes.insert(at, bytes.substr(at, size));
    case 2:
      return bytes.insert(at, 1, static_cast<char>(random() & 255));
    default:
      return bytes.substr(0, at);
  }
}

class Corpus : public testing::TestWithParam<Target> {};

TEST_P(Corpus, BreaksNoLaw) {
  std::mt19937 random(20260401);  // fixed: a failure must repeat
  const std::vector<fs::path> files = FilesOf(GetParam().name);
  ASSERT_FALSE(files.empty());
  for (const fs::path& file : files) {
    const std::string bytes = BytesOf(file);
    GetParam().hold(bytes);
    for (int round = 0; round < kMutants; ++round) GetParam().hold(Mutated(bytes, random));
  }
}

INSTANTIATE_TEST_SUITE_P(Fuzz, Corpus, testing::ValuesIn(kTargets),
                         [](const auto& target) { return std::string(target.param.name); });

TEST(CorpusDeathTest, ABrokenLawEndsTheProcessWithItsWords) {
  EXPECT_DEATH(Require(false, "water runs down"), "a law is broken: water runs down");
}

}  // namespace
}  // namespace fun::fuzz
