#include "core/stream/decoder.h"

#include <isa-l/igzip_lib.h>
#include <zstd.h>

#include <algorithm>
#include <cstdint>

namespace fun::stream {
namespace {

constexpr std::string_view kGzipMagic = "\x1f\x8b";
constexpr std::string_view kZstdMagic = "\x28\xb5\x2f\xfd";
constexpr unsigned kMaxZstdWindowLog = 27;  // 128 MiB, the default of zstd(1)

class GzipDecoder : public Decoder {
 public:
  GzipDecoder() { Begin(); }

  Result<std::size_t> Decode(std::string_view& in, char* out, std::size_t size) override {
    if (between_members_ && !in.empty()) {
      // Tapes pad with zeros; gzip(1) lets them pass as well.
      if (in.front() == '\0') {
        padding_ = true;
        in.remove_prefix(std::min(in.find_first_not_of('\0'), in.size()));
        return 0;
      }
      if (padding_) return Failure(ExitCode::kInput, "bytes behind the end of the gzip data");
      Begin();
    }
    state_->next_in = reinterpret_cast<std::uint8_t*>(const_cast<char*>(in.data()));
    state_->avail_in = static_cast<std::uint32_t>(in.size());
    state_->next_out = reinterpret_cast<std::uint8_t*>(out);
    state_->avail_out = static_cast<std::uint32_t>(size);
    const int status = isal_inflate(state_.get());
    in.remove_prefix(in.size() - state_->avail_in);
    if (status != ISAL_DECOMP_OK && status != ISAL_END_INPUT) {
      return Failure(ExitCode::kInput, "damaged gzip data");
    }
    between_members_ = state_->block_state == ISAL_BLOCK_FINISH;
    return size - state_->avail_out;
  }

  bool IsAtEnd() const override { return between_members_; }

 private:
  // A member, with its header and checksum.
  void Begin() {
    isal_inflate_init(state_.get());
    state_->crc_flag = ISAL_GZIP;
    between_members_ = false;
  }

  std::unique_ptr<inflate_state> state_ = std::make_unique<inflate_state>();
  bool between_members_ = false;
  bool padding_ = false;
};

class ZstdDecoder : public Decoder {
 public:
  ZstdDecoder() : context_(ZSTD_createDCtx()) {
    ZSTD_DCtx_setParameter(context_, ZSTD_d_windowLogMax, kMaxZstdWindowLog);
  }
  ~ZstdDecoder() override { ZSTD_freeDCtx(context_); }
  ZstdDecoder(const ZstdDecoder&) = delete;
  ZstdDecoder& operator=(const ZstdDecoder&) = delete;

  Result<std::size_t> Decode(std::string_view& in, char* out, std::size_t size) override {
    ZSTD_inBuffer from = {in.data(), in.size(), 0};
    ZSTD_outBuffer to = {out, size, 0};
    const std::size_t status = ZSTD_decompressStream(context_, &to, &from);
    in.remove_prefix(from.pos);
    if (ZSTD_isError(status) != 0) return Failure(ExitCode::kInput, "damaged zstd data");
    if (from.pos != 0 || to.pos != 0) at_end_ = status == 0;
    return to.pos;
  }

  bool IsAtEnd() const override { return at_end_; }

 private:
  ZSTD_DCtx* context_;
  bool at_end_ = false;
};

}  // namespace

std::unique_ptr<Decoder> MakeDecoder(std::string_view head) {
  if (head.starts_with(kGzipMagic)) return std::make_unique<GzipDecoder>();
  if (head.starts_with(kZstdMagic)) return std::make_unique<ZstdDecoder>();
  return nullptr;
}

}  // namespace fun::stream
