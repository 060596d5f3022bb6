// What a run knows before it reads its first line to anonymize it.
#pragma once

#include <optional>
#include <vector>

#include "anonymizer/line.h"
#include "anonymizer/options.h"
#include "core/stream/input_list.h"

namespace fun::anonymizer {

// What all threads share.
struct Knowledge {
  event::Policy policy;
  keys::Secret secret;
  std::optional<detect::Detector> detector;  // a policy that scans text
  std::optional<detect::Identities> people;  // the same
};

// The inputs' flags, and the files themselves in place of folders and patterns.
stream::InputOptions InputFilesOf(const Options& options, const stream::InputList& inputs);

// Policy, key (a random one with --explain), and who is known, for which the inputs are read.
// Errors of each of these.
Result<Knowledge> LearnAll(const Options& options, const stream::InputList& inputs);

// One for each thread; `knowledge` outlives them.
Result<std::vector<LineAnonymizer>> MakeLineAnonymizers(const Options& options,
                                                        const Knowledge& knowledge);

}  // namespace fun::anonymizer
