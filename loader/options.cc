#include "loader/options.h"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <optional>

#include "core/base/command_line.h"
#include "core/base/process.h"
#include "core/detect/rules.h"
#include "core/event/policy.h"
#include "core/json/structure.h"
#include "loader/flags/outputs.h"
#include "loader/metrics/metrics_file.h"
#include "loader/query/next_step.h"

namespace fun::loader {
namespace {

constexpr std::size_t kMiB = 1024 * 1024;
constexpr std::size_t kLongestRelease = 200;  // bytes

void AddFileOptions(CommandLine& command, Options& options) {
  command
      .Add("--quarantine", options.quarantine,
           "Keep lines with findings there (0600), behind those of earlier runs; without it they "
           "are only counted")
      .Takes("FILE")
      .Filled();
  command
      .Add("--dead-letter", options.dead_letter,
           "Keep lines there (0600) that have no time or that the server refuses, behind those of "
           "earlier runs")
      .Takes("FILE")
      .Filled();
  command
      .Add("--replay", options.replay,
           "Load the lines of this dead-letter file; those that are refused again stay in it")
      .Takes("FILE")
      .Filled()
      .Excludes("--dead-letter");
  command
      .Add("--state", options.state,
           "Remember in this folder (0700) how far the load has come; the same command goes on "
           "from there. For files only")
      .Takes("DIR")
      .Filled()
      .Excludes("--replay");
  command.Add("--rejects", options.rejects, "Keep lines there (0600) that cannot be read")
      .Takes("FILE")
      .Filled();
  command
      .Add("--summary", options.summary,
           "Write counts, bytes and SHA-256 there as JSON, after a complete run only")
      .Takes("FILE")
      .Filled();
  command
      .Add("--expect", options.expect,
           "Summary of the command that wrote the stream: end with 4 when it is missing or "
           "states other bytes")
      .Takes("SUMMARY")
      .Filled();
}

void AddSendingOptions(CommandLine& command, Options& options) {
  command
      .Add("--batch-bytes", options.batch_bytes,
           "Largest body of a request, 1 KiB to 100 MiB; memory grows with concurrency times this "
           "value")
      .Takes("BYTES")
      .ShowsDefault()
      .Within(1024, 100 * kMiB);
  AddCompressOption(command, options.connection);
  command.Add("--concurrency", options.concurrency, "Requests in flight, 1 to 16")
      .Takes("N")
      .ShowsDefault()
      .Within(1, 16);
  command.Add("--flush-interval", options.flush_interval, "Longest wait of a line for company")
      .Takes("SECONDS")
      .ShowsDefault()
      .WithinReal(0.01, 3600);
  command
      .Add("--give-up", options.give_up,
           "Longest time of trying again without any progress; then exit 6")
      .Takes("SECONDS")
      .ShowsDefault()
      .WithinReal(1, 1e6);
  command.Add("--dry-run", options.dry_run,
              "Judge, count and say what would be sent, by index; send nothing");
  command.Add("--setup", options.setup,
              "Put the index template and say what it changes; load nothing");
  command.Add("--erase", options.erase,
              "Delete the records of the learners whose pseudonyms come on standard input, one a "
              "line, and count that none is left; with --dry-run only count");
  command
      .Add("-o,--output", options.body_folder,
           "With --dry-run: write the bodies of the requests into a new folder there")
      .Takes("DIR")
      .Filled();
}

void AddTransformOptions(CommandLine& command, Options& options) {
  command
      .Add("--transform", options.transform,
           "What documents get beside @timestamp: logstash, as the load of 2015 (course, hour, "
           "typed fields; answers taken out); none")
      .Takes("logstash|none")
      .ShowsDefault()
      .OneOf({"logstash", "none"});
  command.Add("--tz", options.zone, "Add hour_of_day_local, the hour in this time zone")
      .Takes("ZONE")
      .Filled();
  command
      .Add("--geoip", options.geoip,
           "Add geoip.country_code2 and country_name of the truncated ip, by this MaxMind DB")
      .Takes("MMDB")
      .Filled();
  command
      .Add("--since", options.since, "Events before this day are dead letters (time-out-of-range)")
      .Takes("DATE")
      .ShowsDefault()
      .Filled();
  command
      .Add("--until", options.until,
           "As are events of this day and later; a day from now if not given")
      .Takes("DATE")
      .Filled();
}

void AddReleaseOptions(CommandLine& command, Options& options) {
  command
      .Add("--trust", options.trust,
           "Public key (FILE.pub) of somebody whose PASSED counts: INPUT is a release directory "
           "that verifies, else nothing is sent; its lines are not judged again. May be given "
           "again")
      .Takes("PUB")
      .OneAtATime()
      .Filled();
  command
      .Add("--release", options.release,
           "Name of the release that the lines are of, at most 200 bytes; days that hold another "
           "are refused")
      .Takes("NAME")
      .Filled();
  command.Add("--mix", options.mix,
              "Load into days that hold another release or none all the same");
  command
      .Add("--replace", options.replace,
           "Load beside what such days hold, and once all is there delete what is not of this "
           "release")
      .Excludes("--mix");
}

// "2015-02-03" or a time as events have it.
std::optional<event::EpochMs> ReadDay(const std::string& text) {
  const auto day = event::ParseTime(text + "T00:00:00Z");
  return day ? day : event::ParseTime(text);
}

// It stands in each record as it is.
Result<void> CheckReleaseName(const std::string& name) {
  const auto is_control = [](unsigned char c) { return c < ' ' || c == 0x7f; };
  if (name.size() <= kLongestRelease && json::IsUtf8(name) &&
      !std::ranges::any_of(name, is_control)) {
    return {};
  }
  return Failure(ExitCode::kUsage, "--release is no name of a release",
                 "name it by a word: at most " + std::to_string(kLongestRelease) +
                     " bytes of UTF-8 without control characters");
}

}  // namespace

void AddOptions(CommandLine& command, Options& options) {
  command
      .Add("--policy", options.policy,
           "Policy that the lines were made with: standard (if not given), seed, strict or a file; "
           "the gate judges by it. A release directory to be trusted says its own")
      .Takes("NAME|FILE.toml")
      .Filled();
  command
      .Add("--identities", options.identities,
           "CSV of people that no line may name; may be given again")
      .Takes("FILE")
      .OneAtATime()
      .Filled();
  AddTargetOptions(command, options.target);
  AddConnectionOptions(command, options.connection);
  AddDashboardsOption(command, options.dashboards);
  AddFileOptions(command, options);
  AddMetricsOption(command, options.metrics);
  AddTransformOptions(command, options);
  AddReleaseOptions(command, options);
  AddSendingOptions(command, options);
  stream::AddInputOptions(command, options.input);
  command.SetFooter(
      "Examples:\n"
      "  funanon --key fun.key --summary s.json < raw.log | funload --expect s.json\n"
      "  funload --dry-run clean.ndjson.gz\n"
      "  funload --state load.state clean          goes on where it was cut off\n"
      "  funload --trust audit.pub --state load.state release\n"
      "  funload --release spring-2 --replace spring-2/*.gz\n\n"
      "Exit codes: 0 done, 1 lines were quarantined, refused or rejected, 2 usage, 3 input,\n"
      "4 incomplete, 5 a release that is not to be trusted, 6 server or disk.");
  command.SetVersion([] {
    return "funload " + VersionText() + event::PolicyDigestLines() +
           "\nrules sha256:" + detect::RulesDigest();
  });
}

Result<Options::Range> Options::TimeRange() const {
  const auto first = ReadDay(since);
  if (!first) return Failure(ExitCode::kUsage, "--since is no date", "as in 2015-02-03");
  if (until.empty()) return Range{*first, std::nullopt};
  const auto end = ReadDay(until);
  if (!end) return Failure(ExitCode::kUsage, "--until is no date", "as in 2015-02-03");
  return Range{*first, end};
}

Result<void> TakeReplay(Options& options) {
  if (options.replay.empty()) return {};
  if (!options.input.inputs.empty() || options.dry_run) {
    return Failure(ExitCode::kUsage, "--replay loads its own file, and changes it",
                   "leave INPUT and --dry-run out");
  }
  std::error_code error;
  const auto file = std::filesystem::canonical(options.replay, error);
  if (!error && !std::filesystem::is_regular_file(file, error)) {
    return Failure(ExitCode::kUsage, "--replay names no file that could be rewritten",
                   "load what is no file as INPUT");
  }
  // The file behind a link loses its lines, not the link.
  if (std::filesystem::is_symlink(options.replay, error)) options.replay = file.string();
  options.input.inputs = {options.replay};
  return {};
}

Result<void> CheckSetup(const Options& options) {
  if (auto sound = CheckTarget(options.target); !sound) return sound;
  if (options.input.inputs.empty() && options.replay.empty() && options.body_folder.empty()) {
    return {};
  }
  return Failure(ExitCode::kUsage, "--setup loads nothing", "leave INPUT, --replay and -o out");
}

Result<void> CheckInputsOfState(const Options& options) {
  if (options.state.empty()) return {};
  if (options.dry_run) {
    return Failure(ExitCode::kUsage, "--dry-run loads nothing that --state could remember",
                   "leave one of them out");
  }
  const auto is_file = [](const std::string& path) {
    struct stat status = {};
    if (path == "-") return false;
    return ::stat(path.c_str(), &status) != 0 || S_ISREG(status.st_mode);  // opening says the rest
  };
  if (!options.input.inputs.empty() && std::ranges::all_of(options.input.inputs, is_file))
    return {};
  return Failure(ExitCode::kUsage,
                 "--state is for files: what came through a pipe does not come again",
                 "name files, or leave --state out");
}

Result<void> CheckLoadOptions(const Options& options) {
  if (auto sound = CheckTarget(options.target); !sound) return sound;
  if (!options.body_folder.empty() && !options.dry_run) {
    return Failure(ExitCode::kUsage, "-o writes what would be sent, and needs --dry-run",
                   "leave one of them out");
  }
  if (auto sound = CheckReleaseName(options.release); !sound) return sound;
  if (options.replace && options.release.empty()) {
    return Failure(ExitCode::kUsage,
                   "--replace deletes what is not of the release, and none is named",
                   "add --release NAME");
  }
  if (options.replace && options.target.is_stream()) {
    return Failure(ExitCode::kUsage, "--replace deletes records, which a data stream does not take",
                   "load into a new --data-stream, then delete the old one");
  }
  if ((!options.zone.empty() || !options.geoip.empty()) && options.transform == "none") {
    return Failure(ExitCode::kUsage, "--tz and --geoip add fields that --transform none leaves out",
                   "leave one of them out");
  }
  if (auto sound = CheckOutputs(options); !sound) return sound;
  return CheckDashboards(options.dashboards);
}

}  // namespace fun::loader
