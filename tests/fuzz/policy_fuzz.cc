// Any bytes as a policy file: refused with a place and without its words, or a policy that works.
#include <algorithm>

#include "anonymizer/line.h"
#include "core/event/policy.h"
#include "tests/fuzz/laws.h"

namespace fun::fuzz {
namespace {

constexpr std::string_view kLine =
    R"({"username": "ada", "ip": "192.0.2.7", "time": "2026-01-02T03:04:05.678901+00:00", )"
    R"("context": {"user_id": 42, "path": "/u/ada"}, "event": "{\"a\": [\"ada@example.org\"]}"})"
    "\n";

bool IsSelectorNew(const event::PolicyText& text, std::size_t index) {
  const auto& rules = text.rules;
  return std::none_of(rules.begin(), rules.begin() + static_cast<std::ptrdiff_t>(index),
                      [&](const auto& rule) { return rule.selector == rules[index].selector; });
}

// What the policy makes of one good line can be read again.
void CheckPolicyWorks(const event::Policy& policy) {
  static const detect::Detector detector;
  auto anonymizer = anonymizer::LineAnonymizer::Create(
      policy, &detector, keys::Secret::CopyOf("a secret that only tests know"), {1 << 20, 1024});
  Require(anonymizer.has_value(), "an anonymizer is made for every policy");
  event::LineSplitter splitter;
  event::Line line;
  splitter.Start(kLine);
  splitter.Next(line);
  std::string out;
  anonymizer::FieldCounts counts;
  if (!anonymizer->AnonymizeLine(line, out, counts).empty()) return;
  splitter.Start(out);
  Require(splitter.Next(line) && line.refusal.empty() && line.json.begin == 0,
          "every policy leaves a line");
  std::string again;
  const std::string_view reason = anonymizer->AnonymizeLine(line, again, counts);
  Require(reason.empty() || reason == event::kAlreadyAnonymized || reason == event::kUnknownField,
          "what a policy leaves is JSON");
}

void CheckNoWordIsRepeated(std::string_view bytes) {
  if (HoldsCanary(bytes)) return;
  const std::string_view canary = kCanary;
  const std::string named = std::string(bytes) + "\n" + std::string(canary) + " = 1\n";
  const auto refused = event::ParsePolicy(named, "p.toml", {});
  Require(refused || !(refused.error().message + refused.error().hint).contains(canary),
          "no message repeats a word of the file");
}

}  // namespace

void TryPolicy(std::string_view bytes) {
  const auto text = event::ParsePolicy(bytes, "p.toml", {});
  CheckNoWordIsRepeated(bytes);
  if (!text) {
    const Error& error = text.error();
    Require(error.code == ExitCode::kUsage, "a broken policy is a matter of usage");
    Require(error.message.starts_with("p.toml:"), "an error says where it is");
    return;
  }
  for (std::size_t i = 0; i < text->rules.size(); ++i) {
    Require(event::FaultOfSelector(text->rules[i].selector).empty(), "a selector is sound");
    Require(IsSelectorNew(*text, i), "no selector comes twice");
  }
  const event::Policy policy = event::Policy::Of(*text);
  Require(policy.Digest().size() == 64 && policy.Digest() == event::Policy::Of(*text).Digest(),
          "a policy has one digest");
  CheckPolicyWorks(policy);
}

}  // namespace fun::fuzz
