#include "core/detect/text_mark.h"

#include <openssl/rand.h>

#include <cstdlib>

namespace fun::detect::mark {
namespace {

Keys DrawKeys() {
  Keys keys;
  // Without chance there are no marks, and nothing that is known may be told from what is not.
  if (RAND_bytes(reinterpret_cast<unsigned char*>(&keys), sizeof keys) != 1) std::abort();
  return keys;
}

}  // namespace

const Keys& KeysOfProcess() {
  static const Keys keys = DrawKeys();
  return keys;
}

}  // namespace fun::detect::mark
