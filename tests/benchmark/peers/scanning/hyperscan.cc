// Hyperscan on the rules' patterns: as scan_texts.cc, for ready texts that end with a NUL each.
//
//     hyperscan compile PATTERNS DATABASE  # a line each: id, tab, pattern
//     hyperscan scan DATABASE < texts
//
// compile prints the ids of the rules that Hyperscan refuses; the others are all in one database.
// Each is reported at most once a text and without the match's begin: the least that tells which
// rules a text matches, and what Hyperscan does fastest.

#include <hs/hs.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

namespace {

constexpr unsigned kFlags = HS_FLAG_UTF8 | HS_FLAG_SINGLEMATCH;

std::string ReadAll(std::istream& stream) {
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

struct Rule {
  std::string id;
  std::string pattern;
};

std::vector<Rule> ReadRules(const char* path) {
  std::vector<Rule> rules;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    const std::size_t tab = line.find('\t');
    rules.push_back({line.substr(0, tab), line.substr(tab + 1)});
  }
  return rules;
}

// nullptr when one is refused, whose place is then `refused`; -1: it is none of them.
hs_database_t* CompileTogether(const std::vector<Rule>& rules, int& refused) {
  std::vector<const char*> texts;
  for (const Rule& rule : rules) texts.push_back(rule.pattern.c_str());
  const std::vector<unsigned> flags(texts.size(), kFlags);
  hs_database_t* database = nullptr;
  hs_compile_error_t* error = nullptr;
  hs_compile_multi(texts.data(), flags.data(), nullptr, static_cast<unsigned>(texts.size()),
                   HS_MODE_BLOCK, nullptr, &database, &error);
  if (error == nullptr) return database;
  refused = error->expression;
  std::fprintf(stderr, "hyperscan: %s\n", error->message);
  hs_free_compile_error(error);
  return nullptr;
}

int CompileAll(std::vector<Rule> rules, const char* path) {
  int refused = -1;
  hs_database_t* database = CompileTogether(rules, refused);
  while (database == nullptr && refused >= 0) {
    std::printf("%s\n", rules[static_cast<std::size_t>(refused)].id.c_str());
    rules.erase(rules.begin() + refused);
    database = CompileTogether(rules, refused);
  }
  char* bytes = nullptr;
  std::size_t size = 0;
  if (database == nullptr || hs_serialize_database(database, &bytes, &size) != HS_SUCCESS) return 6;
  std::ofstream file(path, std::ios::binary);
  file.write(bytes, static_cast<std::streamsize>(size));
  std::free(bytes);
  hs_free_database(database);
  return file.flush() ? 0 : 6;
}

int CountMatch(unsigned, unsigned long long, unsigned long long, unsigned, void* matches) {
  ++*static_cast<std::size_t*>(matches);
  return 0;  // go on
}

double CpuSeconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

int ScanInput(const char* path) {
  std::ifstream file(path, std::ios::binary);
  const std::string bytes = ReadAll(file);
  const std::string all = ReadAll(std::cin);
  hs_database_t* database = nullptr;
  hs_scratch_t* scratch = nullptr;
  if (hs_deserialize_database(bytes.data(), bytes.size(), &database) != HS_SUCCESS ||
      hs_alloc_scratch(database, &scratch) != HS_SUCCESS) {
    return 6;
  }
  std::size_t flagged = 0;
  const double begin = CpuSeconds();
  for (std::size_t at = 0; at < all.size();) {
    const std::size_t end = std::min(all.find('\0', at), all.size());
    std::size_t matches = 0;
    if (hs_scan(database, all.data() + at, static_cast<unsigned>(end - at), 0, scratch, CountMatch,
                &matches) != HS_SUCCESS) {
      return 6;
    }
    flagged += matches > 0 ? 1 : 0;
    at = end + 1;
  }
  std::printf("%.6f %zu\n", CpuSeconds() - begin, flagged);
  hs_free_scratch(scratch);
  hs_free_database(database);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  const std::string mode = argc > 2 ? argv[1] : "";
  if (mode == "scan") return ScanInput(argv[2]);
  if (mode == "compile" && argc > 3) return CompileAll(ReadRules(argv[2]), argv[3]);
  return 2;
}
