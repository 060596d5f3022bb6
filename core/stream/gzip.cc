#include "core/stream/gzip.h"

#include <libdeflate.h>

#include <new>

namespace fun::stream {

GzipBlock::GzipBlock(int level) : compressor_(libdeflate_alloc_compressor(level)) {
  if (compressor_ == nullptr) throw std::bad_alloc();
}

GzipBlock::~GzipBlock() { libdeflate_free_compressor(compressor_); }

void GzipBlock::Pack(std::string_view bytes, std::string& packed) {
  packed.resize(libdeflate_gzip_compress_bound(compressor_, bytes.size()));
  packed.resize(libdeflate_gzip_compress(compressor_, bytes.data(), bytes.size(), packed.data(),
                                         packed.size()));
}

}  // namespace fun::stream
