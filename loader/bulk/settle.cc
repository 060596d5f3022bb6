#include "loader/bulk/settle.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

#include "loader/server/answer.h"
#include "loader/server/hint.h"
#include "loader/server/http.h"

namespace fun::loader {
namespace {

enum class Fate : std::uint8_t { kIndexed, kAlreadyThere, kAgain, kDeadLetter, kStop };

// Error types of status 400 that say nothing of the record.
constexpr struct {
  std::string_view type;
  std::string_view hint;
} kStops[] = {
    {"validation_exception",
     "the cluster has all the shards that it may have: raise cluster.max_shards_per_node, or "
     "delete old indices"},
    {"index_closed_exception", "open the index, or load what lies in other days"},
    {"invalid_index_name_exception", "choose another --index-prefix"},
};

std::string_view HintOfStop(std::string_view type) {
  const auto found = std::ranges::find(kStops, type, [](const auto& row) { return row.type; });
  return found == std::end(kStops) ? std::string_view() : found->hint;
}

Fate FateOf(const ItemAnswer& item) {
  if (item.status >= 200 && item.status < 300) return Fate::kIndexed;
  if (item.status == 409) return Fate::kAlreadyThere;
  if (item.status == 429 || item.status >= 500) return Fate::kAgain;
  const bool is_of_the_server = item.status == 401 || item.status == 403 || item.status == 404 ||
                                item.status == 0 || !HintOfStop(item.error_type).empty();
  return is_of_the_server ? Fate::kStop : Fate::kDeadLetter;
}

Pressure PressureOf(int status, std::string_view type) {
  if (status == 429 && type == "cluster_block_exception") return Pressure::kFloodStage;
  return status == 429 ? Pressure::kBusy : Pressure::kUnavailable;
}

std::string Said(long status, const std::string& type) {
  return type.empty() ? std::to_string(status) : std::to_string(status) + " " + type;
}

Error StopBecauseOf(const ItemAnswer& item) {
  std::string hint(HintOfStop(item.error_type));
  if (item.status == 403 && item.error_type == "cluster_block_exception") {
    hint = "the index is closed to writers: lift index.blocks.write, then run again";
  } else if (hint.empty()) {
    hint = item.status == 403 ? HintForStatus(403, Identity::kNobody)
                              : "may this user create indices and documents there?";
    hint += "; then run again: it adds only what is missing";
  }
  return {ExitCode::kEnvironment,
          "the server takes no records: status " + Said(item.status, item.error_type), hint};
}

// One 413 on the way: halves of halves fit some time.  A record that is too large alone never does.
void Halve(const Batch& batch, Settlement& settlement) {
  settlement.pressure = Pressure::kTooLarge;
  if (batch.size() == 1) {
    settlement.outcome.dead_letters.push_back(
        {batch.LineOf(0), batch.PlaceOf(0), std::string(kTooLargeType)});
    return;
  }
  const std::size_t middle = batch.size() / 2;
  settlement.again.push_back(batch.Part(0, middle));
  settlement.again.push_back(batch.Part(middle, batch.size()));
}

void SettleWhole(Batch&& batch, const Answer& answer, Settlement& settlement) {
  const std::string type = ReadErrorType(answer.body);
  settlement.said = Said(answer.status, type);
  if (answer.status == 413) {
    Halve(batch, settlement);
  } else if (answer.status == 429 || answer.status >= 500) {
    settlement.pressure = PressureOf(static_cast<int>(answer.status), type);
    settlement.again.push_back(std::move(batch));
  } else {
    settlement.stop = ErrorOfAnswer(answer, "take a bulk request");
  }
}

void SettleItem(const Batch& batch, std::size_t record, ItemAnswer& item, Settlement& settlement) {
  switch (FateOf(item)) {
    case Fate::kIndexed:
      ++settlement.outcome.by_day[batch.DayOf(record)].indexed;
      return;
    case Fate::kAlreadyThere:
      ++settlement.outcome.by_day[batch.DayOf(record)].already_there;
      return;
    case Fate::kDeadLetter:
      if (item.error_type.empty()) item.error_type = "unknown";
      settlement.outcome.dead_letters.push_back(
          {batch.LineOf(record), batch.PlaceOf(record), std::move(item.error_type)});
      return;
    case Fate::kAgain:
      settlement.pressure = std::max(settlement.pressure, PressureOf(item.status, item.error_type));
      settlement.said = Said(item.status, item.error_type);
      return;
    case Fate::kStop:
      if (!settlement.stop) settlement.stop = StopBecauseOf(item);
      return;
  }
}

}  // namespace

void Outcome::Add(Outcome&& other) {
  for (const auto& [day, counts] : other.by_day) {
    by_day[day].indexed += counts.indexed;
    by_day[day].already_there += counts.already_there;
  }
  dead_letters.insert(dead_letters.end(), std::make_move_iterator(other.dead_letters.begin()),
                      std::make_move_iterator(other.dead_letters.end()));
}

std::uint64_t Outcome::size() const {
  std::uint64_t records = dead_letters.size();
  for (const auto& [day, counts] : by_day) records += counts.indexed + counts.already_there;
  return records;
}

Settlement Settle(Batch batch, const Answer& answer) {
  Settlement settlement;
  if (!answer.is_good()) {
    SettleWhole(std::move(batch), answer, settlement);
    return settlement;
  }
  auto items = ReadItems(answer.body);
  if (!items || items->size() != batch.size()) {
    settlement.stop = Error{ExitCode::kEnvironment,
                            "the server's answer to a bulk request does not name every record",
                            "is this the address of Elasticsearch?"};
    return settlement;
  }
  std::vector<std::size_t> again;
  for (std::size_t record = 0; record < items->size(); ++record) {
    if (FateOf((*items)[record]) == Fate::kAgain) again.push_back(record);
    SettleItem(batch, record, (*items)[record], settlement);
  }
  if (!again.empty()) settlement.again.push_back(batch.Pick(again));
  settlement.spent = std::move(batch);
  return settlement;
}

}  // namespace fun::loader
