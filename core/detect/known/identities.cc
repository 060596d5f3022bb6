#include "core/detect/known/identities.h"

#include <utility>

#include "core/base/encoding.h"
#include "core/detect/known/file.h"
#include "core/detect/known/table.h"

namespace fun::detect {

struct Identities::Table {
  IdentityTable identities;
  std::size_t people = 0;
  std::size_t refused = 0;
};

Identities::Identities(std::unique_ptr<Table> table) : table_(std::move(table)) {}
Identities::Identities(Identities&&) noexcept = default;
Identities::~Identities() = default;

Result<Identities> Identities::Load(const std::vector<std::string>& paths,
                                    std::span<const KnownIdentity> gathered) {
  auto table = std::make_unique<Table>();
  for (const std::string& path : paths) {
    const auto rows = ReadIdentities(path, table->identities);
    if (!rows) return std::unexpected(rows.error());
    table->people += rows->people;
    table->refused += rows->refused;
  }
  for (const KnownIdentity& identity : gathered) {
    table->refused += table->identities.Add(identity.kind, identity.value) ? 0 : 1;
  }
  table->people += gathered.size();
  table->identities.Build();
  return Identities(std::move(table));
}

std::size_t Identities::size() const { return table_->people; }

std::size_t Identities::skipped() const {
  return table_->refused + table_->identities.whole_values_only();
}

void Identities::Find(std::string_view text, std::vector<KnownMatch>& matches,
                      bool with_user_ids) const {
  table_->identities.Find(text, with_user_ids, matches);
}

bool Identities::FindWhole(std::string_view value, KnownMatch& match) const {
  return table_->identities.FindWhole(value, match);
}

void Identities::Scan(std::string_view text, std::vector<Span>& places) const {
  thread_local std::vector<KnownMatch> matches;
  matches.clear();
  Find(text, matches, false);
  for (const KnownMatch& match : matches) places.push_back(match.span);
}

void Identities::PrepareExhaustiveScan() { table_->identities.BuildPlain(); }

void Identities::ScanExhaustively(std::string_view text, std::vector<Span>& places) const {
  std::vector<KnownMatch> matches;
  table_->identities.FindPlainly(text, matches);
  for (const KnownMatch& match : matches) places.push_back(match.span);
}

void Identities::ForEach(const std::function<void(IdentityKind, std::string_view)>& visit) const {
  table_->identities.ForEachIdentity(visit);
}

std::string Identities::ContentDigest() const {
  Sha256 sha256;
  table_->identities.ForEachIdentity([&sha256](IdentityKind kind, std::string_view identity) {
    sha256.Add(NameOf(kind));
    sha256.Add(std::string_view("\0", 1));
    sha256.Add(identity);
    sha256.Add(std::string_view("\0", 1));
  });
  return std::string(AsBytes(sha256.Finish()));
}

}  // namespace fun::detect
