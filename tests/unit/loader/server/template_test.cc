#include "loader/server/template.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "anonymizer/release/files.h"

namespace fun::loader {
namespace {

TEST(TemplateBody, IsForThePrefixAndIndexesItsOwnFieldsOnly) {
  const std::string body = TemplateBody("p-", ServerKind::kElasticsearch);
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
  EXPECT_NE(TemplateBody("p-", ServerKind::kElasticsearch)
                .find(R"("event":{"type":"flattened","ignore_above":1024})"),
            std::string::npos);
  EXPECT_NE(TemplateBody("p-", ServerKind::kOpenSearch).find(R"("event":{"type":"flat_object"})"),
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
            TemplateBody(prefix, ServerKind::kElasticsearch));
  EXPECT_EQ(ReleasedTemplate("load/index-template-opensearch.json"),
            TemplateBody(prefix, ServerKind::kOpenSearch));
}

TEST(TemplateName, IsThePrefixWithoutItsDash) {
  EXPECT_EQ(TemplateName("logstash-trackinglogs-"), "logstash-trackinglogs");
  EXPECT_EQ(TemplateName("x"), "x");
}

TEST(IsIndexPrefix, TakesWhatTheServerTakes) {
  for (const auto good : {"logstash-trackinglogs-", "a", "0_x.y-"})
    EXPECT_TRUE(IsIndexPrefix(good));
  for (const std::string bad : {"", "-a", "_a", ".a", "A", "a*", "a/b", "é", "a b", "a,b", "a?"}) {
    EXPECT_FALSE(IsIndexPrefix(bad)) << bad;
  }
  EXPECT_FALSE(IsIndexPrefix(std::string(201, 'a')));
}

}  // namespace
}  // namespace fun::loader
