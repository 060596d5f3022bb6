#include "anonymizer/knowledge.h"

#include "core/detect/rules.h"
#include "core/stream/ordered.h"
#include "keys/generate.h"

namespace fun::anonymizer {

stream::InputOptions InputFilesOf(const Options& options, const stream::InputList& inputs) {
  stream::InputOptions input = options.input;
  if (!input.inputs.empty()) input.inputs = stream::PathsOf(inputs);
  return input;
}

Result<Knowledge> LearnAll(const Options& options, const stream::InputList& inputs) {
  auto policy = event::Policy::Load(options.policy, detect::RuleIds());
  if (!policy) return std::unexpected(policy.error());
  // Who only asks what would befall the fields sees no pseudonym, and needs no key.
  auto secret =
      options.explain.empty() ? keys::LoadWorkingSecret(options.key) : keys::RandomSecret();
  if (!secret) return std::unexpected(secret.error());
  keys::SayIfNotLocked(kTool, *secret);
  Knowledge knowledge = {std::move(*policy), std::move(*secret), std::nullopt, std::nullopt};
  if (!knowledge.policy.scans_text()) return knowledge;  // nor looks for people in it
  knowledge.detector.emplace();
  auto people = CloseIdentities(options.identities, InputFilesOf(options, inputs),
                                stream::JobsFor(options.jobs));
  if (!people) return std::unexpected(people.error());
  knowledge.people.emplace(std::move(*people));
  return knowledge;
}

Result<std::vector<LineAnonymizer>> MakeLineAnonymizers(const Options& options,
                                                        const Knowledge& knowledge) {
  const LineOptions line_options = {options.input.max_line, options.input.max_depth,
                                    options.allow_pseudonyms,
                                    knowledge.people ? &*knowledge.people : nullptr};
  std::vector<LineAnonymizer> anonymizers;
  for (unsigned i = 0; i < stream::JobsFor(options.jobs); ++i) {
    auto anonymizer = LineAnonymizer::Create(knowledge.policy,
                                             knowledge.detector ? &*knowledge.detector : nullptr,
                                             knowledge.secret, line_options);
    if (!anonymizer) return std::unexpected(anonymizer.error());
    anonymizers.push_back(std::move(*anonymizer));
  }
  return anonymizers;
}

}  // namespace fun::anonymizer
