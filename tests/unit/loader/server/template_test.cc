#include "loader/server/template.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "anonymizer/release/files.h"

namespace fun::loader {
namespace {

TEST(TemplateBody, IsForThePrefixAndIndexesItsOwnFieldsOnly) {
  const std::string body = TemplateBody({.index_prefix = "p-"}, ServerKind::kElasticsearch);
  EXPECT_TRUE(body.starts_with(
      R"({"index_patterns":["p-*"],"priority":500,"template":{)"
      R"("settings":{"index":{"number_of_shards":1,"auto_expand_replicas":"0-1"}},)"
      R"("mappings":{"_meta":{"made_by":"funload"},"dynamic":false,"properties":{)"
      R"("@timestamp":{"type":"date","ignore_malformed":true})"))
      << body;
  EXPECT_NE(body.find(R"("context":{"properties":{"course_id":{)"), std::string::npos);
  EXPECT_NE(body.find(R"("unindexed":{"type":"object","enabled":false})"), std::string::npos);
}

TEST(TemplateBody, HasTheTreeThatTheServerKnows) {
  EXPECT_NE(TemplateBody({.index_prefix = "p-"}, ServerKind::kElasticsearch)
                .find(R"("event":{"type":"flattened","ignore_above":1024})"),
            std::string::npos);
  EXPECT_NE(TemplateBody({.index_prefix = "p-"}, ServerKind::kOpenSearch)
                .find(R"("event":{"type":"flat_object"})"),
            std::string::npos);
}

// The file of a release, without what makes it readable; no string in it has white space.
std::string ReleasedTemplate(std::string_view name) {
  for (const anonymizer::ReleaseFile& file : anonymizer::LoadFiles()) {
    if (file.name != name) continue;
    std::string text(file.text);
    std::erase_if(text, [](char c) { return c == ' ' || c == '\n'; });
    return text;
  }
  return "";
}

// anonymizer may not ask the loader, so the files of load/ are held against it here.
TEST(TemplateBody, IsWhatAReleaseHoldsForThoseWithoutFunload) {
  const std::string prefix = "logstash-trackinglogs-";
  EXPECT_EQ(ReleasedTemplate("load/index-template.json"),
            TemplateBody({.index_prefix = prefix}, ServerKind::kElasticsearch));
  EXPECT_EQ(ReleasedTemplate("load/index-template-opensearch.json"),
            TemplateBody({.index_prefix = prefix}, ServerKind::kOpenSearch));
}

TEST(TemplateBody, OfAStreamIsForItsNameAloneAndBeforeThePrefixes) {
  const std::string body = TemplateBody({.stream = "s"}, ServerKind::kOpenSearch);
  EXPECT_TRUE(
      body.starts_with(R"({"index_patterns":["s"],"priority":501,"data_stream":{},"template":{)"))
      << body;
  EXPECT_NE(body.find(R"("properties":{"@timestamp":{"type":"date"},)"), std::string::npos);
}

}  // namespace
}  // namespace fun::loader
