#include "auditor/run.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "auditor/report/report.h"
#include "tests/unit/auditor/judge/judging.h"

namespace fun::auditor {
namespace {

// How a run ended and what it printed.
struct Ended {
  ExitCode code = ExitCode::kDone;
  std::string out;
  std::string err;  // its message, if it failed, behind the words
};

Ended RunWith(Options options) {
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  const auto code = Run(options);
  Ended ended;
  ended.out = testing::internal::GetCapturedStdout();
  ended.err = testing::internal::GetCapturedStderr();
  ended.code = code ? *code : code.error().code;
  if (!code) ended.err += code.error().message + "\n" + code.error().hint;
  return ended;
}

Ended RunOn(std::string_view log) {
  const TemporaryFile file(log);
  Options options;
  options.input.inputs = {file.path()};
  options.jobs = 1;
  return RunWith(options);
}

// JSON strings in JSON strings, one more than are looked into.
std::string TooManyLayers() {
  std::string text = "[1]";
  for (int layer = 0; layer < 17; ++layer) {
    std::string quoted = "\"";
    for (const char c : text) {
      if (c == '"' || c == '\\') quoted += '\\';
      quoted += c;
    }
    text = quoted + '"';
  }
  return R"({"event": )" + text + "}\n";
}

TEST(Run, EndsWithZeroOnACleanLog) {
  const Ended ended = RunOn("{\"a\": 1}\n \n{\"a\": 2}");
  EXPECT_EQ(ended.code, ExitCode::kDone);
  EXPECT_TRUE(ended.out.starts_with("verdict: passed\nNo finding"));
  EXPECT_EQ(ended.err, "funaudit: read 3 = judged 2 + rejected 0 + blank 1\n");
}

TEST(Run, EndsWithOneOnFindings) {
  const Ended ended = RunOn("{\"a\": 1}\n{\"email\": 1}\nnonsense\n");
  EXPECT_EQ(ended.code, ExitCode::kNo);
  EXPECT_NE(ended.out.find(":2: error dropped-field /email - digits[1]\n"), std::string::npos);
  EXPECT_NE(ended.out.find(":3: error line - - unknown-prefix[8-15]\n"), std::string::npos);
  EXPECT_NE(ended.out.find("\n\nverdict: failed\n2 findings"), std::string::npos);
  EXPECT_EQ(ended.err, "funaudit: read 3 = judged 2 + rejected 1 + blank 0\n");
}

TEST(Run, EndsWithThreeWhenNothingWasRead) {
  const Ended ended = RunOn("");
  EXPECT_EQ(ended.code, ExitCode::kInput);
  EXPECT_EQ(ended.out, "");
  Options options;
  const TemporaryFile empty;
  options.input.inputs = {empty.path()};
  options.input.allow_empty = true;
  EXPECT_EQ(RunWith(options).code, ExitCode::kDone);
}

TEST(Run, EndsWithFourWhenLayersAreTooManyWhateverElseItFinds) {
  const Ended ended = RunOn("{\"email\": 1}\n" + TooManyLayers());
  EXPECT_EQ(ended.code, ExitCode::kIncomplete);
  EXPECT_NE(ended.out.find("verdict: incomplete\n2 findings"), std::string::npos);
}

TEST(Run, EndsWithThreeAndSaysIncompleteWhenAnInputIsMissing) {
  const TemporaryFile log("{\"a\": 1}\n");
  const TemporaryFile report;
  Options options;
  options.input.inputs = {log.path(), "/nonexistent/b.log"};
  options.reports.json = report.path();
  const Ended ended = RunWith(options);
  EXPECT_EQ(ended.code, ExitCode::kInput);
  EXPECT_TRUE(ended.out.starts_with("verdict: incomplete\n"));
  EXPECT_NE(report.Read().find("\"verdict\":\"incomplete\""), std::string::npos);
}

TEST(Run, EndsWithTwoOnWrongArgumentsAndLeavesNoReport) {
  const TemporaryFile log("{\"a\": 1}\n");
  const TemporaryFile people("id\n7\n");
  const TemporaryFile report;
  Options options;
  options.input.inputs = {log.path()};
  options.reports.json = "-";
  EXPECT_EQ(RunWith(options).code, ExitCode::kUsage);
  options.reports.json = log.path();
  EXPECT_EQ(RunWith(options).code, ExitCode::kUsage);
  options.reports.json = report.path() + ".json";
  options.policy = "lenient";
  EXPECT_EQ(RunWith(options).code, ExitCode::kUsage);
  options.policy = "standard";
  options.identities = {people.path()};
  EXPECT_EQ(RunWith(options).code, ExitCode::kUsage);
  EXPECT_FALSE(std::filesystem::exists(options.reports.json));
  EXPECT_EQ(log.Read(), "{\"a\": 1}\n");
}

TEST(Run, EndsWithSixBeforeItReadsWhenTheReportCannotBeWritten) {
  const TemporaryFile log("{\"email\": 1}\n");
  Options options;
  options.input.inputs = {log.path()};
  options.reports.json = "/nonexistent/report.json";
  const Ended ended = RunWith(options);
  EXPECT_EQ(ended.code, ExitCode::kEnvironment);
  EXPECT_EQ(ended.out, "");
}

TEST(Run, RefusesALineOverTheLimitOnceHoweverItComes) {
  const std::string is_long = "{\"a\": \"" + std::string(400'000, 'x') + "\"}\n";
  const TemporaryFile log("{\"a\": 1}\n" + is_long + "{\"email\": 1}\n" + is_long);
  for (const std::size_t max_line : {std::size_t{64}, std::size_t{300'000}, std::size_t{400'000}}) {
    Options options;
    options.input.inputs = {log.path()};
    options.input.max_line = max_line;
    const Ended ended = RunWith(options);
    EXPECT_EQ(ended.err, "funaudit: read 4 = judged 2 + rejected 2 + blank 0\n") << max_line;
    for (const std::string_view place :
         {":2: error incomplete - - too-long[", ":3: error dropped-field",
          ":4: error incomplete - - too-long["}) {
      EXPECT_NE(ended.out.find(place), std::string::npos) << place << max_line;
    }
  }
}

// A log that holds the word "canary" wherever a value may stand.
std::string CanaryLog(int lines) {
  const std::string_view kLines[] = {
      R"({"username": "canary", "email": "canary@example.org", "ip": "82.1.2.3"})",
      R"({"event": "{\"POST\": {\"email\": [\"canary\"], \"q canary\": [\"canary@example.org\"]}}"})",
      R"({"event": "{\"POST\": {\"username\": [\"canary\"], \"q\": \"tel 0612345678 canary"})",
      R"(canary {"a": 1})",
      R"({"Canary Lovelace": {"canary@example.org": "1.2.3.4"}, "user_id": 57000113})",
      R"({"{\"username\": \"canary\"}": ["06 12 34 56 78"]})",
      R"({"name": "edx.canary", "context": {"path": "/u/canary/"}})",
  };
  std::string log;
  for (int i = 0; i < lines; ++i) log.append(kLines[static_cast<std::size_t>(i) % 7]).append("\n");
  return log;
}

