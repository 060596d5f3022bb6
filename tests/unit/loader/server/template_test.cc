#include "loader/server/template.h"

#include <gtest/gtest.h>

namespace fun::loader {
namespace {

TEST(TemplateBody, IsForThePrefixAndIndexesLeavesOnly) {
  const std::string body = TemplateBody("p-", TemplateFlavour::kLeaves);
  EXPECT_TRUE(body.starts_with(
      R"({"index_patterns":["p-*"],"priority":500,"template":{)"
      R"("settings":{"index":{"number_of_shards":1,"auto_expand_replicas":"0-1"}},)"
      R"("mappings":{"dynamic":false,"subobjects":false,"properties":{)"
      R"("@timestamp":{"type":"date","ignore_malformed":true})"))
      << body;
  EXPECT_NE(body.find(R"("context.course_id":{"type":"keyword","ignore_above":1024})"),
            std::string::npos);
  EXPECT_EQ(body.find(R"("event":)"), std::string::npos);  // unmapped: any shape is taken
}

TEST(TemplateBody, HasObjectsForServersThatKnowNoLeaves) {
  const std::string body = TemplateBody("p-", TemplateFlavour::kObjects);
  EXPECT_EQ(body.find("subobjects"), std::string::npos);
  EXPECT_NE(body.find(R"("context":{"properties":{"course_id":{)"), std::string::npos);
  EXPECT_NE(body.find(R"("event":{"type":"object","enabled":false})"), std::string::npos);
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
