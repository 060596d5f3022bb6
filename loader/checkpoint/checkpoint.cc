#include "loader/checkpoint/checkpoint.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

#include "core/base/file.h"
#include "core/stream/output.h"
#include "core/stream/progress.h"

namespace fun::loader {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLongestPoints = std::size_t{64} << 20;
constexpr std::string_view kStartAgain =
    "start again with a new folder for --state: records have ids, only what is missing is added";

std::string PointsIn(const std::string& folder) { return folder + "/points"; }

Result<UniqueFd> Lock(const std::string& folder) {
  const std::string name = folder + "/lock";
  UniqueFd lock(
      ::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, stream::kPrivateMode));
  if (!lock.is_open()) return FailureFromErrno("create", name);
  if (::flock(lock.get(), LOCK_EX | LOCK_NB) == 0) return lock;
  return Failure(ExitCode::kEnvironment, folder + " is in use by another run",
                 "wait for it to end, or name another folder");
}

// What a run leaves that was killed before its first point.
bool IsOfNoOther(const std::string& folder) {
  std::error_code error;
  const fs::directory_iterator entries(folder, error);
  return !error && std::ranges::all_of(entries, [](const fs::directory_entry& entry) {
    const std::string name = entry.path().filename().string();
    return name == "lock" || name == "aside" || name.starts_with("points.partial-");
  });
}

// The points in `folder`; of a new one there are none.
Result<LoadPoints> TakePoints(const std::string& folder, LoadBindings bindings) {
  std::error_code error;
  if (!fs::exists(PointsIn(folder), error)) {
    if (IsOfNoOther(folder)) return LoadPoints{std::move(bindings), {}, {}, 0};
    return Failure(ExitCode::kUsage, folder + " holds other things, and no state",
                   "name a folder that does not exist yet");
  }
  const auto text = ReadSmallFile(PointsIn(folder), kLongestPoints);
  if (!text) return std::unexpected(text.error());
  auto points = ReadPoints(*text);
  if (!points || points->bindings.size() != bindings.size()) {
    return Failure(ExitCode::kUsage, folder + " is no state that this version can go on with",
                   std::string(kStartAgain));
  }
  const auto other = std::ranges::mismatch(points->bindings, bindings);
  if (other.in1 == points->bindings.end()) return std::move(*points);
  return Failure(ExitCode::kUsage,
                 folder + " is the state of another load: not the same " + other.in2->first,
                 "use the flags of that load, or a new folder");
}

std::uint64_t LinesOf(const LoadPoints& points) {
  std::uint64_t lines = 0;
  for (const InputPoint& point : points.inputs) lines += point.lines;
  return lines;
}

std::unexpected<Error> NotTheSame(std::string_view name, const InputPoint& point) {
  return Failure(ExitCode::kInput,
                 std::string(name) + " is not what was loaded: its first " +
                     stream::WithThousands(point.bytes) + " bytes are not the same",
                 std::string(kStartAgain));
}

}  // namespace

Result<std::unique_ptr<Checkpoint>> Checkpoint::Open(const std::string& folder,
                                                     LoadBindings bindings) {
  if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) {
    return FailureFromErrno("create", folder);
  }
  auto lock = Lock(folder);
  if (!lock) return std::unexpected(lock.error());
  auto points = TakePoints(folder, std::move(bindings));
  if (!points) return std::unexpected(points.error());
  auto aside = AsideLog::Open(folder + "/aside", points->aside_bytes);
  if (!aside) return std::unexpected(aside.error());
  return std::unique_ptr<Checkpoint>(
      new Checkpoint(folder, std::move(*lock), std::move(*points), std::move(*aside)));
}

Checkpoint::Checkpoint(std::string folder, UniqueFd lock, LoadPoints settled, AsideLog aside)
    : folder_(std::move(folder)),
      lock_(std::move(lock)),
      settled_(std::move(settled)),
      settled_lines_(LinesOf(settled_)),
      aside_(std::move(aside)),
      points_(settled_) {}

bool Checkpoint::IsSettled(LinePlace place) const {
  return place.input < settled_.inputs.size() && place.line <= settled_.inputs[place.input].lines;
}

Result<void> Checkpoint::Check(const stream::Chunk& chunk, std::string_view name) {
  if (chunk.is_first) {
    hash_ = Sha256();
    bytes_ = 0;
    if (!IsReached(chunk.input)) return CheckEnd();
  }
  if (chunk.input >= settled_.inputs.size()) return {};
  const InputPoint& point = settled_.inputs[chunk.input];
  if (bytes_ >= point.bytes || bytes_ + chunk.bytes.size() < point.bytes) return {};
  const std::size_t size = point.bytes - bytes_;
  Sha256 hash = hash_.Copy();
  hash.Add(std::string_view(chunk.bytes).substr(0, size));
  const std::size_t more = chunk.bytes.find_first_not_of(" \t\r", size);
  const bool has_grown = point.is_open && more < chunk.bytes.size() && chunk.bytes[more] != '\n';
  if (has_grown || EncodeHex(AsBytes(hash.Finish())) != point.sha256) {
    return NotTheSame(name, point);
  }
  verified_ = chunk.input + 1;
  return {};
}

Result<void> Checkpoint::CheckNewLine(std::uint32_t input, std::string_view name) const {
  const bool is_known = input < settled_.inputs.size() && settled_.inputs[input].bytes != 0;
  return is_known && input >= verified_ ? NotTheSame(name, settled_.inputs[input]) : Result<void>();
}

// The settled bytes of all inputs before number `inputs` came again.
bool Checkpoint::IsReached(std::size_t inputs) const {
  const std::size_t end = std::min(inputs, settled_.inputs.size());
  for (std::size_t input = verified_; input < end; ++input) {
    if (settled_.inputs[input].bytes != 0) return false;
  }
  return true;
}

Result<void> Checkpoint::CheckEnd() const {
  if (IsReached(settled_.inputs.size())) return {};
  return Failure(ExitCode::kInput,
                 "the inputs are not those of the state: lines that were loaded do not come",
                 "name the same files in the same order, and new ones behind them; or " +
                     std::string(kStartAgain));
}

void Checkpoint::Passed(const stream::Chunk& chunk, std::uint64_t lines, std::size_t open_bytes) {
  const std::string_view bytes =
      std::string_view(chunk.bytes).substr(0, chunk.bytes.size() - open_bytes);
  hash_.Add(bytes);
  bytes_ += bytes.size();
  while (points_.inputs.size() <= chunk.input) {
    points_.inputs.push_back({0, 0, EncodeHex(AsBytes(Sha256::Of(""))), false});
  }
  InputPoint& point = points_.inputs[chunk.input];
  const bool is_whole = bytes.ends_with('\n');
  const bool is_piece = chunk.kind != stream::ChunkKind::kLines && !is_whole;
  if (is_piece || bytes_ <= point.bytes) return;
  point = {bytes_, lines, EncodeHex(AsBytes(hash_.Copy().Finish())), !is_whole};
}

Result<void> Checkpoint::Save(std::map<std::string, IndexPoint> indices) {
  const auto aside_bytes = aside_.Sync();
  if (!aside_bytes) return std::unexpected(aside_bytes.error());
  points_.aside_bytes = *aside_bytes;
  points_.indices = std::move(indices);
  return WriteFileAtomically(PointsIn(folder_), TextOf(points_), stream::kPrivateMode);
}

}  // namespace fun::loader
