#include "auditor/inventory/unknown.h"

#include <utility>

#include "auditor/judge/place.h"

namespace fun::auditor {
namespace {

void Add(std::string_view rule, std::string pointer, std::string shape, const Sight& sight,
         Audit& audit) {
  Finding finding;
  finding.rule = rule;
  finding.severity = SeverityOf(rule);
  finding.pointer = std::move(pointer);
  finding.shape = std::move(shape);
  audit.AddOne({sight.input, sight.line, std::move(finding)});
}

}  // namespace

void AddUnknown(Audit& audit) {
  const Inventory& inventory = audit.inventory();
  for (const auto& [path, sight] : inventory.fields) {
    if (!sight.is_unknown) continue;
    Add(kUnknownKeyRule, path, WithLength("times", sight.count), sight, audit);
  }
  for (const auto& [shape, sight] : inventory.event_types) {
    if (!sight.is_unknown) continue;
    Add(kUnknownEventTypeRule, "/event_type", shape + " " + WithLength("times", sight.count), sight,
        audit);
  }
}

}  // namespace fun::auditor
