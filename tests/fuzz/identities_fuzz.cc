// Any bytes as a file of identities: refused without its words, or people that are found.
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>

#include "core/detect/known/file.h"
#include "core/detect/known/identities.h"
#include "tests/fuzz/laws.h"

namespace fun::fuzz {
namespace {

using detect::Identities;
using detect::KnownMatch;
using detect::TableReader;

// A file that lives in memory and goes with this.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view bytes) : fd_(::memfd_create("identities", MFD_CLOEXEC)) {
    const ssize_t size = ::write(fd_, bytes.data(), bytes.size());
    Require(size == static_cast<ssize_t>(bytes.size()), "the file could be written");
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile() { ::close(fd_); }

  std::string path() const { return "/proc/self/fd/" + std::to_string(fd_); }

 private:
  int fd_;
};

Result<Identities> LoadBytes(std::string_view bytes) {
  const MemoryFile file(bytes);
  return Identities::Load({file.path()});
}

void CheckTable(std::string_view bytes, char separator) {
  TableReader reader(bytes, separator);
  std::vector<std::string> fields;
  std::size_t total = 0;
  std::size_t last_line = 0;
  while (reader.Next(fields) == TableReader::Outcome::kRow) {
    Require(!fields.empty() && reader.line() > last_line, "each row has a line of its own");
    last_line = reader.line();
    for (const std::string& field : fields) total += field.size();
  }
  Require(total <= bytes.size(), "fields hold bytes of the file only");
}

void CheckMatches(const Identities& people, std::string_view text) {
  std::vector<KnownMatch> matches;
  people.Find(text, matches);
  std::size_t floor = 0;
  for (const KnownMatch& match : matches) {
    Require(match.span.begin >= floor && match.span.size() != 0, "matches come in order");
    Require(match.span.end <= text.size(), "a match lies in the text");
    floor = match.span.end;
  }
}

// Lines of the bytes as usernames: what the table keeps it finds, as a whole value.
void CheckWholeValues(std::string_view bytes) {
  detect::IdentityTable table;
  std::vector<std::string_view> kept;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
    const std::string_view line = bytes.substr(at, end - at);
    if (table.Add(detect::IdentityKind::kUsername, line)) kept.push_back(line);
    at = end + 1;
  }
  table.Build();
  KnownMatch match;
  for (const std::string_view line : kept) {
    Require(table.FindWhole(line, match), "a kept identity is found");
  }
}

void CheckNobodyIsNamed(std::string_view bytes) {
  if (HoldsCanary(bytes)) return;
  const auto refused = LoadBytes(std::string(kCanary) + "," + std::string(bytes));
  Require(refused || !(refused.error().message + refused.error().hint).contains(kCanary),
          "no message repeats a word of the file");
}

}  // namespace

void TryIdentities(std::string_view bytes) {
  CheckTable(bytes, ',');
  CheckTable(bytes, '\t');
  CheckWholeValues(bytes);
  CheckNobodyIsNamed(bytes);
  const auto people = LoadBytes(bytes);
  if (!people) {
    Require(people.error().code == ExitCode::kUsage || people.error().code == ExitCode::kInput,
            "a broken file is a matter of usage or input");
    return;
  }
  Require(people->ContentDigest() == LoadBytes(bytes)->ContentDigest(), "people have one digest");
  CheckMatches(*people, bytes);
}

}  // namespace fun::fuzz
