#include "loader/release/deletion.h"

#include <string>

#include "core/base/process.h"
#include "core/stream/progress.h"
#include "loader/server/answer.h"
#include "loader/server/backoff.h"

namespace fun::loader {

Result<std::uint64_t> CountDeleted(const Answer& answer, std::size_t asked, std::string_view what) {
  const auto items = answer.is_good() ? ReadItems(answer.body) : std::nullopt;
  if (!items || items->size() != asked) {
    return std::unexpected(ErrorOfAnswer(answer, "delete " + std::string(what)));
  }
  std::uint64_t deleted = 0;
  for (const ItemAnswer& item : *items) {
    if (item.status >= 200 && item.status < 300) ++deleted;
    const bool may_pass = item.status == 404 || item.status == 429 || item.status >= 500;
    if (item.status >= 300 && !may_pass) {
      return Failure(ExitCode::kEnvironment, "the server does not delete " + std::string(what) +
                                                 ": status " + std::to_string(item.status) + ", " +
                                                 item.error_type);
    }
  }
  return deleted;
}

Result<void> DeleteInRounds(const Deletion& deletion, std::uint64_t& deleted) {
  const auto start = std::chrono::steady_clock::now();
  Backoff backoff;
  while (!IsStopRequested()) {
    const auto round = deletion.round();
    if (!round && round.error().code == ExitCode::kIncomplete) break;
    if (!round) return std::unexpected(round.error());
    if (round->found == 0) return {};
    deleted += round->deleted;
    if (round->deleted < round->found) WaitUnlessStopped(backoff.Next());
    if (round->deleted == 0 && std::chrono::steady_clock::now() - start > deletion.give_up) {
      return Failure(ExitCode::kEnvironment, deletion.what + " stay in " + deletion.where,
                     "run it again: it deletes what is left");
    }
  }
  return std::unexpected(StoppedDeletion(deletion.what, deleted));
}

Error StoppedDeletion(std::string_view what, std::uint64_t deleted) {
  return {ExitCode::kIncomplete,
          "stopped by a signal; " + std::string(what) +
              " deleted so far: " + stream::WithThousands(deleted),
          "run the same command again: it deletes what is left"};
}

}  // namespace fun::loader
