#include "loader/intake.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "core/base/process.h"
#include "loader/options.h"

namespace fun::loader {
namespace {

constexpr std::size_t kLargestDocument = std::size_t{1} << 30;  // servers take 2 GiB at most
constexpr event::EpochMs kDayMs = 86'400'000;
constexpr std::size_t kMostHeldBytes = 16 * 1024 * 1024;  // of lines that wait for the word

std::string WordsFor(const auditor::Finding& finding) {
  std::string words = "quarantined, " + std::string(finding.rule) + " at ";
  words += finding.pointer.empty() ? "the line" : finding.pointer;
  if (!finding.chain.empty()) words += " (" + finding.chain + ")";
  return words;
}

std::string_view WithoutSpaceAround(std::string_view json) {
  const std::size_t begin = std::min(json.find('{'), json.size());
  return json.substr(begin, json.rfind('}') + 1 - begin);
}

}  // namespace

event::EpochMs Intake::NowMs() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

Result<void> Intake::Take(const stream::Chunk& chunk) {
  open_bytes_ = 0;
  until_ = options_.until ? *options_.until : options_.clock() + kDayMs;
  if (chunk.is_first) place_ = {chunk.input, 0};
  if (chunk.kind != stream::ChunkKind::kLines) return TakeLongPiece(chunk);
  splitter_.Start(chunk.bytes);
  event::Line line;
  while (splitter_.Next(line)) {
    ++place_.line;
    ++summary_.counts.read;
    offset_ = chunk.offset + static_cast<std::uint64_t>(line.text.data() - chunk.bytes.data());
    if (auto taken = TakeLine(line); !taken) return taken;
    CountIfSettled();
  }
  return {};
}

Result<void> Intake::TakeLine(const event::Line& line) {
  if (line.is_blank) {
    ids_.Skip();
    ++summary_.counts.blank;
    if (line.is_last_without_lf) open_bytes_ = line.text.size();
    return {};
  }
  is_last_without_lf_ = line.is_last_without_lf;
  return IsSettled(place_) ? TakeSettled(line) : TakeNewLine(line);
}

Result<void> Intake::TakeNewLine(const event::Line& line) {
  if (tools_.checkpoint != nullptr) {
    auto is_same =
        tools_.checkpoint->CheckNewLine(place_.input, tools_.reader.NameOf(place_.input));
    if (!is_same) return is_same;
  }
  const Ruling& ruling = tools_.gate.Judge(line, tools_.transform.Begin(line));
  Result<void> taken;
  if (ruling.verdict == Verdict::kReject) {
    taken = Reject(line.text, ruling.refusal);
  } else if (ruling.verdict == Verdict::kQuarantine) {
    const auditor::Finding& first = ruling.findings.front();
    taken = Quarantine(line.text, first.rule, WordsFor(first));
  } else {
    taken = Send(line);
  }
  if (!taken || tools_.outbox.is_open()) return taken;
  early_word_.Add(ruling);
  const bool is_due = early_word_.is_complete() || tools_.outbox.held_bytes() > kMostHeldBytes;
  return is_due ? SayEarlyWord() : taken;
}

// It goes where it went, and only its place among its like counts.
Result<void> Intake::TakeSettled(const event::Line& line) {
  const AsideEntry* const entry = tools_.checkpoint->AsideOf(place_);
  if (entry != nullptr && entry->kind == AsideKind::kReject) return Reject(line.text, entry->rule);
  if (entry != nullptr && entry->kind == AsideKind::kQuarantine) {
    return Quarantine(line.text, entry->rule, entry->words);
  }
  ids_.Remember(WithoutSpaceAround(Slice(line.text, line.json)));
  return entry == nullptr ? Result<void>() : KeepDeadLetter(line.text, place_, entry->rule);
}

// What became of the lines that the server took is known of all together only.
void Intake::CountIfSettled() {
  if (!IsSettled(place_)) return;
  ++settled_;
  if (!has_caught_up()) return;
  for (const auto& [name, point] : tools_.checkpoint->settled_indices()) {
    IndexReport& index = summary_.indices[name];
    index.counts.indexed += point.counts.indexed;
    index.counts.already_there += point.counts.already_there;
    index.before = point.before;
    index.goes_on = true;
    summary_.counts.indexed += point.counts.indexed;
    summary_.counts.already_there += point.counts.already_there;
  }
}

Result<void> Intake::SayEarlyWord() {
  if (tools_.outbox.is_open() || options_.is_dry_run) return {};
  // A run before this one passed it: its first lines are not the load's first.
  const bool goes_on = tools_.checkpoint != nullptr && tools_.checkpoint->settled_lines() != 0;
  if (const auto refusal = early_word_.Refusal(tools_.gate.policy().name()); refusal && !goes_on) {
    return std::unexpected(*refusal);
  }
  return tools_.outbox.Open();
}

// A line over the limit comes in pieces; it is one line, never judged.  Until its LF has come it
// lies behind the point: it may still grow, or be written anew.
Result<void> Intake::TakeLongPiece(const stream::Chunk& chunk) {
  const bool is_whole = chunk.bytes.ends_with('\n');
  if (chunk.kind == stream::ChunkKind::kLongLineGoesOn) {
    auto noted =
        is_whole ? Remember({place_, AsideKind::kReject, event::kTooLong, ""}) : Result<void>();
    return noted ? tools_.aside.rejects.GoOn(chunk.bytes) : noted;
  }
  ++place_.line;
  ++summary_.counts.read;
  offset_ = chunk.offset;
  is_last_without_lf_ = !is_whole;
  auto rejected = Reject(chunk.bytes, event::kTooLong);
  open_bytes_ = 0;  // the checkpoint knows pieces
  CountIfSettled();
  return rejected;
}

Result<void> Intake::Reject(std::string_view line, std::string_view reason) {
  ids_.Skip();
  ++summary_.counts.rejected;
  ++summary_.rejected_by[reason];
  if (is_last_without_lf_) {
    open_bytes_ = line.size();
  } else if (auto noted = Remember({place_, AsideKind::kReject, reason, ""}); !noted) {
    return noted;
  }
  return tools_.aside.rejects.Add(
      {tools_.reader.NameOf(place_.input), place_.line, offset_, reason}, line);
}

Result<void> Intake::Quarantine(std::string_view line, std::string_view rule,
                                std::string_view words) {
  ids_.Skip();
  ++summary_.counts.quarantined;
  ++summary_.quarantined_by[rule];
  if (auto noted = Remember({place_, AsideKind::kQuarantine, rule, words}); !noted) return noted;
  return tools_.aside.quarantine.Add({tools_.reader.NameOf(place_.input), place_.line, words},
                                     line);
}

Result<void> Intake::Send(const event::Line& line) {
  const Document& document = tools_.transform.DocumentOf(line);
  if (!document.time || !IsInRange(*document.time)) {
    ids_.Skip();
    const std::string_view type = document.time ? kTimeRangeType : kNoTimeType;
    return KeepDeadLetter(line.text, place_, type);
  }
  if (SizeOf(document) > kLargestDocument) {
    ids_.Skip();
    return KeepDeadLetter(line.text, place_, kTooLargeType);
  }
  const RecordId id = ids_.Next(Slice(line.text, document.json), *document.time);
  if (options_.is_dry_run) {
    WouldBeSent(document);
    if (!tools_.outbox.has_bodies()) return {};
  } else {
    ++summary_.counts.unanswered;
  }
  return tools_.outbox.Add({line.text, document, id, place_});
}

void Intake::WouldBeSent(const Document& document) {
  ++summary_.counts.passed;
  IndexReport& index = summary_.indices[tools_.outbox.IndexName(event::DayOf(*document.time))];
  ++index.passed;
  index.bytes += SizeOf(document);
}

Result<void> Intake::Settle(Outcome outcome) {
  summary_.counts.unanswered -= outcome.size();
  if (outcome.given_up) {
    Say(kTool,
        "the first record without an answer: " + tools_.reader.NameOf(outcome.given_up->input) +
            ", line " + std::to_string(outcome.given_up->line));
  }
  for (const auto& [day, counts] : outcome.by_day) {
    IndexReport& index = summary_.indices[tools_.outbox.IndexName(day)];
    index.counts.indexed += counts.indexed;
    index.counts.already_there += counts.already_there;
    summary_.counts.indexed += counts.indexed;
    summary_.counts.already_there += counts.already_there;
  }
  Result<void> all_kept;
  for (const DeadLetter& letter : outcome.dead_letters) {  // each is counted, kept or not
    auto kept = KeepDeadLetter(letter.line, letter.place, letter.type);
    if (!kept) all_kept = std::move(kept);
  }
  return all_kept;
}

Result<void> Intake::KeepDeadLetter(std::string_view line, LinePlace place, std::string_view type) {
  ++summary_.counts.dead_lettered;
  ++summary_.dead_lettered_by[std::string(type)];
  if (auto noted = Remember({place, AsideKind::kDeadLetter, type, ""}); !noted) return noted;
  const std::string words = "dead letter, " + std::string(type);
  return tools_.aside.dead_letters.Add({tools_.reader.NameOf(place.input), place.line, words},
                                       line);
}

// For a run that goes on behind this one.
Result<void> Intake::Remember(const AsideEntry& entry) {
  if (tools_.checkpoint == nullptr || tools_.checkpoint->IsSettled(entry.place)) return {};
  return tools_.checkpoint->PutAside(entry);
}

std::string Intake::PlaceText() const {
  if (place_.line == 0) return "the first line";
  return tools_.reader.NameOf(place_.input) + ", line " + std::to_string(place_.line);
}

}  // namespace fun::loader
