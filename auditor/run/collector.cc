#include "auditor/run/collector.h"

#include <algorithm>
#include <utility>

#include "core/json/structure.h"

namespace fun::auditor {

std::string PrintableName(std::string name) {
  const bool is_utf8 = json::IsUtf8(name);
  const auto is_odd = [is_utf8](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F || (byte >= 0x80 && !is_utf8);
  };
  std::ranges::replace_if(name, is_odd, '?');
  return name;
}

Collector::Collector(Audit& audit, const stream::ChunkReader& reader, bool hashes,
                     stream::Progress progress, Differential* differential)
    : audit_(audit),
      reader_(reader),
      hashes_(hashes),
      progress_(std::move(progress)),
      differential_(differential) {}

Result<void> Collector::Take(const stream::Chunk& chunk, ChunkAudit& part) {
  BeginUpTo(chunk.input + std::size_t{1});
  Result<void> compared;
  if (differential_ != nullptr) compared = differential_->Take(chunk, part);
  audit_.Add(chunk, part);
  inputs_.back().lines += part.counts.read;
  inputs_.back().bytes += chunk.bytes.size();
  if (hash_) hash_->Add(chunk.bytes);
  bytes_ += chunk.bytes.size();
  progress_.Update(bytes_, audit_.counts().read);
  return compared;
}

void Collector::BeginUpTo(std::size_t count) {
  while (inputs_.size() < count) {
    End();
    const std::string& name = reader_.NameOf(static_cast<std::uint32_t>(inputs_.size()));
    inputs_.emplace_back().name = PrintableName(name);
    if (hashes_) hash_.emplace();
  }
}

std::vector<InputRecord> Collector::Finish() {
  End();
  return std::move(inputs_);
}

std::span<LineSample> Collector::StartSamples(std::size_t jobs) {
  samples_.resize(jobs);
  return samples_;
}

LineSample Collector::TakeSample() {
  LineSample whole;
  for (LineSample& sample : samples_) whole.Merge(std::move(sample));
  return whole;
}

void Collector::End() {
  if (hash_) inputs_.back().sha256 = EncodeHex(AsBytes(hash_->Finish()));
  hash_.reset();
}

}  // namespace fun::auditor
