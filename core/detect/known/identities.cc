#include "core/detect/known/identities.h"

#include <utility>

#include "core/detect/known/file.h"
#include "core/detect/known/table.h"

namespace fun::detect {

struct Identities::Table {
  IdentityTable identities;
  std::size_t people = 0;
  std::size_t skipped = 0;

  void Add(std::string_view identity) { skipped += identities.Add(identity) ? 0 : 1; }
};

Identities::Identities(std::unique_ptr<Table> table) : table_(std::move(table)) {}
Identities::Identities(Identities&&) noexcept = default;
Identities::~Identities() = default;

Result<Identities> Identities::Load(const std::vector<std::string>& paths) {
  auto table = std::make_unique<Table>();
  for (const std::string& path : paths) {
    const auto people =
        ReadIdentities(path, [&table](std::string_view identity) { table->Add(identity); });
    if (!people) return std::unexpected(people.error());
    table->people += *people;
  }
  table->identities.Build();
  return Identities(std::move(table));
}

std::size_t Identities::size() const { return table_->people; }
std::size_t Identities::skipped() const { return table_->skipped; }

void Identities::Scan(std::string_view text, std::vector<Span>& places) const {
  table_->identities.Scan(text, places);
}

}  // namespace fun::detect
