#include "loader/server/template.h"

#include <algorithm>
#include <span>

#include "core/record/summary.h"
#include "loader/transform/fields.h"

namespace fun::loader {
namespace {

using record::JsonObject;

// A stream's goes before the other: the prefix of somebody's indices may begin the stream's name.
std::uint64_t PriorityOf(const Target& target) { return target.is_stream() ? 501 : 500; }

// A keyword over 32,766 bytes would refuse its document; longer ones are kept, not indexed.
constexpr std::string_view kKeyword = R"({"type":"keyword","ignore_above":1024})";
constexpr std::string_view kKeywordAndRaw =
    R"({"type":"keyword","ignore_above":1024,"fields":{"raw":{"type":"keyword","ignore_above":1024}}})";
constexpr std::string_view kText =
    R"({"type":"text","fields":{"raw":{"type":"keyword","ignore_above":1024}}})";

// Marks a mapping as ours.
constexpr std::string_view kMark = "funload";

// What decides about types.
struct Flavour {
  ServerKind kind = ServerKind::kElasticsearch;
  bool is_stream = false;
};

std::string Properties(std::span<const Field> fields, Flavour where);

std::string TypeOf(const Field& field, Flavour where) {
  switch (field.type) {
    case FieldType::kDate:
      // Ours is never malformed, and a data stream refuses the attribute on it.
      if (where.is_stream && field.name == "@timestamp") return R"({"type":"date"})";
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
      return JsonObject().AddRaw("properties", Properties(field.inside, where)).Text();
    case FieldType::kTree:
      return where.kind == ServerKind::kOpenSearch ? R"({"type":"flat_object"})"
                                                   : R"({"type":"flattened","ignore_above":1024})";
    case FieldType::kUnread:
      break;
  }
  return R"({"type":"object","enabled":false})";
}

std::string Properties(std::span<const Field> fields, Flavour where) {
  JsonObject properties;
  for (const Field& field : fields) properties.AddRaw(field.name, TypeOf(field, where));
  return properties.Text();
}

// OpenSearch says its name where Elasticsearch says a version only, or nothing (405: its test
// distribution has no such page).
Result<ServerKind> AskKind(Http& http, std::chrono::milliseconds give_up) {
  const auto answer =
      http.AskPatiently({"GET", "/?filter_path=version.distribution,error.type", ""}, give_up);
  if (!answer) return std::unexpected(answer.error());
  // Elasticsearch 7 tells no version to who may only load.
  const bool may_not_ask = answer->status == 403 && answer->names_elasticsearch;
  if (!answer->is_good() && answer->status != 405 && answer->status != 404 && !may_not_ask) {
    return std::unexpected(ErrorOfAnswer(*answer, "say what it is"));
  }
  const bool is_open_search = answer->body.find(R"("opensearch")") != std::string::npos;
  return is_open_search ? ServerKind::kOpenSearch : ServerKind::kElasticsearch;
}

bool HasMark(const Answer& answer) {
  return answer.body.find('"' + std::string(kMark) + '"') != std::string::npos;
}

// True when the stream is there already, with our types.  OpenSearch does not say which template
// would win for one that is there.
Result<bool> IsStreamOfOurs(Http& http, const Target& target, std::chrono::milliseconds give_up) {
  const auto answer = http.AskPatiently(
      {"GET", "/" + target.stream + "/_mapping?filter_path=*.mappings._meta.made_by,error.type",
       ""},
      give_up);
  if (!answer) return std::unexpected(answer.error());
  if (answer->status == 404) return false;
  if (!answer->is_good()) return std::unexpected(ErrorOfAnswer(*answer, "show a stream's mapping"));
  if (HasMark(*answer)) return true;
  return Failure(
      ExitCode::kUsage,
      target.stream + " was made by another index template: its types would refuse records",
      "load into another --data-stream");
}

Result<void> SeeThatItWins(Http& http, const Target& target, std::string_view index,
                           std::chrono::milliseconds give_up) {
  if (target.is_stream()) {
    const auto is_ours = IsStreamOfOurs(http, target, give_up);
    if (!is_ours) return std::unexpected(is_ours.error());
    if (*is_ours) return {};
  }
  const std::string path = "/_index_template/_simulate_index/" + std::string(index) +
                           "?filter_path=template.mappings._meta.made_by,error.type";
  const auto answer = http.AskPatiently({"POST", path, ""}, give_up);
  if (!answer) return std::unexpected(answer.error());
  if (!answer->is_good()) {
    return std::unexpected(ErrorOfAnswer(*answer, "say which index template wins"));
  }
  if (HasMark(*answer)) return {};
  return Failure(ExitCode::kUsage,
                 "another index template of the server has a higher priority for " +
                     std::string(index) + " than funload's: its types would refuse records",
                 "lower its priority under " + std::to_string(PriorityOf(target)) +
                     ", or load under another " +
                     std::string(target.is_stream() ? "--data-stream" : "--index-prefix"));
}

}  // namespace

std::string TemplateBody(const Target& target, ServerKind kind) {
  JsonObject mappings;
  mappings.AddRaw("_meta", JsonObject().Add("made_by", kMark).Text());
  mappings.AddRaw("dynamic", "false");
  mappings.AddRaw("properties", Properties(RootFields(), {kind, target.is_stream()}));
  JsonObject index;
  index.Add("number_of_shards", 1).Add("auto_expand_replicas", "0-1");
  JsonObject made;
  made.AddRaw("settings", JsonObject().AddRaw("index", index.Text()).Text());
  made.AddRaw("mappings", mappings.Text());
  JsonObject body;
  body.AddRaw("index_patterns", "[\"" + target.Everything() + "\"]");
  body.Add("priority", PriorityOf(target));
  if (target.is_stream()) body.AddRaw("data_stream", "{}");
  body.AddRaw("template", made.Text());
  return body.Text();
}

Result<std::optional<TemplateDifference>> CompareTemplate(Http& http, const Target& target,
                                                          std::chrono::milliseconds give_up) {
  const auto kind = AskKind(http, give_up);
  if (!kind) return std::unexpected(kind.error());
  const std::string path = "/_index_template/" + target.TemplateName() +
                           "?filter_path=index_templates.index_template,error.type";
  const auto answer = http.AskPatiently({"GET", path, ""}, give_up);
  if (!answer) return std::unexpected(answer.error());
  if (answer->status == 404) return std::nullopt;
  if (!answer->is_good()) {
    return std::unexpected(ErrorOfAnswer(*answer, "show its index template"));
  }
  return DifferenceOf(answer->body, TemplateBody(target, *kind));
}

Result<void> PutTemplate(Http& http, const Target& target, std::string_view index,
                         std::chrono::milliseconds give_up) {
  const auto kind = AskKind(http, give_up);
  if (!kind) return std::unexpected(kind.error());
  const std::string body = TemplateBody(target, *kind);
  const std::string path = "/_index_template/" + target.TemplateName();
  const auto put =
      http.AskPatiently({"PUT", path + "?filter_path=acknowledged,error.type", body}, give_up);
  if (!put) return std::unexpected(put.error());
  if (!put->is_good()) return std::unexpected(ErrorOfAnswer(*put, "take the index template"));
  return SeeThatItWins(http, target, index, give_up);
}

}  // namespace fun::loader
