// How large a file will be once it is unpacked, without unpacking it.
//
// An estimate to compare with the free space before hours of work; nothing else
// may lean on it.
#pragma once

#include <cstdint>
#include <string>

namespace fun::stream {

// Bytes.  Plain: its size.  gzip: what its last member states, raised by 4 GiB as often as it takes
// to exceed the packed size.  zstd: what its first frame states.  Where these say nothing useful,
// eight times the size.  0 when `path` is no regular file that can be read.
std::uint64_t EstimateUnpackedSize(const std::string& path);

}  // namespace fun::stream