TEST(Run, SaysNoByteOfAValueAnywhere) {
  const TemporaryFile log(CanaryLog(14));
  const TemporaryFile people("username,name\ncanary,Canary Lovelace\n");
  const TemporaryFile report;
  Options options;
  options.input.inputs = {log.path()};
  options.identities = {people.path()};
  options.reports.json = report.path();
  const Ended ended = RunWith(options);
  EXPECT_EQ(ended.code, ExitCode::kNo);
  for (const std::string& said : {ended.out, ended.err, report.Read()}) {
    for (const std::string_view value :
         {"canary", "Canary", "82.1.2", "1.2.3", "0612", "06 12", "57000113"}) {
      EXPECT_EQ(said.find(value), std::string::npos) << value;
    }
  }
}

TEST(Run, WritesTheSameReportWithOneThreadAndWithMore) {
  const TemporaryFile one(CanaryLog(6'000));
  const TemporaryFile two(CanaryLog(3'000) + "{\"a\": 1}\n");
  std::string first;
  for (const unsigned jobs : {1U, 2U, 3U}) {
    const TemporaryFile report;
    Options options;
    options.input.inputs = {one.path(), two.path()};
    options.reports.json = report.path();
    options.max_findings = 100'000;
    options.jobs = jobs;
    const Ended ended = RunWith(options);
    EXPECT_EQ(ended.code, ExitCode::kNo);
    const std::string written = report.Read() + ended.out + ended.err;
    if (first.empty()) first = written;
    EXPECT_TRUE(written == first) << jobs;
  }
  EXPECT_NE(first.find("\"line\":6000,"), std::string::npos);
  EXPECT_NE(first.find("\"findings_omitted\":0}"), std::string::npos);
}

TEST(Run, CountsTheFindingsThatItDoesNotStore) {
  const TemporaryFile log(CanaryLog(7 * 1'200));
  const TemporaryFile report;
  Options options;
  options.input.inputs = {log.path()};
  options.reports.json = report.path();
  options.max_findings = 700;
  EXPECT_EQ(RunWith(options).code, ExitCode::kNo);
  const std::string written = report.Read();
  EXPECT_NE(written.find(R"("username":3600)"), std::string::npos);
  std::size_t listed = 0;
  for (std::size_t at = 0; (at = written.find("\"severity\":", at)) != written.npos; ++at) ++listed;
  EXPECT_EQ(listed, options.max_findings);
}

}  // namespace
}  // namespace fun::auditor
