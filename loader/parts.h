// What a load is made of, before it begins.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "core/base/error.h"
#include "core/stream/fixed_file.h"
#include "loader/body_folder.h"
#include "loader/checkpoint/checkpoint.h"
#include "loader/gate.h"
#include "loader/intake.h"
#include "loader/metrics/metrics_file.h"
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
  std::unique_ptr<MetricsFile> metrics;                 // none: nobody asks
  std::optional<std::vector<stream::FixedFile>> files;  // of a trusted release: in place of INPUT
};

// Reads what the flags name and opens what they ask for; talks to no server.  Errors as those of
// its parts: an error of usage comes before any file is made.
Result<LoadParts> MakeParts(const Options& options);

// Takes the connection, and the folder of bodies.
Outbox MakeOutbox(const Options& options, LoadParts& parts);

// Of the files of a trusted release, which it takes, or of INPUT.
stream::ChunkReader MakeReader(const Options& options, LoadParts& parts);

}  // namespace fun::loader
