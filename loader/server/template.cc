#include "loader/server/template.h"

#include <algorithm>

#include "core/record/summary.h"

namespace fun::loader {
namespace {

using record::JsonObject;

constexpr std::uint64_t kPriority = 500;
constexpr std::size_t kLongestPrefix = 200;

// A keyword over 32,766 bytes would refuse its document; longer ones are kept, not indexed.
constexpr std::string_view kKeyword = R"({"type":"keyword","ignore_above":1024})";
constexpr std::string_view kDate = R"({"type":"date","ignore_malformed":true})";

constexpr std::string_view kDates[] = {"@timestamp", "time"};
constexpr std::string_view kKeywords[] = {
    "accept_language", "agent",   "event_source", "event_type", "host", "ip", "name", "page",
    "referer",         "session", "username"};
constexpr std::string_view kContextKeywords[] = {"course_id", "org_id", "path", "user_id",
                                                 "username"};

std::string Properties(TemplateFlavour flavour) {
  JsonObject properties;
  for (const std::string_view name : kDates) properties.AddRaw(name, kDate);
  for (const std::string_view name : kKeywords) properties.AddRaw(name, kKeyword);
  if (flavour == TemplateFlavour::kLeaves) {
    for (const std::string_view name : kContextKeywords) {
      properties.AddRaw("context." + std::string(name), kKeyword);
    }
    return properties.Text();
  }
  JsonObject context;
  for (const std::string_view name : kContextKeywords) context.AddRaw(name, kKeyword);
  properties.AddRaw("context", JsonObject().AddRaw("properties", context.Text()).Text());
  properties.AddRaw("event", R"({"type":"object","enabled":false})");
  return properties.Text();
}

bool IsIndexCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

}  // namespace

std::string TemplateBody(std::string_view prefix, TemplateFlavour flavour) {
  JsonObject mappings;
  mappings.AddRaw("dynamic", "false");
  if (flavour == TemplateFlavour::kLeaves) mappings.AddRaw("subobjects", "false");
  mappings.AddRaw("properties", Properties(flavour));
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

Result<void> PutTemplate(Http& http, std::string_view prefix, std::chrono::milliseconds give_up) {
  const std::string path =
      "/_index_template/" + TemplateName(prefix) + "?filter_path=acknowledged,error.type";
  for (const auto flavour : {TemplateFlavour::kLeaves, TemplateFlavour::kObjects}) {
    const std::string body = TemplateBody(prefix, flavour);
    const auto answer = http.AskPatiently({"PUT", path, body}, give_up);
    if (!answer) return std::unexpected(answer.error());
    if (answer->is_good()) return {};
    const bool is_unknown_setting = answer->status == 400;
    if (is_unknown_setting && flavour == TemplateFlavour::kLeaves) continue;
    return std::unexpected(ErrorOfAnswer(*answer, "take the index template"));
  }
  return {};
}

}  // namespace fun::loader
