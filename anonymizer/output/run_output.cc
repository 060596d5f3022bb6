#include "anonymizer/output/run_output.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>

#include "anonymizer/output/free_space.h"
#include "anonymizer/output/names.h"
#include "core/base/process.h"
#include "core/record/bag.h"
#include "core/stream/ordered.h"
#include "core/stream/source.h"

namespace fun::anonymizer {
namespace {

constexpr std::size_t kReadSize = 1 << 20;

// An input by path, size and time of change: whoever writes to it changes one of them.
std::string InputDigest(const std::string& path) {
  struct stat status = {};
  ::stat(path.c_str(), &status);
  const std::string text = path + '\0' + std::to_string(status.st_size) + '\0' +
                           std::to_string(status.st_mtim.tv_sec) + '\0' +
                           std::to_string(status.st_mtim.tv_nsec);
  return EncodeHex(AsBytes(Sha256::Of(text)));
}

void BindInputs(const stream::InputList& inputs, Bindings& bindings) {
  bindings.emplace_back("number of inputs", std::to_string(inputs.files.size()));
  for (std::size_t i = 0; i < inputs.files.size(); ++i) {
    bindings.emplace_back("input (number " + std::to_string(i + 1) + ", by path, size or time)",
                          InputDigest(inputs.files[i].path));
  }
}

// Feeds the file at `path` to `hash`; returns its size.
Result<std::uint64_t> HashFile(const std::string& path, Sha256& hash) {
  const UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  if (!fd.is_open()) return FailureFromErrno("open", path);
  std::string buffer(kReadSize, '\0');
  std::uint64_t size = 0;
  for (;;) {
    const ssize_t n = ::read(fd.get(), buffer.data(), buffer.size());
    if (n < 0) return FailureFromErrno("read", path);
    if (n == 0) return size;
    const std::string_view bytes(buffer.data(), static_cast<std::size_t>(n));
    hash.Add(bytes);
    size += bytes.size();
  }
}

bool Holds(const std::string& path, const FileRecord& record) {
  Sha256 hash;
  const auto size = HashFile(path, hash);
  return size && *size == record.counts.bytes && EncodeHex(AsBytes(hash.Finish())) == record.sha256;
}

}  // namespace

Result<RunOutput> RunOutput::Open(const Options& options, const stream::InputList& inputs) {
  RunOutput output;
  output.records_.resize(inputs.files.size());
  if (!options.summary.empty()) output.all_.emplace();
  if (MeansFolder(options.output, inputs)) {
    auto opened = output.OpenFolder(options, inputs);
    return opened ? Result<RunOutput>(std::move(output)) : std::unexpected(opened.error());
  }
  if (IsPacked(options.compress, options.output, false)) {
    output.packer_ = std::make_unique<stream::Packer>(stream::JobsFor(options.jobs));
  }
  auto file = stream::Output::Open(options.output, stream::kPublicMode, false);
  if (!file) return std::unexpected(file.error());
  output.file_.emplace(std::move(*file));
  return output;
}

Result<void> RunOutput::OpenFolder(const Options& options, const stream::InputList& inputs) {
  const bool is_packed = IsPacked(options.compress, options.output, true);
  if (is_packed) packer_ = std::make_unique<stream::Packer>(stream::JobsFor(options.jobs));
  auto names = OutputNames(inputs, is_packed);
  if (!names) return std::unexpected(names.error());
  for (const std::string& name : *names)
    names_.push_back(std::string(record::kPayloadFolder) + name);
  auto partial = PartialFolder::Open(options.output, options.resume);
  if (!partial) return std::unexpected(partial.error());
  partial_.emplace(std::move(*partial));
  is_resumed_ = options.resume;
  // To resume takes room for what is missing only; nobody knows that yet.
  return is_resumed_ ? Result<void>()
                     : CheckFreeSpace(partial_->path(), stream::PathsOf(inputs), is_packed);
}

Result<void> RunOutput::Bind(const Options& options, const stream::InputList& inputs,
                             Bindings bindings) {
  bindings_ = bindings;
  if (!is_folder()) return {};
  BindInputs(inputs, bindings);
  if (is_resumed_) {
    if (auto resumed = Resume(bindings); !resumed) return resumed;
  }
  for (FileRecord& record : records_) {
    // Rejected lines are kept nowhere but in --rejects: to have them again, read them again.
    const bool lacks_lines = !options.rejects.empty() && record.counts.lines.rejected != 0;
    if (lacks_lines) record = {};
  }
  if (is_resumed_) {
    std::vector<std::string> to_read;
    for (const std::uint32_t number : ToRead()) to_read.push_back(inputs.files[number].path);
    if (auto room = CheckFreeSpace(partial_->path(), to_read, packer_ != nullptr); !room)
      return room;
  }
  auto journal = Journal::Create(partial_->journal(), bindings, records_);
  if (!journal) return std::unexpected(journal.error());
  journal_.emplace(std::move(*journal));
  return {};
}

Result<void> RunOutput::Resume(const Bindings& bindings) {
  auto records = Journal::Read(partial_->journal(), bindings, names_.size());
  if (!records) return std::unexpected(records.error());
  records_ = std::move(*records);
  std::vector<std::string> keep;
  for (std::size_t i = 0; i < names_.size(); ++i) {
    if (!records_[i].is_whole) continue;
    if (Holds(partial_->path() + "/" + names_[i], records_[i])) {
      keep.push_back(names_[i]);
    } else {
      Say(kTool, names_[i] + " is not as it was written; it is made anew");
      records_[i] = {};
    }
  }
  Say(kTool, "resumes: " + std::to_string(keep.size()) + " of " + std::to_string(names_.size()) +
                 " files are whole");
  return partial_->Sweep(keep);
}

std::vector<std::uint32_t> RunOutput::ToRead() const {
  std::vector<std::uint32_t> numbers;
  for (std::size_t i = 0; i < records_.size(); ++i) {
    if (!records_[i].is_whole) numbers.push_back(static_cast<std::uint32_t>(i));
  }
  return numbers;
}

// A file that is whole already counts in the digest of all.
Result<void> RunOutput::Reread(const std::string& path) {
  auto source = stream::Source::Open(path);
  if (!source) return std::unexpected(source.error());
  std::string buffer(kReadSize, '\0');
  for (;;) {
    const auto size = source->Read(buffer.data(), buffer.size());
    if (!size) return std::unexpected(size.error());
    if (*size == 0) return {};
    all_->Add(std::string_view(buffer.data(), *size));
  }
}

Result<void> RunOutput::Begin(std::size_t number) {
  if (!is_folder()) return {};
  file_.reset();
  const auto place = partial_->PlaceFor(names_[number]);
  if (!place) return std::unexpected(place.error());
  if (records_[number].is_whole) {
    bytes_ += records_[number].counts.unpacked_bytes;
    return all_ ? Reread(*place) : Result<void>();
  }
  auto file = stream::Output::Open(*place, stream::kPublicMode, true);
  if (!file) return std::unexpected(file.error());
  file_.emplace(std::move(*file));
  raw_.emplace();
  bytes_before_ = bytes_;
  return {};
}

Result<void> RunOutput::Write(std::string_view bytes, std::string_view raw) {
  if (raw_) raw_->Add(raw);
  if (all_) all_->Add(bytes);
  bytes_ += bytes.size();
  if (!packer_) return file_->Write(bytes);
  return packer_->Add(bytes, [this](std::string_view packed) { return file_->Write(packed); });
}

Result<void> RunOutput::FinishPacking() {
  if (!packer_) return {};
  return packer_->Finish([this](std::string_view packed) { return file_->Write(packed); });
}

Result<void> RunOutput::End(std::size_t number) {
  FileRecord& record = records_[number];
  if (!is_folder() || record.is_whole) return {};
  if (auto packed = FinishPacking(); !packed) return packed;
  if (auto committed = file_->Commit(); !committed) return committed;
  record.counts.bytes = file_->bytes();
  record.counts.unpacked_bytes = bytes_ - bytes_before_;
  record.sha256 = file_->FinishSha256();
  record.input_sha256 = EncodeHex(AsBytes(raw_->Finish()));
  raw_.reset();
  record.is_whole = true;
  return journal_->Append(number, record);
}

Result<void> RunOutput::WriteBeside(const std::string& name, std::string_view text) {
  const auto place = partial_->PlaceFor(name);
  return place ? WriteFileAtomically(*place, text, stream::kPublicMode)
               : std::unexpected(place.error());
}

std::string_view RunOutput::BindingOf(std::string_view word) const {
  const auto found = std::ranges::find(bindings_, word, &Bindings::value_type::first);
  return found == bindings_.end() ? std::string_view() : found->second;
}

Result<void> RunOutput::Commit() {
  if (is_folder()) return partial_->Commit();
  if (auto packed = FinishPacking(); !packed) return packed;
  return file_->Commit();
}

void RunOutput::Abandon(ExitCode code) {
  if (!is_folder()) return;
  file_.reset();
  const bool can_go_on = code == ExitCode::kIncomplete || code == ExitCode::kEnvironment;
  // The work of an earlier run is not this one's to throw away.
  if (!can_go_on && !is_resumed_) return partial_->Discard();
  Say(kTool, partial_->path() + " is left; --resume goes on with it");
}

std::string RunOutput::FinishSha256() { return EncodeHex(AsBytes(all_->Finish())); }

}  // namespace fun::anonymizer
