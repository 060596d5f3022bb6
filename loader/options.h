// What funload is asked to do.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/event/policy.h"
#include "core/event/time.h"
#include "core/stream/options.h"
#include "loader/server/connection.h"
#include "loader/server/target.h"

namespace fun {
class CommandLine;
}

namespace fun::loader {

inline constexpr std::string_view kTool = "funload";

struct Options {
  stream::InputOptions input;
  ConnectionOptions connection;
  Target target;
  std::string policy;              // "": standard, or that of the release
  std::vector<std::string> trust;  // files of public keys; none: every line is judged
  std::optional<event::Policy> policy_of_release;
  std::vector<std::string> identities;
  std::string transform = "logstash";
  std::string zone;   // of hour_of_day_local; "": none
  std::string geoip;  // a database; "": none
  std::string since = "2012-01-01";
  std::string until;        // "": a day from now
  std::string release;      // "": none
  bool mix = false;         // load into days that hold another release
  bool replace = false;     // then delete the other
  std::string expect;       // a summary file; "": none
  std::string body_folder;  // of -o; "": none
  std::string summary;      // file names; "": not asked for
  std::string quarantine;   //
  std::string dead_letter;  //
  std::string replay;       // a file of dead letters; "": none
  std::string rejects;      //
  std::string metrics;      //
  std::string state;        // a folder; "": none
  std::string dashboards;   // address of Kibana or its like; "": not said
  std::size_t batch_bytes = 5 * 1024 * 1024;
  unsigned concurrency = 2;
  double flush_interval = 2;  // seconds
  double give_up = 600;       // seconds
  bool dry_run = false;
  bool setup = false;  // the index template only
  bool erase = false;  // deletes the records of the pseudonyms on standard input

  // The time range that events may be of; kUsage when --since or --until is no date.
  struct Range {
    event::EpochMs since = 0;
    std::optional<event::EpochMs> until;  // not in it; none: a day from now, whenever that is
  };
  Result<Range> TimeRange() const;

  std::chrono::milliseconds flush_time() const {
    return std::chrono::milliseconds(static_cast<std::int64_t>(flush_interval * 1000));
  }
  std::chrono::milliseconds give_up_time() const {
    return std::chrono::milliseconds(static_cast<std::int64_t>(give_up * 1000));
  }
};

void AddOptions(CommandLine& command, Options& options);

// Of a load with --state, after its inputs were expanded: kUsage when one is no file that could be
// read again.
Result<void> CheckInputsOfState(const Options& options);

// kUsage when --setup comes with an input.
Result<void> CheckSetup(const Options& options);

// Makes the file of --replay the input.  kUsage when there is another, or nothing would be loaded.
Result<void> TakeReplay(Options& options);

// kUsage for what a single flag does not show: as CheckOutputs, an index prefix that is none.
Result<void> CheckLoadOptions(const Options& options);

}  // namespace fun::loader
