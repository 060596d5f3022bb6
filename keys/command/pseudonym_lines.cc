#include "keys/command/pseudonym_lines.h"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/file.h"
#include "core/base/process.h"

namespace fun::keys {
namespace {

constexpr std::size_t kChunk = 64 * 1024;

// Turns chunks of input into lines of output.
class LineWriter {
 public:
  LineWriter(Pseudonymizers pseudonymizers, LineForm form)
      : pseudonymizers_(pseudonymizers), form_(form) {}

  // Appends to out() for every line that `chunk` completes.
  Result<void> Add(std::string_view chunk) {
    for (std::size_t end = chunk.find('\n'); end != chunk.npos; end = chunk.find('\n')) {
      const std::string_view rest_of_line = chunk.substr(0, end);
      chunk.remove_prefix(end + 1);
      if (begun_.empty()) {
        AddLine(rest_of_line);
      } else {
        begun_.append(rest_of_line);
        AddLine(begun_);
        begun_.clear();
      }
    }
    begun_.append(chunk);
    if (begun_.size() <= kLongestNameLine) return {};
    return Failure(
        ExitCode::kInput,
        "line " + std::to_string(counts_.read + 1) + " of standard input is longer than 4 MiB",
        "give one name a line");
  }

  // The last line, when no LF ends it.
  void Finish() {
    if (!begun_.empty()) AddLine(begun_);
    begun_.clear();
  }

  std::string& out() { return out_; }
  LineCounts& counts() { return counts_; }

 private:
  void AddLine(std::string_view name) {
    ++counts_.read;
    ++(name.empty() ? counts_.empty : counts_.pseudonyms);
    if (name.ends_with('\r')) ++counts_.carriage_returns;
    if (form_ == LineForm::kNameTabPseudonym) out_.append(name).push_back('\t');
    if (!name.empty()) out_.append(pseudonymizers_.now->Of(name));
    if (form_ == LineForm::kOldTabNew) {
      out_.push_back('\t');
      if (!name.empty()) out_.append(pseudonymizers_.then->Of(name));
    }
    out_.push_back('\n');
  }

  const Pseudonymizers pseudonymizers_;
  const LineForm form_;
  LineCounts counts_;
  std::string begun_;  // a line whose end has not come yet
  std::string out_;
};

// As read(2), but a signal ends the wait: kIncomplete.
Result<std::size_t> ReadSome(int in, std::vector<char>& chunk, const LineCounts& counts) {
  for (;;) {
    pollfd waits[] = {{in, POLLIN, 0}, {StopFd(), POLLIN, 0}};
    ::poll(waits, 2, -1);
    if (IsStopRequested()) {
      return Failure(ExitCode::kIncomplete,
                     "stopped by a signal after line " + std::to_string(counts.read));
    }
    const ssize_t n = ::read(in, chunk.data(), chunk.size());
    if (n >= 0) return static_cast<std::size_t>(n);
    if (errno == EINTR || errno == EAGAIN) continue;
    auto failure = FailureFromErrno("read", "standard input");
    failure.error().code = ExitCode::kInput;
    return failure;
  }
}

// Writes what is ready; notes when nobody reads it any more.
Result<void> Flush(int out, LineWriter& lines) {
  auto written = WriteAll(out, lines.out(), "standard output");
  lines.out().clear();
  if (written || written.error().code != ExitCode::kIncomplete) return written;
  lines.counts().is_reader_gone = true;
  return {};
}

}  // namespace

Result<LineCounts> PseudonymizeLines(int in, int out, Pseudonymizers pseudonymizers,
                                     LineForm form) {
  LineWriter lines(pseudonymizers, form);
  std::vector<char> chunk(kChunk);
  bool is_at_end = false;
  while (!is_at_end && !lines.counts().is_reader_gone) {
    const auto n = ReadSome(in, chunk, lines.counts());
    if (!n) return std::unexpected(n.error());
    is_at_end = *n == 0;
    const auto added = lines.Add({chunk.data(), *n});
    if (is_at_end) lines.Finish();
    // Lines before a broken one are as good as they were.
    if (auto flushed = Flush(out, lines); !flushed) return std::unexpected(flushed.error());
    if (!added) return std::unexpected(added.error());
  }
  return lines.counts();
}

}  // namespace fun::keys
