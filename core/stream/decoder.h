// Unpacks a stream of bytes step by step.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "core/base/error.h"

namespace fun::stream {

class Decoder {
 public:
  virtual ~Decoder() = default;

  // Unpacks from `in` to out[0, size); takes what it used off the front of
  // `in`.  Returns how many bytes it wrote.  Error message: what is damaged.
  virtual Result<std::size_t> Decode(std::string_view& in, char* out, std::size_t size) = 0;

  // True when the bytes so far end where a packed input may end.
  virtual bool IsAtEnd() const = 0;
};

// The decoder for an input that begins with `head` (4 bytes are enough); nullptr for plain.
std::unique_ptr<Decoder> MakeDecoder(std::string_view head);

}  // namespace fun::stream
