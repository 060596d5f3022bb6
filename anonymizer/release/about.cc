#include "anonymizer/release/about.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <iterator>

#include "core/base/file.h"
#include "core/base/toml.h"
#include "core/event/nearest.h"
#include "core/event/time.h"

namespace fun::anonymizer {
namespace {

constexpr std::size_t kLongestAbout = 64 * 1024;
constexpr std::size_t kLongestValue = 4000;
constexpr std::int64_t kYear10000 = 253'402'300'800;  // in seconds since 1970
constexpr std::size_t kDaySize = 10;                  // "2026-01-31"

// In the order of the data sheet.  To add a field, add a row.
constexpr AboutField kAboutFields[] = {
    {"title", "Fun-Title", ""},
    {"description", "External-Description", ""},
    {"organization", "Source-Organization", "From"},
    {"organization_address", "Organization-Address", "Address"},
    {"contact", "Contact-Name", "Contact"},
    {"contact_email", "Contact-Email", "E-mail of the contact"},
    {"custodian", "Fun-Custodian", "Custodian"},
    {"recipient", "Fun-Recipient", "Recipient"},
    {"purpose", "Fun-Purpose", "Purpose"},
    {"legal_basis", "Fun-Legal-Basis", "Legal basis"},
    {"retention", "Fun-Retention", "To be kept until"},
    {"terms", "Fun-Terms", "Terms"},
    {"identifier", "External-Identifier", "Identifier"},
    {"citation", "Fun-Citation", ""},
    {"date", "Bagging-Date", "Date"},  // the last
};
constexpr const AboutField& kDateField = kAboutFields[std::size(kAboutFields) - 1];

// As reproducible-builds.org has it.
Result<std::string> DayOfEpoch(std::string_view epoch) {
  std::int64_t seconds = -1;
  const auto [end, error] = std::from_chars(epoch.data(), epoch.data() + epoch.size(), seconds);
  const bool is_number = error == std::errc() && end == epoch.data() + epoch.size();
  if (!is_number || seconds < 0 || seconds >= kYear10000) {
    return Failure(ExitCode::kUsage, "SOURCE_DATE_EPOCH holds no number of seconds since 1970");
  }
  std::string text;
  event::AppendTimestamp(seconds * 1000, text);
  return text.substr(0, kDaySize);
}

std::unexpected<Error> FaultAt(std::string_view place, const toml::source_position& at,
                               std::string_view what, std::string hint = "") {
  return Failure(ExitCode::kUsage,
                 std::string(place) + ":" + std::to_string(at.line) + ":" +
                     std::to_string(at.column) + ": " + std::string(what),
                 std::move(hint));
}

std::vector<std::string_view> AboutKeys() {
  std::vector<std::string_view> keys;
  for (const AboutField& field : kAboutFields) keys.push_back(field.key);
  return keys;
}

std::string HintForKey(std::string_view key) {
  const std::vector<std::string_view> keys = AboutKeys();
  if (const auto nearest = event::NearestWord(key, keys)) {
    return "did you mean \"" + std::string(*nearest) + "\"?";
  }
  std::string all;
  for (const std::string_view each : keys) all.append(all.empty() ? "" : ", ").append(each);
  return "one of: " + all;
}

bool IsControlCharacter(char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; }

// Why `value` is none; "" if it is one.
std::string_view FaultOfValue(std::string_view value) {
  if (value.find_first_not_of(' ') == std::string_view::npos) return "says nothing: leave it out";
  if (value.size() > kLongestValue) return "is over 4,000 bytes";
  // A line end would begin another label in bag-info.txt.
  if (std::ranges::any_of(value, IsControlCharacter)) return "is not one line of text";
  return "";
}

// A date may be written as TOML has dates.
std::string TextOfNode(const toml::node& node) {
  if (const auto text = node.value_exact<std::string>()) return *text;
  const auto date = node.value_exact<toml::date>();
  if (!date) return "";
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", static_cast<int>(date->year),
                static_cast<int>(date->month), static_cast<int>(date->day));
  return text;
}

bool IsDate(std::string_view text) {
  constexpr std::string_view kForm = "dddd-dd-dd";
  return std::ranges::equal(text, kForm, [](char c, char form) {
    return form == 'd' ? c >= '0' && c <= '9' : c == form;
  });
}

}  // namespace

std::span<const AboutField> AboutFields() { return kAboutFields; }

Result<About> About::Load(const std::string& path) {
  Result<About> about;
  if (!path.empty()) {
    auto text = ReadSmallFile(path, kLongestAbout);
    if (!text) {
      if (text.error().code == ExitCode::kInput) text.error().code = ExitCode::kUsage;
      return std::unexpected(text.error());
    }
    about = Parse(*text, path);
  }
  const char* const epoch = std::getenv("SOURCE_DATE_EPOCH");
  if (!about || epoch == nullptr || !about->ValueOf(kDateField.key).empty()) return about;
  auto day = DayOfEpoch(epoch);
  if (!day) return std::unexpected(day.error());
  about->lines_.push_back({&kDateField, std::move(*day)});
  return about;
}

Result<About> About::Parse(std::string_view toml, std::string_view place) {
  const toml::parse_result parsed = toml::parse(toml);
  if (!parsed) return FaultAt(place, parsed.error().source().begin, "no TOML from here on");
  for (const auto& [key, node] : parsed.table()) {
    const auto known = std::ranges::find(kAboutFields, key.str(), &AboutField::key);
    if (known != std::end(kAboutFields)) continue;
    return FaultAt(place, key.source().begin, "nobody asks for this of a release",
                   HintForKey(key.str()));
  }
  About about;
  for (const AboutField& field : kAboutFields) {
    const toml::node* const node = parsed.table().get(field.key);
    if (node == nullptr) continue;
    std::string value = TextOfNode(*node);
    std::string_view fault =
        node->is_string() || !value.empty() ? FaultOfValue(value) : "is a text between quotes";
    if (fault.empty() && &field == &kDateField && !IsDate(value)) fault = "is a day: 2026-01-31";
    if (!fault.empty()) {
      return FaultAt(place, node->source().begin,
                     std::string(field.key) + " " + std::string(fault));
    }
    about.lines_.push_back({&field, std::move(value)});
  }
  return about;
}

std::string_view About::ValueOf(std::string_view key) const {
  for (const AboutLine& line : lines_) {
    if (line.field->key == key) return line.value;
  }
  return "";
}

}  // namespace fun::anonymizer
