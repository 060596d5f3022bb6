// A load in figures, as Prometheus reads them.
#pragma once

#include <string>

#include "loader/bulk/traffic.h"
#include "loader/summary.h"

namespace fun::loader {

// The text format 0.0.4, which node_exporter's textfile collector takes.  Counters are of this run;
// docs/live.md lists all.
std::string MetricsText(const LoadCounts& counts, const Traffic& traffic);

}  // namespace fun::loader
