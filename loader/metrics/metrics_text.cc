#include "loader/metrics/metrics_text.h"

#include <cstdint>
#include <string_view>

namespace fun::loader {
namespace {

void AppendHead(std::string_view name, std::string_view type, std::string_view help,
                std::string& text) {
  text.append("# HELP ").append(name).append(" ").append(help).append("\n");
  text.append("# TYPE ").append(name).append(" ").append(type).append("\n");
}

void AppendSample(std::string_view name, std::uint64_t value, std::string& text) {
  text.append(name).append(" ").append(std::to_string(value)).append("\n");
}

struct Row {
  std::string_view name;
  std::string_view help;
  std::uint64_t value;
};

}  // namespace

std::string MetricsText(const LoadCounts& counts, const Traffic& traffic) {
  // clang-format off
  const Row counters[] = {
      {"funload_lines_read_total", "Lines read.", counts.read},
      {"funload_lines_blank_total", "Lines of white space.", counts.blank},
      {"funload_lines_rejected_total", "Lines that cannot be read.", counts.rejected},
      {"funload_events_quarantined_total", "Events that the gate held back.", counts.quarantined},
      {"funload_events_dead_lettered_total", "Events without a time, or refused by the server.", counts.dead_lettered},
      {"funload_events_indexed_total", "Events that the server took.", counts.indexed},
      {"funload_events_already_there_total", "Events that the server had already.", counts.already_there},
      {"funload_events_retried_total", "Events that had to be sent again, each time.", traffic.retried},
      {"funload_sent_bytes_total", "Bytes of request bodies, as sent.", traffic.bytes},
  };
  const Row gauges[] = {
      {"funload_events_in_flight", "Events given to the sender, not yet answered.", traffic.waiting},
      {"funload_last_success_timestamp_seconds", "When the server last answered for an event; 0: not yet.",
       static_cast<std::uint64_t>(traffic.succeeded.load())},
  };
  // clang-format on
  std::string text;
  for (const Row& row : counters) {
    AppendHead(row.name, "counter", row.help, text);
    AppendSample(row.name, row.value, text);
  }
  for (const Row& row : gauges) {
    AppendHead(row.name, "gauge", row.help, text);
    AppendSample(row.name, row.value, text);
  }
  const Pressure trouble = traffic.trouble;
  AppendHead("funload_paused", "gauge", "1 while the server takes nothing, by reason.", text);
  AppendSample(R"(funload_paused{reason="flood_stage"})", trouble == Pressure::kFloodStage, text);
  AppendSample(R"(funload_paused{reason="unavailable"})", trouble == Pressure::kUnavailable, text);
  return text;
}

}  // namespace fun::loader
