// Known people: usernames, e-mails, names and user ids to look for in any text.
//
// Read from a CSV or tab-separated file, such as a dump of the platform's users, or gathered from
// the logs.  Compared folded (case and accents) and by whole words: "ADA LOVELACE", "Lovelace,
// Ada" and "Ada  Lovélace" are one, "Adamantine" is nobody.  A username is a unit: "ada_l" is not
// "ada l".  Words that are ordinary are nobody (core/detect/known/guard.h).
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/base/span.h"
#include "core/detect/known/kinds.h"

namespace fun::detect {

// An identity that somebody stated.
struct KnownIdentity {
  IdentityKind kind;
  std::string value;

  auto operator<=>(const KnownIdentity&) const = default;
};

// Immutable after loading; share it between threads.
class Identities {
 public:
  // Reads `paths`, each with a header line naming its columns: username, email, name (or
  // first_name and last_name), user_id or id, or `kind` and `value` as funanon --gather writes;
  // comma or tab, quotes as in RFC 4180.
  // kUsage when none of username, email, name columns is there (the hint names those of these
  // columns that are, never a word of the file); kInput when a file cannot be read, is not UTF-8,
  // holds no people, or has a row whose fields are not as many as the header's.
  // `gathered` are added to them.
  static Result<Identities> Load(const std::vector<std::string>& paths,
                                 std::span<const KnownIdentity> gathered = {});

  Identities(Identities&&) noexcept;
  ~Identities();

  std::size_t size() const;  // rows of files, and gathered

  // Identities that are not looked for in text: guarded words, first names alone, under 3
  // characters, numbers under 5 digits, 64 hex digits (a pseudonym), over 32 words.
  std::size_t skipped() const;

  // Appends where in `text` (decoded) known identities stand, in order, none overlapping; at one
  // place the longest, of equal ones the first kind.  Words of a name or e-mail may have up to 3
  // other bytes between them.  User ids are found wherever their digits stand as a token:
  // whoever asks decides where ids count.  Allocates only if `matches` must grow.  Safe from any
  // thread.
  void Find(std::string_view text, std::vector<KnownMatch>& matches,
            bool with_user_ids = true) const;

  // True when the whole of `value`, less white space around it, is an identity, however ordinary
  // its words are.  For fields that name a person; elsewhere "video" is a video.  Safe from any
  // thread.
  bool FindWhole(std::string_view value, KnownMatch& match) const;

  // Appends the spans that Find finds, user ids left out: they stand in the open wherever the
  // policy keeps them.
  void Scan(std::string_view text, std::vector<Span>& places) const;

  // As Scan, with nothing but the words themselves to go by: what --exhaustive uses and what
  // tests hold Scan against.  PrepareExhaustiveScan comes before it, and before threads share this.
  void PrepareExhaustiveScan();
  void ScanExhaustively(std::string_view text, std::vector<Span>& places) const;

  // Calls `visit` with each identity once, in an order that does not depend on that of the files.
  void ForEach(const std::function<void(IdentityKind, std::string_view identity)>& visit) const;

  // SHA-256 over all identities, whatever order or files they came from.  Of few people it can be
  // guessed: publish it keyed only.
  std::string ContentDigest() const;

 private:
  struct Table;
  explicit Identities(std::unique_ptr<Table> table);
  std::unique_ptr<Table> table_;
};

}  // namespace fun::detect
