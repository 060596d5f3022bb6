// A release as a folder: what its parts are called, and the lists of digests that hold it together.
//
// A release is a BagIt bag (RFC 8493; docs/format/manifest.md).  Its manifests are written so that
// `sha256sum -c` takes them, and read so that nothing can be meant twice or stand outside of it:
// whoever hands on a bag is not trusted before its digests hold.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"

namespace fun::record {

inline constexpr std::string_view kPayloadFolder = "data/";
inline constexpr std::string_view kDeclarationName = "bagit.txt";
inline constexpr std::string_view kInfoName = "bag-info.txt";
inline constexpr std::string_view kManifestName = "manifest-sha256.txt";
inline constexpr std::string_view kTagManifestName = "tagmanifest-sha256.txt";
inline constexpr std::string_view kPackageName = "datapackage.json";
inline constexpr std::string_view kDataSheetName = "README.md";
inline constexpr std::string_view kPolicyName = "policy.toml";
inline constexpr std::string_view kLoadFolder = "load/";
inline constexpr std::string_view kAuditFolder = "audit/";
// Signed statements, one a line; in no manifest: each speaks for itself, and more are added.
inline constexpr std::string_view kStatementsName = "release.intoto.jsonl";

// All that bagit.txt says.
inline constexpr std::string_view kDeclarationText =
    "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

// Of one file of the bag.
struct ManifestEntry {
  std::string path;    // from the bag's folder, with '/' between steps
  std::string sha256;  // 64 lower-case hexadecimal digits

  bool operator==(const ManifestEntry&) const = default;
};
using Manifest = std::vector<ManifestEntry>;

// Of the payload or of tag files: what may stand in it.
enum class ManifestKind { kPayload, kTags };

// True when every step of `path` is a name: not empty, "." or "..", the first without '~' in
// front; and `path` is UTF-8 without control characters but CR and LF.
bool IsPathInBag(std::string_view path);

// "<64 hex>  <path>" a line, in byte order of the paths; CR, LF and % of a path as %0D, %0A, %25.
std::string ManifestText(Manifest entries);

// The entries of `text` in the order written.  Takes what ManifestText writes, in any order; all
// else is kVerify with the number of the line: other spaces or digits, a path that IsPathInBag
// refuses, one twice, one that is not of the payload, or in the manifest of tags one that is or
// that is never listed.  `name` is the manifest's in messages; no byte of `text` is repeated.
Result<Manifest> ParseManifest(std::string_view text, ManifestKind kind, std::string_view name);

}  // namespace fun::record
