#include "anonymizer/release/package.h"

#include "core/base/ascii.h"
#include "core/record/bag.h"

namespace fun::anonymizer {
namespace {

constexpr std::string_view kPackedEnd = ".gz";

// A line is an event, and events differ in their members: no schema of columns holds for all.
std::string ResourceText(const RunOutput& output, std::size_t number) {
  const std::string& path = output.names()[number];
  const FileRecord& record = output.records()[number];
  record::JsonObject resource;
  resource.Add("name", PackageName("events", number + 1))
      .Add("type", "file")
      .Add("path", path)
      .Add("format", "ndjson")
      .Add("mediatype", "application/x-ndjson")
      .Add("encoding", "utf-8");
  if (path.ends_with(kPackedEnd)) resource.Add("compression", "gz");
  resource.Add("bytes", record.counts.bytes).Add("hash", "sha256:" + record.sha256);
  return resource.Text();
}

// What stands in --about, under the names that the format has for it.
void AddStatements(const About& about, record::JsonObject& package) {
  for (const std::string_view key : {"title", "description"}) {
    if (const auto value = about.ValueOf(key); !value.empty()) package.Add(key, value);
  }
  const std::string_view organization = about.ValueOf("organization");
  const std::string_view contact = about.ValueOf("contact");
  record::JsonList contributors;
  if (!organization.empty()) {
    contributors.Add(
        record::JsonObject().Add("title", organization).Add("role", "publisher").Text());
  }
  if (!contact.empty()) {
    contributors.Add(record::JsonObject().Add("title", contact).Add("role", "contact").Text());
  }
  if (!organization.empty() || !contact.empty()) {
    package.AddRaw("contributors", contributors.Text());
  }
}

}  // namespace

std::string PackageName(std::string_view text, std::size_t number) {
  std::string name;
  for (const char c : text) {
    const bool is_upper = c >= 'A' && c <= 'Z';
    const bool stays = IsLetterOrDigit(c) || c == '.' || c == '_' || c == '-';
    name += is_upper ? static_cast<char>(c - 'A' + 'a') : stays ? c : '-';
  }
  if (number != 0) name += "-" + std::to_string(number);
  return name;
}

std::string PackageText(const ReleaseFacts& facts) {
  const std::string& release = facts.options.key.release;
  record::JsonObject package;
  package.Add("profile", "data-package")
      .Add("name", PackageName("tracking-log-" + (release.empty() ? "linkable" : release), 0));
  AddStatements(facts.terms.about, package);
  if (const auto day = facts.terms.about.ValueOf("date"); !day.empty()) {
    package.Add("created", std::string(day) + "T00:00:00Z");
  }
  record::JsonList resources;
  for (std::size_t i = 0; i < facts.output.names().size(); ++i) {
    resources.Add(ResourceText(facts.output, i));
  }
  package.AddRaw("resources", resources.Text());
  return package.Text() + "\n";
}

}  // namespace fun::anonymizer
