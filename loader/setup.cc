#include "loader/setup.h"

#include <optional>
#include <string>

#include "core/base/process.h"
#include "core/stream/progress.h"
#include "loader/release/rollover.h"
#include "loader/server/http.h"
#include "loader/server/template.h"

namespace fun::loader {
namespace {

constexpr std::size_t kMostPlaces = 20;
constexpr event::EpochDay kSomeDay = 16468;  // the template is the same for every day

// Places of ours only: what a server adds may be anybody's words.
std::string WordsOf(const TemplateDifference& difference) {
  std::string words;
  for (const std::string& place : difference.places) {
    if (&place - difference.places.data() == kMostPlaces) {
      words += ", … and " + stream::WithThousands(difference.places.size() - kMostPlaces) + " more";
      break;
    }
    words += (words.empty() ? "not as ours: " : ", ") + place;
  }
  if (difference.more != 0) {
    words += (words.empty() ? "" : "; ") + std::string("values that ours does not have: ") +
             stream::WithThousands(difference.more);
  }
  return words;
}

// What is found, and what becomes of it.
void SayFound(const std::optional<TemplateDifference>& found, const Options& options) {
  const std::string name = "index template " + options.target.TemplateName() + ": ";
  if (!found) {
    Say(kTool, name + "not there" + (options.dry_run ? "" : ", made"));
  } else if (found->none()) {
    Say(kTool, name + "as it should be");
  } else {
    Say(kTool, name + WordsOf(*found));
    Say(kTool, options.dry_run ? "--setup without --dry-run replaces it"
                               : "replaced; indices that exist keep what they were made with");
  }
}

}  // namespace

Result<ExitCode> SetUp(const Options& options) {
  const auto connection = MakeConnection(options.connection);
  if (!connection) return std::unexpected(connection.error());
  Http http(*connection);
  if (options.target.is_stream()) {
    Target any = options.target;  // one that has rolled over takes a template, too
    any.allow_duplicates = true;
    if (auto sound = CheckStream(http, any, options.give_up_time()); !sound) {
      return std::unexpected(sound.error());
    }
  }
  const auto found = CompareTemplate(http, options.target, options.give_up_time());
  if (!found) return std::unexpected(found.error());
  if (!options.dry_run) {
    auto put =
        PutTemplate(http, options.target, options.target.IndexOf(kSomeDay), options.give_up_time());
    if (!put) return std::unexpected(put.error());
  }
  if (!options.input.quiet) SayFound(*found, options);
  return ExitCode::kDone;
}

}  // namespace fun::loader
