#include "core/detect/ip.h"

#include <arpa/inet.h>

#include <array>
#include <cstdint>
#include <cstring>

namespace fun::detect {
namespace {

struct Address {
  int family = AF_INET;
  std::array<std::uint8_t, 16> bytes = {};
  std::size_t network_bytes = 3;
  std::size_t size = 4;
};

std::optional<Address> ParseIp(std::string_view text) {
  char copy[INET6_ADDRSTRLEN];  // inet_pton wants a NUL at the end
  if (text.size() >= sizeof copy || text.find('\0') != std::string_view::npos) return std::nullopt;
  std::memcpy(copy, text.data(), text.size());
  copy[text.size()] = '\0';
  Address address;
  if (text.find(':') != std::string_view::npos) address.family = AF_INET6;
  if (inet_pton(address.family, copy, address.bytes.data()) != 1) return std::nullopt;
  if (address.family == AF_INET6) {
    in6_addr v6 = {};
    std::memcpy(&v6, address.bytes.data(), sizeof v6);
    // The last four bytes of a mapped address are an IPv4 address.
    address.network_bytes = IN6_IS_ADDR_V4MAPPED(&v6) ? 15 : 6;
    address.size = 16;
  }
  return address;
}

}  // namespace

std::optional<std::string> TruncateIp(std::string_view text) {
  auto address = ParseIp(text);
  if (!address) return std::nullopt;
  std::memset(address->bytes.data() + address->network_bytes, 0,
              address->size - address->network_bytes);
  char out[INET6_ADDRSTRLEN];
  inet_ntop(address->family, address->bytes.data(), out, sizeof out);
  return out;
}

bool IsIp(std::string_view text) { return ParseIp(text).has_value(); }

bool IsTruncatedIp(std::string_view text) {
  const auto address = ParseIp(text);
  if (!address) return false;
  for (std::size_t i = address->network_bytes; i < address->size; ++i) {
    if (address->bytes[i] != 0) return false;
  }
  return true;
}

}  // namespace fun::detect
