#include "core/record/bag.h"

#include <algorithm>
#include <set>
#include <utility>

#include "core/base/ascii.h"
#include "core/json/structure.h"

namespace fun::record {
namespace {

constexpr std::size_t kHexDigits = 64;
constexpr std::string_view kGap = "  ";

// RFC 8493 section 2.1.3: these bytes of a path and no others, so that a line is one entry.
constexpr std::pair<char, std::string_view> kEncoded[] = {
    {'\r', "%0D"}, {'\n', "%0A"}, {'%', "%25"}};

std::string EncodePath(std::string_view path) {
  std::string encoded;
  for (const char c : path) {
    const auto* const row =
        std::ranges::find(kEncoded, c, [](const auto& pair) { return pair.first; });
    if (row == std::end(kEncoded)) {
      encoded += c;
    } else {
      encoded += row->second;
    }
  }
  return encoded;
}

bool BeginsOneOf(std::string_view text, char& meant) {
  for (const auto& [c, code] : kEncoded) {
    const std::string_view begin = text.substr(0, code.size());
    // The RFC writes the digits in upper case and lets readers take both.
    if (begin == code || (begin == "%0d" && c == '\r') || (begin == "%0a" && c == '\n')) {
      meant = c;
      return true;
    }
  }
  return false;
}

// False when a % is none of the three.
bool DecodePath(std::string_view text, std::string& path) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    char c = text[at];
    if (c == '%') {
      if (!BeginsOneOf(text.substr(at), c)) return false;
      at += 2;
    }
    path += c;
  }
  return true;
}

bool IsStep(std::string_view step) { return !step.empty() && step != "." && step != ".."; }

bool IsControl(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < ' ' || byte == 0x7F) && c != '\r' && c != '\n';
}

// Why `path` has no place in a manifest of `kind`; "" when it has.
std::string_view FaultOfPath(std::string_view path, ManifestKind kind) {
  if (!IsPathInBag(path)) return "names a file that cannot be in the bag";
  const bool is_payload = path.starts_with(kPayloadFolder);
  if (kind == ManifestKind::kPayload) return is_payload ? "" : "names a file that is not in data/";
  if (is_payload) return "names a file of the payload, which the other manifest lists";
  if (path == kTagManifestName || path == kStatementsName) return "names a file that is in no list";
  return "";
}

// Why `line` is no entry; "" when `entry` is what it says.
std::string_view ReadEntry(std::string_view line, ManifestKind kind, ManifestEntry& entry) {
  const std::string_view digest = line.substr(0, kHexDigits);
  if (digest.size() != kHexDigits || !std::ranges::all_of(digest, IsLowerHexDigit) ||
      line.substr(kHexDigits, kGap.size()) != kGap) {
    return "is not 64 hexadecimal digits, two spaces and a path";
  }
  entry.sha256 = digest;
  if (line.ends_with('\r')) return "has a bare CR, as of a list that was changed";
  if (!DecodePath(line.substr(kHexDigits + kGap.size()), entry.path)) {
    return "has a % that is none of %0A, %0D, %25";
  }
  return FaultOfPath(entry.path, kind);
}

}  // namespace

bool IsPathInBag(std::string_view path) {
  if (path.starts_with('~') || std::ranges::any_of(path, IsControl) || !json::IsUtf8(path)) {
    return false;
  }
  std::size_t begin = 0;
  for (;;) {
    const std::size_t slash = path.find('/', begin);
    if (!IsStep(path.substr(begin, slash - begin))) return false;
    if (slash == std::string_view::npos) return true;
    begin = slash + 1;
  }
}

std::string ManifestText(Manifest entries) {
  std::ranges::sort(entries, {}, &ManifestEntry::path);
  std::string text;
  for (const ManifestEntry& entry : entries) {
    text.append(entry.sha256).append(kGap).append(EncodePath(entry.path)) += '\n';
  }
  return text;
}

Result<Manifest> ParseManifest(std::string_view text, ManifestKind kind, std::string_view name) {
  Manifest manifest;
  std::set<std::string> paths;
  const auto refuse = [&](std::string_view fault) {
    return Failure(ExitCode::kVerify,
                   std::string(name) + ", line " + std::to_string(manifest.size() + 1) + ": it " +
                       std::string(fault),
                   "the list was changed or damaged: get the release again from its source");
  };
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return refuse("has no end: the list was cut");
    ManifestEntry entry;
    const std::string_view fault = ReadEntry(text.substr(0, end), kind, entry);
    if (!fault.empty()) return refuse(fault);
    if (!paths.insert(entry.path).second) return refuse("names a file a second time");
    manifest.push_back(std::move(entry));
    text.remove_prefix(end + 1);
  }
  return manifest;
}

}  // namespace fun::record
