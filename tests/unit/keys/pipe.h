// A passphrase, and an open descriptor that gives some bytes and ends: how one comes.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <string_view>

#include "core/base/fd.h"

namespace fun::keys {

inline constexpr std::string_view kWords = "plum orbit lantern quiver";

inline UniqueFd PipeOf(std::string_view bytes) {
  int ends[2] = {-1, -1};
  EXPECT_EQ(::pipe(ends), 0);
  EXPECT_EQ(::write(ends[1], bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
  ::close(ends[1]);
  return UniqueFd(ends[0]);
}

}  // namespace fun::keys
