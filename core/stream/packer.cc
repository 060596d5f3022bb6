#include "core/stream/packer.h"

#include <algorithm>

namespace fun::stream {
namespace {

constexpr int kLevel = 6;  // docs/adr/0009: the figures
constexpr std::size_t kBlocksPerJob = 3;

}  // namespace

struct Packer::Block {
  std::string bytes;
  std::string packed;
  bool is_packed = false;
};

Packer::Packer(unsigned jobs) {
  for (std::size_t i = 0; i < (jobs > 1 ? kBlocksPerJob * jobs : 1); ++i) {
    blocks_.push_back(std::make_unique<Block>());
    blocks_.back()->bytes.reserve(kPackBlock);
  }
  if (jobs <= 1) {
    own_ = std::make_unique<GzipBlock>(kLevel);
    return;
  }
  for (unsigned i = 0; i < jobs; ++i) threads_.emplace_back([this] { Work(); });
}

Packer::~Packer() {
  {
    const std::lock_guard lock(mutex_);
    is_over_ = true;
  }
  work_.notify_all();
}

void Packer::Work() {
  GzipBlock compressor(kLevel);
  std::unique_lock lock(mutex_);
  for (;;) {
    work_.wait(lock, [this] { return taken_ < filled_ || is_over_; });
    if (is_over_) return;
    Block& block = At(taken_++);
    lock.unlock();
    compressor.Pack(block.bytes, block.packed);
    lock.lock();
    block.is_packed = true;
    done_.notify_all();
  }
}

// The block in hand is full: it is packed, or a thread will.
void Packer::Submit() {
  if (own_) {
    Block& block = At(filled_++);
    own_->Pack(block.bytes, block.packed);
    block.is_packed = true;
    return;
  }
  {
    const std::lock_guard lock(mutex_);
    ++filled_;
  }
  work_.notify_one();
}

Result<void> Packer::WriteOldest(const Write& write) {
  Block& block = At(written_);
  {
    std::unique_lock lock(mutex_);
    done_.wait(lock, [&block] { return block.is_packed; });
    block.is_packed = false;
  }
  ++written_;
  block.bytes.clear();
  return write(block.packed);
}

Result<void> Packer::Add(std::string_view bytes, const Write& write) {
  while (!bytes.empty()) {
    std::string& into = At(filled_).bytes;
    const std::string_view part = bytes.substr(0, kPackBlock - into.size());
    into += part;
    bytes.remove_prefix(part.size());
    is_empty_ = false;
    if (into.size() < kPackBlock) return {};
    Submit();
    if (filled_ - written_ < blocks_.size()) continue;
    if (auto written = WriteOldest(write); !written) return written;
  }
  return {};
}

Result<void> Packer::Finish(const Write& write) {
  if (is_empty_ || !At(filled_).bytes.empty()) Submit();
  is_empty_ = true;
  while (written_ < filled_) {
    if (auto written = WriteOldest(write); !written) return written;
  }
  return {};
}

}  // namespace fun::stream
