#include "core/stream/source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>
#include <utility>

#include "core/base/process.h"
#include "core/stream/decoder.h"

namespace fun::stream {
namespace {

constexpr std::size_t kPackedSize = 128 * 1024;
constexpr std::size_t kMagicSize = 4;

}  // namespace

struct Source::State {
  std::string name;
  UniqueFd fd;
  std::optional<FixedFile> fixed;  // in place of fd
  std::uint64_t size = 0;
  std::uint64_t read = 0;
  bool is_known = false;  // what it is packed in
  bool is_at_end = false;
  std::unique_ptr<Decoder> decoder;  // nullptr: plain
  std::string buffer;                // packed bytes, or the first plain ones
  std::string_view waiting;          // of buffer: not yet handed on

  Result<std::size_t> ReadRaw(char* out, std::size_t space);
  Result<void> Recognize();
  Result<std::size_t> ReadUnpacked(char* out, std::size_t space);
  bool Wait(int milliseconds) const;
};

Result<std::size_t> Source::State::ReadRaw(char* out, std::size_t space) {
  if (fixed) {
    const auto n = fixed->Read(out, space);
    if (n) read += *n;
    is_at_end = n && *n == 0;
    return n;
  }
  for (;;) {
    if (!Wait(-1)) return Failure(ExitCode::kIncomplete, "stopped by a signal");
    const ssize_t n = ::read(fd.get(), out, space);
    if (n >= 0) {
      read += static_cast<std::uint64_t>(n);
      is_at_end = n == 0;
      return static_cast<std::size_t>(n);
    }
    if (errno == EINTR || errno == EAGAIN) continue;
    auto failure = FailureFromErrno("read", name);
    failure.error().code = ExitCode::kInput;
    return failure;
  }
}

bool Source::State::Wait(int milliseconds) const {
  if (IsStopRequested()) return false;
  if (size != 0 || fixed) return true;  // a regular file never waits
  return WaitForInput(fd.get(), milliseconds);
}

Result<void> Source::State::Recognize() {
  buffer.resize(kPackedSize);
  std::size_t filled = 0;
  while (filled < kMagicSize && !is_at_end) {
    const auto n = ReadRaw(buffer.data() + filled, kPackedSize - filled);
    if (!n) return std::unexpected(n.error());
    filled += *n;
    // One byte that begins no packed input need not wait for three more.
    const auto first = static_cast<unsigned char>(buffer[0]);
    if (filled > 0 && first != 0x1f && first != 0x28) break;
  }
  waiting = std::string_view(buffer).substr(0, filled);
  decoder = MakeDecoder(waiting);
  is_known = true;
  return {};
}

Result<std::size_t> Source::State::ReadUnpacked(char* out, std::size_t space) {
  for (;;) {
    if (waiting.empty() && !is_at_end) {
      const auto n = ReadRaw(buffer.data(), kPackedSize);
      if (!n) return n;
      waiting = std::string_view(buffer).substr(0, *n);
    }
    const std::size_t before = waiting.size();
    const auto n = decoder->Decode(waiting, out, space);
    if (!n) return Failure(n.error().code, n.error().message + " in " + name);
    if (*n != 0) return n;
    if (waiting.size() == before && is_at_end) {
      if (waiting.empty() && decoder->IsAtEnd()) return 0;
      return Failure(ExitCode::kInput, "packed data ends too early in " + name,
                     "fetch the file again; what came before is whole");
    }
  }
}

Source::Source(std::unique_ptr<State> state) : state_(std::move(state)) {}
Source::Source(Source&&) noexcept = default;
Source& Source::operator=(Source&&) noexcept = default;
Source::~Source() = default;

Result<Source> Source::Open(const std::string& path) {
  auto state = std::make_unique<State>();
  const bool is_standard_input = path == "-";
  state->name = is_standard_input ? "standard input" : path;
  state->fd = UniqueFd(is_standard_input ? ::dup(STDIN_FILENO)
                                         : ::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat status = {};
  if (!state->fd.is_open() && IsStopRequested()) {  // while it waited for a pipe's writer
    return Failure(ExitCode::kIncomplete, "stopped by a signal");
  }
  if (!state->fd.is_open() || ::fstat(state->fd.get(), &status) != 0) {
    // A word that names no file may be a learner's name: it is not repeated.
    auto failure = FailureFromErrno("open", errno == ENOENT ? "an input" : state->name);
    failure.error().code = ExitCode::kInput;
    return failure;
  }
  if (S_ISDIR(status.st_mode)) {
    return Failure(ExitCode::kInput, path + " is a directory", "name the files in it");
  }
  if (S_ISREG(status.st_mode)) state->size = static_cast<std::uint64_t>(status.st_size);
  return Source(std::move(state));
}

Source Source::Of(FixedFile file) {
  auto state = std::make_unique<State>();
  state->name = file.name();
  state->size = file.size();
  state->fixed.emplace(std::move(file));
  return Source(std::move(state));
}

Result<std::size_t> Source::Read(char* out, std::size_t size) {
  State& state = *state_;
  if (!state.is_known) {
    if (auto known = state.Recognize(); !known) return std::unexpected(known.error());
  }
  if (state.decoder != nullptr) return state.ReadUnpacked(out, size);
  if (state.waiting.empty()) return state.is_at_end ? 0 : state.ReadRaw(out, size);
  const std::size_t n = std::min(size, state.waiting.size());
  std::memcpy(out, state.waiting.data(), n);
  state.waiting.remove_prefix(n);
  return n;
}

bool Source::WaitForMore(int milliseconds) const {
  return !state_->waiting.empty() || state_->is_at_end || state_->Wait(milliseconds);
}

const std::string& Source::name() const { return state_->name; }
std::uint64_t Source::packed_bytes_read() const { return state_->read; }
std::uint64_t Source::packed_size() const { return state_->size; }

}  // namespace fun::stream
