#include "loader/checkpoint/aside_log.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <tuple>
#include <utility>

#include "core/base/file.h"
#include "core/stream/output.h"

namespace fun::loader {
namespace {

constexpr std::size_t kMostPending = 64 * 1024;
constexpr std::size_t kPiece = 256 * 1024;

std::tuple<std::uint32_t, std::uint64_t> OrderOf(LinePlace place) {
  return {place.input, place.line};
}

std::string_view TakeWord(char end, std::string_view& text) {
  const std::string_view word = text.substr(0, text.find(end));
  text.remove_prefix(std::min(word.size() + 1, text.size()));
  return word;
}

template <typename Number>
bool IsNumber(std::string_view word, Number& number) {
  const auto [behind, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  return error == std::errc() && behind == word.data() + word.size();
}

std::unexpected<Error> NotOurs(const std::string& path) {
  return Failure(ExitCode::kInput, path + " does not hold what the state needs",
                 "start again with a new folder for --state: only what is missing is added");
}

}  // namespace

Result<AsideLog> AsideLog::Open(const std::string& path, std::uint64_t bytes) {
  AsideLog log;
  log.path_ = path;
  log.fd_ = UniqueFd(
      ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, stream::kPrivateMode));
  if (!log.fd_.is_open()) return FailureFromErrno("open", path);
  if (auto read = log.Read(bytes); !read) return std::unexpected(read.error());
  if (::ftruncate(log.fd_.get(), static_cast<off_t>(bytes)) != 0 ||
      ::lseek(log.fd_.get(), 0, SEEK_END) < 0) {
    return FailureFromErrno("write", path);
  }
  log.bytes_ = bytes;
  std::ranges::sort(log.entries_, {}, [](const AsideEntry& entry) { return OrderOf(entry.place); });
  return log;
}

Result<void> AsideLog::Read(std::uint64_t bytes) {
  std::string piece;
  std::string rest;  // of a line whose end is in the next piece
  for (std::uint64_t at = 0; at < bytes;) {
    piece.resize(std::min<std::uint64_t>(kPiece, bytes - at));
    const ssize_t n = ::pread(fd_.get(), piece.data(), piece.size(), static_cast<off_t>(at));
    if (n < 0) return FailureFromErrno("read", path_);
    if (n == 0) return NotOurs(path_);
    at += static_cast<std::uint64_t>(n);
    rest.append(piece, 0, static_cast<std::size_t>(n));
    std::string_view lines = rest;
    for (std::size_t end = 0; (end = lines.find('\n')) != std::string_view::npos;) {
      if (!ReadEntry(lines.substr(0, end))) return NotOurs(path_);
      lines.remove_prefix(end + 1);
    }
    rest.erase(0, rest.size() - lines.size());
  }
  return rest.empty() ? Result<void>() : NotOurs(path_);
}

bool AsideLog::ReadEntry(std::string_view line) {
  AsideEntry entry;
  const std::string_view kind = TakeWord(' ', line);
  if (kind != "r" && kind != "q" && kind != "d") return false;
  entry.kind = static_cast<AsideKind>(kind[0]);
  if (!IsNumber(TakeWord(' ', line), entry.place.input) ||
      !IsNumber(TakeWord('\t', line), entry.place.line)) {
    return false;
  }
  entry.rule = *words_.emplace(TakeWord('\t', line)).first;
  entry.words = *words_.emplace(line).first;
  entries_.push_back(entry);
  return true;
}

const AsideEntry* AsideLog::Find(LinePlace place) const {
  const auto found = std::ranges::lower_bound(
      entries_, OrderOf(place), {}, [](const AsideEntry& entry) { return OrderOf(entry.place); });
  const bool is_it = found != entries_.end() && OrderOf(found->place) == OrderOf(place);
  return is_it ? &*found : nullptr;
}

Result<void> AsideLog::Add(const AsideEntry& entry) {
  const std::size_t begin = pending_.size();
  pending_ += static_cast<char>(entry.kind);
  pending_ += ' ' + std::to_string(entry.place.input) + ' ' + std::to_string(entry.place.line);
  const auto add = [this](std::string_view words) {
    pending_ += '\t';
    for (const char c : words) pending_ += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
  };
  add(entry.rule);
  add(entry.words);
  pending_ += '\n';
  bytes_ += pending_.size() - begin;
  return pending_.size() < kMostPending ? Result<void>() : WritePending();
}

Result<void> AsideLog::WritePending() {
  if (failed_) return std::unexpected(*failed_);
  auto written = WriteAll(fd_.get(), std::exchange(pending_, {}), path_);
  if (!written) failed_ = written.error();  // what is on disk is not what bytes_ says
  return written;
}

Result<std::uint64_t> AsideLog::Sync() {
  if (auto written = WritePending(); !written) return std::unexpected(written.error());
  if (::fsync(fd_.get()) != 0) return FailureFromErrno("write", path_);
  return bytes_;
}

}  // namespace fun::loader
