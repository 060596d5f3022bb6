#include "anonymizer/output/journal.h"

#include <fcntl.h>

#include <charconv>
#include <filesystem>
#include <type_traits>

#include "core/base/file.h"
#include "core/stream/output.h"

namespace fun::anonymizer {
namespace {

constexpr std::string_view kFirstLine = "funanon-partial 1";
constexpr std::size_t kLongest = std::size_t{64} << 20;
constexpr std::size_t kHexDigest = 64;

constexpr std::size_t kNumbers = sizeof(FileCounts) / sizeof(std::uint64_t);
using Numbers = std::array<std::uint64_t, kNumbers>;
static_assert(sizeof(FileCounts) == sizeof(Numbers));
static_assert(std::is_trivially_copyable_v<FileCounts>);

// Takes the text up to the next `end` off the front; all of it when there is none.
std::string_view TakeUpTo(char end, std::string_view& text) {
  const std::string_view taken = text.substr(0, text.find(end));
  text.remove_prefix(std::min(taken.size() + 1, text.size()));
  return taken;
}

bool ReadNumber(std::string_view text, std::uint64_t& number) {
  const auto [behind, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && behind == text.data() + text.size();
}

// whole NUMBER SHA256 INPUT-SHA256 COUNT… [REASON=COUNT]…
std::string RecordLine(std::size_t number, const FileRecord& record) {
  std::string line =
      "whole " + std::to_string(number) + " " + record.sha256 + " " + record.input_sha256;
  for (const std::uint64_t count : std::bit_cast<Numbers>(record.counts)) {
    line += ' ' + std::to_string(count);
  }
  for (const auto& [reason, count] : record.reasons) {
    line += ' ' + reason + "=" + std::to_string(count);
  }
  return line + '\n';
}

bool ReadRecordLine(std::string_view line, std::vector<FileRecord>& records) {
  std::uint64_t number = 0;
  if (TakeUpTo(' ', line) != "whole" || !ReadNumber(TakeUpTo(' ', line), number) ||
      number >= records.size()) {
    return false;
  }
  FileRecord record;
  record.is_whole = true;
  record.sha256 = TakeUpTo(' ', line);
  record.input_sha256 = TakeUpTo(' ', line);
  if (record.sha256.size() != kHexDigest || record.input_sha256.size() != kHexDigest) return false;
  Numbers numbers = {};
  for (std::uint64_t& count : numbers) {
    if (!ReadNumber(TakeUpTo(' ', line), count)) return false;
  }
  record.counts = std::bit_cast<FileCounts>(numbers);
  while (!line.empty()) {
    const std::string reason(TakeUpTo('=', line));
    if (!ReadNumber(TakeUpTo(' ', line), record.reasons[reason])) return false;
  }
  records[number] = std::move(record);
  return true;
}

std::unexpected<Error> NoJournal(const std::string& path) {
  return Failure(ExitCode::kUsage, path + " is no state that this version can go on with",
                 "remove the folder it is in and start anew, without --resume");
}

}  // namespace

Result<Journal> Journal::Create(const std::string& path, const Bindings& bindings,
                                const std::vector<FileRecord>& records) {
  std::string text(kFirstLine);
  text += '\n';
  for (const auto& [word, value] : bindings) text.append(word).append("\t").append(value) += '\n';
  for (std::size_t number = 0; number < records.size(); ++number) {
    if (records[number].is_whole) text += RecordLine(number, records[number]);
  }
  if (auto written = WriteFileAtomically(path, text, stream::kPrivateMode); !written) {
    return std::unexpected(written.error());
  }
  UniqueFd fd(::open(path.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW));
  if (!fd.is_open()) return FailureFromErrno("open", path);
  return Journal(path, std::move(fd));
}

Result<std::vector<FileRecord>> Journal::Read(const std::string& path, const Bindings& bindings,
                                              std::size_t files) {
  // Killed before the state was written: nothing was done.
  if (std::error_code error; !std::filesystem::exists(path, error) && !error) {
    return std::vector<FileRecord>(files);
  }
  const auto read = ReadSmallFile(path, kLongest);
  if (!read && read.error().code == ExitCode::kIncomplete) return std::unexpected(read.error());
  if (!read) return NoJournal(path);
  // What stands behind the last line end was torn by a kill.
  std::string_view text = std::string_view(*read).substr(0, read->rfind('\n') + 1);
  if (TakeUpTo('\n', text) != kFirstLine) return NoJournal(path);
  for (const auto& [word, value] : bindings) {
    std::string_view line = TakeUpTo('\n', text);
    if (TakeUpTo('\t', line) != word) return NoJournal(path);
    if (line != value) {
      return Failure(word == kKeyBinding ? ExitCode::kVerify : ExitCode::kUsage,
                     "cannot resume: the broken run had another " + word,
                     "give the same again, or remove its folder and start anew without --resume");
    }
  }
  std::vector<FileRecord> records(files);
  while (!text.empty()) {
    if (!ReadRecordLine(TakeUpTo('\n', text), records)) return NoJournal(path);
  }
  return records;
}

Result<void> Journal::Append(std::size_t number, const FileRecord& record) {
  if (auto written = WriteAll(fd_.get(), RecordLine(number, record), path_); !written) {
    return written;
  }
  return ::fdatasync(fd_.get()) == 0 ? Result<void>() : FailureFromErrno("flush to disk", path_);
}

}  // namespace fun::anonymizer
