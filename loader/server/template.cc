#include "loader/server/template.h"

#include <algorithm>
#include <span>

#include "core/record/summary.h"
#include "loader/transform/fields.h"

namespace fun::loader {
namespace {

using record::JsonObject;

constexpr std::uint64_t kPriority = 500;
constexpr std::size_t kLongestPrefix = 200;

// A keyword over 32,766 bytes would refuse its document; longer ones are kept, not indexed.
constexpr std::string_view kKeyword = R"({"type":"keyword","ignore_above":1024})";
constexpr std::string_view kKeywordAndRaw =
    R"({"type":"keyword","ignore_above":1024,"fields":{"raw":{"type":"keyword","ignore_above":1024}}})";
constexpr std::string_view kText =
    R"({"type":"text","fields":{"raw":{"type":"keyword","ignore_above":1024}}})";

// Marks a mapping as ours.
constexpr std::string_view kMark = "funload";

std::string Properties(std::span<const Field> fields, ServerKind kind);

std::string TypeOf(const Field& field, ServerKind kind) {
  switch (field.type) {
    case FieldType::kDate:
      return R"({"type":"date","ignore_malformed":true})";
    case FieldType::kKeyword:
      return std::string(kKeyword);
    case FieldType::kKeywordAndRaw:
      return std::string(kKeywordAndRaw);
    case FieldType::kInteger:
      return R"({"type":"short"})";
    case FieldType::kNumber:
      return R"({"type":"double","ignore_malformed":true})";
    case FieldType::kText:
      return std::string(kText);
    case FieldType::kObject:
      return JsonObject().AddRaw("properties", Properties(field.inside, kind)).Text();
    case FieldType::kTree:
      return kind == ServerKind::kOpenSearch ? R"({"type":"flat_object"})"
                                             : R"({"type":"flattened","ignore_above":1024})";
    case FieldType::kUnread:
      break;
  }
  return R"({"type":"object","enabled":false})";
}

std::string Properties(std::span<const Field> fields, ServerKind kind) {
  JsonObject properties;
  for (const Field& field : fields) properties.AddRaw(field.name, TypeOf(field, kind));
  return properties.Text();
}

bool IsIndexCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

// OpenSearch says its name where Elasticsearch says a version only, or nothing (405: its test
// distribution has no such page).
Result<ServerKind> AskKind(Http& http, std::chrono::milliseconds give_up) {
  const auto answer =
      http.AskPatiently({"GET", "/?filter_path=version.distribution,error.type", ""}, give_up);
  if (!answer) return std::unexpected(answer.error());
  if (!answer->is_good() && answer->status != 405 && answer->status != 404) {
    return std::unexpected(ErrorOfAnswer(*answer, "say what it is"));
  }
  const bool is_open_search = answer->body.find(R"("opensearch")") != std::string::npos;
  return is_open_search ? ServerKind::kOpenSearch : ServerKind::kElasticsearch;
}

Result<void> SeeThatItWins(Http& http, std::string_view index, std::chrono::milliseconds give_up) {
  const std::string path = "/_index_template/_simulate_index/" + std::string(index) +
                           "?filter_path=template.mappings._meta.made_by,error.type";
  const auto answer = http.AskPatiently({"POST", path, ""}, give_up);
  if (!answer) return std::unexpected(answer.error());
  if (!answer->is_good()) {
    return std::unexpected(ErrorOfAnswer(*answer, "say which index template wins"));
  }
  if (answer->body.find('"' + std::string(kMark) + '"') != std::string::npos) return {};
  return Failure(ExitCode::kUsage,
                 "another index template of the server has a higher priority for " +
                     std::string(index) + " than funload's: its types would refuse records",
                 "lower its priority under " + std::to_string(kPriority) +
                     ", or load under another --index-prefix");
}

}  // namespace

std::string TemplateBody(std::string_view prefix, ServerKind kind) {
  JsonObject mappings;
  mappings.AddRaw("_meta", JsonObject().Add("made_by", kMark).Text());
  mappings.AddRaw("dynamic", "false");
  mappings.AddRaw("properties", Properties(RootFields(), kind));
  JsonObject index;
  index.Add("number_of_shards", 1).Add("auto_expand_replicas", "0-1");
  JsonObject made;
  made.AddRaw("settings", JsonObject().AddRaw("index", index.Text()).Text());
  made.AddRaw("mappings", mappings.Text());
  JsonObject body;
  body.AddRaw("index_patterns", "[\"" + std::string(prefix) + "*\"]");
  body.Add("priority", kPriority);
  body.AddRaw("template", made.Text());
  return body.Text();
}

std::string TemplateName(std::string_view prefix) {
  while (prefix.size() > 1 && prefix.ends_with('-')) prefix.remove_suffix(1);
  return std::string(prefix);
}

bool IsIndexPrefix(std::string_view prefix) {
  return !prefix.empty() && prefix.size() <= kLongestPrefix &&
         std::ranges::all_of(prefix, IsIndexCharacter) &&
         std::string_view("-_.").find(prefix[0]) == std::string_view::npos;
}

Result<std::optional<TemplateDifference>> CompareTemplate(Http& http, std::string_view prefix,
                                                          std::chrono::milliseconds give_up) {
  const auto kind = AskKind(http, give_up);
  if (!kind) return std::unexpected(kind.error());
  const std::string path = "/_index_template/" + TemplateName(prefix) +
                           "?filter_path=index_templates.index_template,error.type";
  const auto answer = http.AskPatiently({"GET", path, ""}, give_up);
  if (!answer) return std::unexpected(answer.error());
  if (answer->status == 404) return std::nullopt;
  if (!answer->is_good()) {
    return std::unexpected(ErrorOfAnswer(*answer, "show its index template"));
  }
  return DifferenceOf(answer->body, TemplateBody(prefix, *kind));
}

Result<void> PutTemplate(Http& http, std::string_view prefix, std::string_view index,
                         std::chrono::milliseconds give_up) {
  const auto kind = AskKind(http, give_up);
  if (!kind) return std::unexpected(kind.error());
  const std::string body = TemplateBody(prefix, *kind);
  const std::string path = "/_index_template/" + TemplateName(prefix);
  const auto put =
      http.AskPatiently({"PUT", path + "?filter_path=acknowledged,error.type", body}, give_up);
  if (!put) return std::unexpected(put.error());
  if (!put->is_good()) return std::unexpected(ErrorOfAnswer(*put, "take the index template"));
  return SeeThatItWins(http, index, give_up);
}

}  // namespace fun::loader
