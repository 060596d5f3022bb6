// The identities of a run: those of files, and those that the inputs themselves state.
//
// Closure means that whoever is named once is replaced everywhere.  It takes passes over the
// inputs before the first line is written: one gathers, one counts how often gathered names
// stand in text.  What was gathered is never written to disk unless --gather names a file.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/detect/known/identities.h"
#include "core/stream/options.h"
#include "keys/secret.h"

namespace fun {
class CommandLine;
}

namespace fun::anonymizer {

struct IdentityOptions {
  std::vector<std::string> files;  // --identities
  std::string closure;             // "on", "off"; "": on over files, off on standard input
  std::string gather;              // --gather FILE: gather and end
};

// Adds --identities, --closure and --gather.  `options` must outlive the parse.
void AddIdentityOptions(CommandLine& command, IdentityOptions& options);

// A gathered name that would change more lines than kMostLines stays what it is: too common to be
// a person's.  Few lines prove nothing: it must be kFewestLines at least.
inline constexpr double kMostLines = 0.01;
inline constexpr std::uint64_t kFewestLines = 100;

// How many were gathered, and which were not applied; never a value.
struct GatherReport {
  std::array<std::uint64_t, detect::kIdentityKinds> gathered = {};
  std::map<std::string, std::uint64_t> too_common;  // by kind and length: "username of 4-7 bytes"
};

// What `input` states, guarded, sorted.  Reads all inputs twice, with `jobs` threads; the result
// does not depend on their number.  kUsage when an input is no regular file, which nobody
// could read twice; else as reading fails.
struct Gathered {
  std::vector<detect::KnownIdentity> identities;
  GatherReport report;
  std::uint64_t lines_read = 0;
};
Result<Gathered> GatherIdentities(const stream::InputOptions& input, unsigned jobs);

// The identities to replace in a run over `input`: those of --identities, and with closure those
// gathered.  Says on standard error what was gathered.  Errors as Identities::Load and
// GatherIdentities; kUsage for --closure on over standard input.
Result<detect::Identities> CloseIdentities(const IdentityOptions& options,
                                           const stream::InputOptions& input, unsigned jobs);

// funanon --gather: writes what `input` states to options.gather (CSV: kind, value; mode 0600).
Result<void> WriteGathered(const IdentityOptions& options, const stream::InputOptions& input,
                           unsigned jobs);

// Names a set of identities in summaries and manifests: HMAC-SHA256, hex, of its digest under the
// derivation "fun/v1/identities" of `working`.  Without the key nobody can test a guess.
Result<std::string> IdentitiesDigest(const detect::Identities& identities,
                                     const keys::Secret& working);

}  // namespace fun::anonymizer
