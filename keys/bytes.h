// Characters as OpenSSL takes bytes.
#pragma once

namespace fun::keys {

inline unsigned char* Bytes(char* p) { return reinterpret_cast<unsigned char*>(p); }
inline const unsigned char* Bytes(const char* p) {
  return reinterpret_cast<const unsigned char*>(p);
}

}  // namespace fun::keys
