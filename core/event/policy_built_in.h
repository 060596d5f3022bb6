// The policies that come with the tools.
#pragma once

#include <span>
#include <string_view>

#include "core/event/policy.h"

namespace fun::event {

struct BuiltInPolicy {
  std::string_view name;
  bool scans_text;
  std::span<const FieldRule> rules;
  std::span<const Allowance> allowances;
};

std::span<const BuiltInPolicy> BuiltInPolicies();

}  // namespace fun::event
