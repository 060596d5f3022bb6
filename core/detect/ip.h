// IP addresses as text: told apart, cut to their network.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fun::detect {

// What stands in a field of addresses in place of what is none.
inline constexpr std::string_view kIpMark = "<<IP>>";

// True when `text` is exactly one address, IPv4 or IPv6, without zone or port.
bool IsIp(std::string_view text);

// The address cut to its network, /24 for IPv4, /48 for IPv6 (an IPv4 mapped
// into IPv6 to its /24): "82.1.2.3" → "82.1.2.0".  Nothing when not IsIp.
std::optional<std::string> TruncateIp(std::string_view text);

// True when `text` is an address without anything behind its network.
bool IsTruncatedIp(std::string_view text);

}  // namespace fun::detect
