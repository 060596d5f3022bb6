// Real-shaped event lines: the only personal data in their strings are whole IP addresses.
//
// Reads the lines of *.jsonl in $FUN_SAMPLES, else in shared/samples beside the source tree;
// where neither exists, invented lines of the same shapes.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "core/detect/detector.h"
#include "core/detect/ip.h"

namespace fun::detect {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kInvented[] = {
    R"({"username":"ada","event_source":"browser","ip":"82.1.2.3","agent":"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/83.0.4103.116 Safari/537.36","page":"http://localhost:18000/courses/course-v1:FUN+00204+session01/courseware/0612345678abcdef0612345678abcdef/?activate_block_id=block-v1%3AFUN","event":"{\"id\":\"i4x-FUN-00204-video-0612345678abcdef0123456789abcdef\",\"currentTime\":417.890956,\"code\":\"html5\"}","time":"2015-03-28T00:01:07.705870+00:00"})",
    R"({"event_type":"problem_check","context":{"course_id":"course-v1:FUN+00204+session01","user_id":42,"module":{"usage_key":"block-v1:FUN+00204+session01+type@problem+block@0612345678abcdef0612345678abcdef"}},"event":{"answers":{"0612345678abcdef0612345678abcdef_2_1":"choice_0"},"state":{"seed":1}}})",
};

fs::path SamplesFolder() {
  if (const char* named = std::getenv("FUN_SAMPLES")) return named;
  const fs::path source = fs::path(__FILE__).parent_path() / "../../../..";
  return fs::weakly_canonical(source) / "../shared/samples";
}

std::vector<std::string> SampleLines() {
  std::vector<std::string> lines;
  std::error_code none;
  for (const fs::directory_entry& entry : fs::directory_iterator(SamplesFolder(), none)) {
    if (entry.path().extension() != ".jsonl") continue;
    std::ifstream file(entry.path());
    for (std::string line; std::getline(file, line);) lines.push_back(line);
  }
  if (lines.empty()) lines.assign(std::begin(kInvented), std::end(kInvented));
  return lines;
}

// What stands between quotes and escapes: strings, in JSON in strings, too.
std::vector<std::string_view> PiecesOf(std::string_view line) {
  std::vector<std::string_view> pieces = {line};
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t end = std::min(line.find_first_of("\"\\", at), line.size());
    if (end > at) pieces.push_back(line.substr(at, end - at));
    at = end + 1;
  }
  return pieces;
}

// Lines and places are named, values never.
TEST(Detector, FindsInEventsOfThePlatformOnlyTheirIpAddresses) {
  const Detector detector;
  std::vector<Match> matches;
  std::size_t number = 0;
  for (const std::string& line : SampleLines()) {
    ++number;
    for (const std::string_view piece : PiecesOf(line)) {
      matches.clear();
      detector.Scan(piece, matches);
      for (const Match& match : matches) {
        EXPECT_TRUE(IsIp(Slice(piece, match.span)))
            << Rules()[match.rule].id << " in line " << number << " at " << match.span.begin;
      }
    }
  }
  EXPECT_GE(number, std::size(kInvented));
}

}  // namespace
}  // namespace fun::detect
