// For tests: judges one line and says the findings as words.
#pragma once

#include <unistd.h>

#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "auditor/judge/judge.h"

namespace fun::auditor {

// A file that is there as long as this is.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::string_view content = {}) : path_(NewPath()) {
    std::ofstream(path_, std::ios::binary) << content;
  }
  ~TemporaryFile() { ::unlink(path_.c_str()); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  const std::string& path() const { return path_; }

  std::string Read() const {
    std::ifstream in(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

 private:
  static std::string NewPath() {
    static int number = 0;
    return "/tmp/fun-test-" + std::to_string(::getpid()) + "-" + std::to_string(++number);
  }

  std::string path_;
};

// "rule pointer chain shape", "-" for what is empty.
inline std::string Words(const Finding& finding) {
  const auto part = [](const std::string& text) { return " " + (text.empty() ? "-" : text); };
  return std::string(finding.rule) + part(finding.pointer) + part(finding.chain) +
         part(finding.shape);
}

inline std::vector<Finding> FindingsIn(std::string_view text, std::string_view policy_name,
                                       const detect::Identities* identities = nullptr) {
  static const detect::Detector detector;
  const auto policy = event::Policy::BuiltIn(policy_name);
  Judge judge(*policy, detector, identities, {});
  event::LineSplitter splitter;
  splitter.Start(text);
  std::vector<Finding> findings;
  event::Line line;
  while (splitter.Next(line)) judge.JudgeLine(line, findings);
  return findings;
}

// The findings in `line`, one a line.
inline std::string Judged(std::string_view line, std::string_view policy = "standard",
                          const detect::Identities* identities = nullptr) {
  std::string words;
  for (const Finding& finding : FindingsIn(line, policy, identities)) {
    if (!words.empty()) words += '\n';
    words += Words(finding);
  }
  return words;
}

inline detect::Identities People(std::string_view csv) {
  const TemporaryFile file(csv);
  return std::move(*detect::Identities::Load({file.path()}));
}

}  // namespace fun::auditor
