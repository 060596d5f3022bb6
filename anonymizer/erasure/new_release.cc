#include "anonymizer/erasure/new_release.h"

#include "anonymizer/output/free_space.h"
#include "anonymizer/output/journal.h"
#include "core/stream/ordered.h"

namespace fun::anonymizer {
namespace {

bool IsPackedName(std::string_view name) { return name.ends_with(".gz"); }

}  // namespace

Result<NewRelease> NewRelease::Open(const Options& options, const keys::Release& old) {
  auto partial = PartialFolder::Open(options.output, false);
  if (!partial) return std::unexpected(partial.error());
  NewRelease made(std::move(*partial), stream::JobsFor(options.jobs));
  std::vector<std::string> paths;
  for (const stream::FixedFile& file : old.payload) {
    made.names_.push_back(file.name());
    paths.push_back(old.path + "/" + file.name());
  }
  // It has no state to be resumed from; the folder wants one to know itself by.
  auto journal = Journal::Create(made.partial_.journal(), {}, {});
  if (!journal) return std::unexpected(journal.error());
  if (auto room = CheckFreeSpace(made.partial_.path(), paths, true); !room) {
    made.Discard();
    return std::unexpected(room.error());
  }
  return made;
}

Result<void> NewRelease::Begin() {
  const auto place = partial_.PlaceFor(names_[files_.size()]);
  if (!place) return std::unexpected(place.error());
  auto file = stream::Output::Open(*place, stream::kPublicMode, true);
  if (!file) return std::unexpected(file.error());
  file_.emplace(std::move(*file));
  return {};
}

Result<void> NewRelease::End() {
  const std::string& name = names_[files_.size()];
  if (IsPackedName(name)) {
    const auto write = [this](std::string_view packed) { return file_->Write(packed); };
    if (auto packed = packer_->Finish(write); !packed) return packed;
  }
  if (auto committed = file_->Commit(); !committed) return committed;
  const std::uint64_t bytes = file_->bytes();
  files_.push_back({name, file_->FinishSha256(), bytes});
  file_.reset();
  return {};
}

Result<void> NewRelease::Write(std::size_t number, std::string_view lines) {
  while (!file_ || files_.size() < number) {
    if (file_) {
      if (auto ended = End(); !ended) return ended;
    }
    if (auto begun = Begin(); !begun) return begun;
  }
  unpacked_bytes_ += lines.size();
  if (!IsPackedName(names_[number])) return file_->Write(lines);
  return packer_->Add(lines, [this](std::string_view packed) { return file_->Write(packed); });
}

Result<void> NewRelease::Finish() {
  if (names_.empty()) return {};
  if (auto there = Write(names_.size() - 1, ""); !there) return there;
  return End();
}

Result<void> NewRelease::WriteBeside(const std::string& name, std::string_view text) {
  const auto place = partial_.PlaceFor(name);
  return place ? WriteFileAtomically(*place, text, stream::kPublicMode)
               : std::unexpected(place.error());
}

void NewRelease::Discard() {
  file_.reset();
  partial_.Discard();
}

}  // namespace fun::anonymizer
