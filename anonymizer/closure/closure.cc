#include "anonymizer/closure/closure.h"

#include <algorithm>
#include <filesystem>

#include "anonymizer/closure/frequency.h"
#include "anonymizer/closure/gather.h"
#include "anonymizer/closure/passes.h"
#include "core/base/command_line.h"
#include "core/base/encoding.h"
#include "core/base/file.h"
#include "core/stream/output.h"
#include "core/stream/progress.h"
#include "keys/hmac.h"

namespace fun::anonymizer {
namespace {

using detect::IdentityKind;
using detect::KnownIdentity;

struct GatheringReader {
  explicit GatheringReader(std::size_t max_depth) : gatherer(max_depth) {}
  void ReadLine(const event::Line& line) { lines += gatherer.GatherLine(line, stated) ? 1 : 0; }

  LineGatherer gatherer;
  StatedIdentities stated;
  std::uint64_t lines = 0;
};

struct CountingReader {
  CountingReader(const detect::Identities& names, std::size_t max_depth)
      : counter(names, max_depth) {}
  void ReadLine(const event::Line& line) { counter.CountLine(line, counts); }

  NameCounter counter;
  NameCounts counts;
};

// The first input that cannot be read twice; nullptr if there is none.
const std::string* FindUnrepeatable(const std::vector<std::string>& inputs) {
  const auto is_unrepeatable = [](const std::string& path) {
    std::error_code ignored;  // what cannot be looked at fails when it is opened
    return path == "-" || (std::filesystem::exists(path, ignored) &&
                           !std::filesystem::is_regular_file(path, ignored) &&
                           !std::filesystem::is_directory(path, ignored));
  };
  const auto found = std::ranges::find_if(inputs, is_unrepeatable);
  return found == inputs.end() ? nullptr : &*found;
}

bool IsNameLike(const KnownIdentity& identity) {
  return identity.kind == IdentityKind::kUsername || identity.kind == IdentityKind::kName;
}

std::string BucketOf(const KnownIdentity& identity) {
  constexpr std::size_t kBounds[] = {4, 8, 16, 32};
  std::size_t low = 1;
  for (const std::size_t bound : kBounds) {
    if (identity.value.size() < bound) {
      return std::string(NameOf(identity.kind)) + " of " + std::to_string(low) + "-" +
             std::to_string(bound - 1) + " bytes";
    }
    low = bound;
  }
  return std::string(NameOf(identity.kind)) + " of " + std::to_string(low) + " bytes or more";
}

Result<NameCounts> CountNames(const std::vector<KnownIdentity>& names,
                              const stream::InputOptions& input, unsigned jobs) {
  const auto identities = detect::Identities::Load({}, names);
  if (!identities) return std::unexpected(identities.error());
  std::vector<CountingReader> readers;
  for (unsigned i = 0; i < jobs; ++i) readers.emplace_back(*identities, input.max_depth);
  if (auto passed = PassOver(input, readers, "counting names"); !passed) {
    return std::unexpected(passed.error());
  }
  NameCounts counts;
  for (const CountingReader& reader : readers) counts += reader.counts;
  return counts;
}

bool IsTooCommon(const KnownIdentity& identity, const NameCounts& counts) {
  if (!IsNameLike(identity)) return false;
  const auto found = counts.lines.find(NameKey(identity.value));
  if (found == counts.lines.end() || found->second < kFewestLines) return false;
  return static_cast<double>(found->second) > kMostLines * static_cast<double>(counts.lines_read);
}

// Takes out of `gathered` what is too common to be a name.
Result<void> GuardNames(const stream::InputOptions& input, unsigned jobs, Gathered& gathered) {
  std::vector<KnownIdentity> names;
  std::ranges::copy_if(gathered.identities, std::back_inserter(names), IsNameLike);
  if (names.empty()) return {};
  const auto counts = CountNames(names, input, jobs);
  if (!counts) return std::unexpected(counts.error());
  for (const KnownIdentity& identity : names) {
    if (IsTooCommon(identity, *counts)) ++gathered.report.too_common[BucketOf(identity)];
  }
  std::erase_if(gathered.identities, [&counts](const KnownIdentity& identity) {
    return IsTooCommon(identity, *counts);
  });
  return {};
}

void SayGathered(const GatherReport& report) {
  if (std::ranges::count(report.gathered, 0U) == std::ssize(report.gathered)) return;
  std::string words = "gathered from the inputs:";
  for (std::size_t kind = 0; kind < detect::kIdentityKinds; ++kind) {
    words += std::string(kind == 0 ? " " : ", ") + std::string(NameOf(IdentityKind(kind))) + " " +
             stream::WithThousands(report.gathered[kind]);
  }
  Say("funanon", words);
  for (const auto& [bucket, count] : report.too_common) {
    Say("funanon", "  not applied, in too many lines to be somebody's name: " +
                       std::to_string(count) + " " + bucket);
  }
}

void AppendCsvField(std::string_view value, std::string& text) {
  if (value.find_first_of(",\"\t\r\n") == value.npos) {
    text += value;
    return;
  }
  text += '"';
  for (const char c : value) text.append(c == '"' ? 2 : 1, c);
  text += '"';
}

}  // namespace

void AddIdentityOptions(CommandLine& command, IdentityOptions& options) {
  command
      .Add("--identities", options.files,
           "Known people (CSV with columns username, email, name, user_id; or what --gather "
           "wrote), replaced wherever they stand; may be repeated")
      .Takes("FILE")
      .OneAtATime();  // the next argument is an INPUT
  command
      .Add("--closure", options.closure,
           "Whom one line names is replaced in all: on by default over files, which are "
           "read more than once; off on standard input")
      .OneOf({"on", "off"})
      .Takes("on|off");
  command
      .Add("--gather", options.gather,
           "Write the identities that the inputs state here and end (mode 0600)")
      .Takes("FILE");
}

Result<Gathered> GatherIdentities(const stream::InputOptions& input, unsigned jobs) {
  const std::string* const unrepeatable = FindUnrepeatable(input.inputs);
  if (input.inputs.empty() || unrepeatable != nullptr) {
    return Failure(ExitCode::kUsage, "cannot gather identities from what can be read only once",
                   "name files, or give --closure off and --identities");
  }
  std::vector<GatheringReader> readers;
  for (unsigned i = 0; i < jobs; ++i) readers.emplace_back(input.max_depth);
  if (auto passed = PassOver(input, readers, "gathering names"); !passed) {
    return std::unexpected(passed.error());
  }
  Gathered gathered;
  StatedIdentities all;
  for (GatheringReader& reader : readers) {
    all.Merge(std::move(reader.stated));
    gathered.lines_read += reader.lines;
  }
  gathered.identities = all.Resolve();
  for (const KnownIdentity& identity : gathered.identities) {
    ++gathered.report.gathered[static_cast<std::size_t>(identity.kind)];
  }
  if (auto guarded = GuardNames(input, jobs, gathered); !guarded) {
    return std::unexpected(guarded.error());
  }
  return gathered;
}

Result<detect::Identities> CloseIdentities(const IdentityOptions& options,
                                           const stream::InputOptions& input, unsigned jobs) {
  const bool is_asked = options.closure == "on";
  const bool is_stream = input.inputs.empty() || FindUnrepeatable(input.inputs) != nullptr;
  if (options.closure == "off" || (is_stream && !is_asked)) {
    if (!input.inputs.empty() && options.closure.empty() && !input.quiet) {
      Say("funanon", "closure is off: an input is no regular file and can be read only once");
    }
    return detect::Identities::Load(options.files);
  }
  if (is_stream) {
    return Failure(ExitCode::kUsage, "--closure on needs files: it reads its inputs more than once",
                   "name files, or give --identities FILE with --closure off");
  }
  // A bad file of people is found before the inputs are read.
  if (auto known = detect::Identities::Load(options.files); !known) return known;
  const auto gathered = GatherIdentities(input, jobs);
  if (!gathered) return std::unexpected(gathered.error());
  if (!input.quiet) SayGathered(gathered->report);
  return detect::Identities::Load(options.files, gathered->identities);
}

Result<void> WriteGathered(const IdentityOptions& options, const stream::InputOptions& input,
                           unsigned jobs) {
  if (auto safe = stream::RefuseToReplaceInput(options.gather, input.inputs); !safe) return safe;
  const auto gathered = GatherIdentities(input, jobs);
  if (!gathered) return std::unexpected(gathered.error());
  if (gathered->lines_read == 0 && !input.allow_empty) {
    return Failure(ExitCode::kInput, "the inputs hold no sound line: nothing was gathered",
                   "--allow-empty lets that pass");
  }
  std::string text = "kind,value\n";
  for (const KnownIdentity& identity : gathered->identities) {
    text.append(NameOf(identity.kind)).append(",");
    AppendCsvField(identity.value, text);
    text += '\n';
  }
  if (auto written = WriteFileAtomically(options.gather, text, stream::kPrivateMode); !written) {
    return written;
  }
  if (!input.quiet) SayGathered(gathered->report);
  return {};
}

Result<std::string> IdentitiesDigest(const detect::Identities& identities,
                                     const keys::Secret& working) {
  const auto key = keys::Derive(working, "fun/v1/identities");
  if (!key) return std::unexpected(key.error());
  auto hmac = keys::Hmac::Create(*key);
  if (!hmac) return std::unexpected(hmac.error());
  return EncodeHex(AsBytes(hmac->Of(identities.ContentDigest())));
}

}  // namespace fun::anonymizer
