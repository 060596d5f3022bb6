#include "loader/parts.h"

#include <string>
#include <utility>

#include "core/base/encoding.h"
#include "core/base/file.h"
#include "core/base/process.h"
#include "core/detect/rules.h"

namespace fun::loader {
namespace {

constexpr std::size_t kLargestDatabase = std::size_t{1} << 30;

Result<Aside> OpenAside(const Options& options) {
  auto rejects = stream::Rejects::Open(kTool, options.rejects);
  if (!rejects) return std::unexpected(rejects.error());
  auto quarantine = KeptLines::Open("--quarantine", options.quarantine);
  if (!quarantine) return std::unexpected(quarantine.error());
  if (auto gone_on = quarantine->GoOn(); !gone_on) return std::unexpected(gone_on.error());
  const bool is_replay = !options.replay.empty();  // its lines are the input
  auto dead_letters =
      KeptLines::Open("--dead-letter", is_replay ? options.replay : options.dead_letter);
  if (!dead_letters) return std::unexpected(dead_letters.error());
  if (auto gone_on = is_replay ? Result<void>() : dead_letters->GoOn(); !gone_on) {
    return std::unexpected(gone_on.error());
  }
  return Aside{std::move(*rejects), std::move(*quarantine), std::move(*dead_letters)};
}

// What decides about the records of a line, or where they go.
Result<LoadBindings> BindingsOf(const Options& options, const Connection& connection,
                                const Gate& gate) {
  const auto geoip = options.geoip.empty() ? Result<std::string>()
                                           : ReadSmallFile(options.geoip, kLargestDatabase);
  if (!geoip) return std::unexpected(geoip.error());
  const auto name_of = [](std::string_view text) {
    return EncodeHex(AsBytes(Sha256::Of(text))).substr(0, 16);
  };
  return LoadBindings{{"version", VersionText()},
                      {"server", name_of(connection.url)},
                      {"--index-prefix or --data-stream", options.target.Everything()},
                      {"--release", options.release},
                      {"policy", gate.policy().Digest()},
                      {"rules", detect::RulesDigest()},
                      {"known people", name_of(gate.IdentitiesDigest())},
                      {"--transform, --tz or --geoip",
                       options.transform + " " + options.zone + " " + name_of(*geoip)},
                      {"--since or --until", options.since + " " + options.until},
                      {"--max-line or --max-depth", std::to_string(options.input.max_line) + " " +
                                                        std::to_string(options.input.max_depth)}};
}

}  // namespace

Result<LoadParts> MakeParts(const Options& options) {
  LoadParts parts;
  auto connection = MakeConnection(options.connection);
  if (!connection) return std::unexpected(connection.error());
  parts.connection = std::move(*connection);
  const auto range = options.TimeRange();
  if (!range) return std::unexpected(range.error());
  parts.range = *range;
  auto gate = Gate::Make({options.policy,
                          options.identities,
                          {options.input.max_depth, options.input.max_line},
                          options.policy_of_release,
                          !options.trust.empty()});
  if (!gate) return std::unexpected(gate.error());
  parts.gate = std::move(*gate);
  auto transform = Transform::Make({options.transform == "logstash", options.zone, options.geoip,
                                    options.release, parts.gate->policy().Digest()});
  if (!transform) return std::unexpected(transform.error());
  parts.transform = std::move(*transform);
  if (!options.metrics.empty()) {
    auto metrics = MetricsFile::Open(options.metrics);
    if (!metrics) return std::unexpected(metrics.error());
    parts.metrics = std::move(*metrics);
  }
  if (!options.state.empty()) {
    auto bindings = BindingsOf(options, *parts.connection, *parts.gate);
    if (!bindings) return std::unexpected(bindings.error());
    auto checkpoint = Checkpoint::Open(options.state, std::move(*bindings));
    if (!checkpoint) return std::unexpected(checkpoint.error());
    parts.checkpoint = std::move(*checkpoint);
  }
  // A summary of an earlier run must not vouch for this one.
  if (!options.summary.empty()) ::unlink(options.summary.c_str());
  auto aside = OpenAside(options);
  if (!aside) return std::unexpected(aside.error());
  parts.aside.emplace(std::move(*aside));
  if (options.body_folder.empty()) return parts;
  auto bodies = BodyFolder::Create(options.body_folder);
  if (!bodies) return std::unexpected(bodies.error());
  parts.bodies.emplace(std::move(*bodies));
  return parts;
}

Outbox MakeOutbox(const Options& options, LoadParts& parts) {
  Traffic* const traffic = parts.metrics == nullptr ? nullptr : &parts.metrics->traffic();
  return Outbox({std::move(*parts.connection),
                 options.target,
                 options.batch_bytes,
                 {options.concurrency, options.give_up_time(), traffic},
                 options.release,
                 options.mix || options.replace},
                std::move(parts.bodies));
}

stream::ChunkReader MakeReader(const Options& options, LoadParts& parts) {
  const stream::ChunkOptions limits = {options.input.max_line};
  if (!parts.files) return {options.input.inputs, limits};
  return {std::move(*parts.files), limits};
}

}  // namespace fun::loader
