# The built-in policies are ordinary policy files, compiled in byte for byte.
set(FUN_POLICY_ROWS "")
foreach(name standard seed strict)
  set(file ${PROJECT_SOURCE_DIR}/policies/${name}.toml)
  set_property(DIRECTORY ${PROJECT_SOURCE_DIR} APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  file(READ ${file} bytes)
  string(APPEND FUN_POLICY_ROWS "    {\"${name}\", R\"toml(${bytes})toml\"},\n")
endforeach()
file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/generated/core/event/policy_built_in.cc
     CONTENT [[#include "core/event/policy_text.h"

namespace fun::event {
namespace {

constexpr BuiltInPolicy kPolicies[] = {
@FUN_POLICY_ROWS@};

}  // namespace

std::span<const BuiltInPolicy> BuiltInPolicies() { return kPolicies; }

}  // namespace fun::event
]] @ONLY)
