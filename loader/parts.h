// What a load is made of, before it begins.
#pragma once

#include <memory>
#include <optional>

#include "core/base/error.h"
#include "loader/body_folder.h"
#include "loader/checkpoint/checkpoint.h"
#include "loader/gate.h"
#include "loader/intake.h"
#include "loader/options.h"
#include "loader/server/connection.h"
#include "loader/transform/transform.h"

namespace fun::loader {

struct LoadParts {
  std::optional<Connection> connection;
  Options::Range range;
  std::unique_ptr<Gate> gate;
  std::unique_ptr<Transform> transform;
  std::optional<Aside> aside;
  std::optional<BodyFolder> bodies;
  std::unique_ptr<Checkpoint> checkpoint;
};

// Reads what the flags name and opens what they ask for; talks to no server.  Errors as those of
// its parts: an error of usage comes before any file is made.
Result<LoadParts> MakeParts(const Options& options);

}  // namespace fun::loader
