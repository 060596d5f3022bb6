#include "keys/release/sign.h"

#include <gtest/gtest.h>

namespace fun::keys {
namespace {

// The worked example of docs/format/attestation.md, as openssl signed it: RFC 8032, 7.1, TEST 1.
constexpr std::string_view kSeed =
    "\x9d\x61\xb1\x9d\xef\xfd\x5a\x60\xba\x84\x4a\xf4\x92\xec\x2c\xc4"
    "\x44\x49\xc5\x69\x7b\x32\x69\x19\x70\x3b\xac\x03\x1c\xae\x7f\x60";
constexpr std::string_view kEnvelope =
    R"({"payload":"eyJfdHlwZSI6Imh0dHBzOi8vaW4tdG90by5pby9TdGF0ZW1lbnQvdjEiLCJzdWJqZWN0IjpbeyJuYW1lIjoiZGF0YS9hLm5kanNvbi5neiIsImRpZ2VzdCI6eyJzaGEyNTYiOiJjYTk3ODExMmNhMWJiZGNhZmFjMjMxYjM5YTIzZGM0ZGE3ODZlZmY4MTQ3YzRlNzJiOTgwNzc4NWFmZWU0OGJiIn19XSwicHJlZGljYXRlVHlwZSI6Imh0dHBzOi8vaW4tdG90by5pby9hdHRlc3RhdGlvbi90ZXN0LXJlc3VsdC92MC4xIiwicHJlZGljYXRlIjp7InJlc3VsdCI6IlBBU1NFRCIsImNvbmZpZ3VyYXRpb24iOlt7Im5hbWUiOiJwb2xpY3kiLCJkaWdlc3QiOnsic2hhMjU2IjoiODIzNDEyZDFlYWNiNjc5NTYyMjBlNTMyOTU5ZjAxMDQ2MDMwNTdjODg3MDQ4NjNjYTM4ZTdjZDE4OGZkYTgxMiJ9LCJhbm5vdGF0aW9ucyI6eyJuYW1lIjoic3RhbmRhcmQifX0seyJuYW1lIjoicnVsZXMiLCJkaWdlc3QiOnsic2hhMjU2IjoiNmM2MjFkMWEwNTEzOGE3ODg4ZDM3ZDkyNjlhOWRhOGUyZTExZTRhY2VkMmY2Y2ZkMjRiMDVhYjFiOWU2MWJiMCJ9fV0sInBhc3NlZFRlc3RzIjpbImVtYWlsIl0sIndhcm5lZFRlc3RzIjpbInNpcmV0Il0sImZhaWxlZFRlc3RzIjpbXX19","payloadType":"application/vnd.in-toto+json","signatures":[{"keyid":"06e3fd8fda29bb60ab59557de61edb0aecdb231134be30e75b455f8e1b792fa9","sig":"3QzOq5SvudIkCnq0sq77jbWw2ZGObVfVFVzsEj145OLryfsbBlrF8jVx+Tpvs/QjxUMvJkl2LtC6qTvq526VAQ=="}]})"
    "\n";

record::Statement ExampleStatement() {
  record::Statement statement;
  statement.subjects = {
      {"data/a.ndjson.gz", "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"}};
  statement.result = record::TestResult::kPassed;
  json::Value notes = {json::ValueType::kObject};
  notes.Add("name", json::StringValue("standard"));
  statement.configuration = {
      {"policy", "823412d1eacb67956220e532959f0104603057c88704863ca38e7cd188fda812", notes},
      {"rules", "6c621d1a05138a7888d37d9269a9da8e2e11e4aced2f6cfd24b05ab1b9e61bb0"}};
  statement.passed = {"email"};
  statement.warned = {"siret"};
  return statement;
}

TEST(SignStatement, GivesTheEnvelopeOfTheDocuments) {
  const auto key = SigningKey::FromSeed(Secret::CopyOf(kSeed));
  ASSERT_TRUE(key.has_value());
  EXPECT_EQ(SignStatement(ExampleStatement(), *key).value(), kEnvelope);
}

TEST(WithEnvelope, AppendsALineUnlessItIsThere) {
  EXPECT_EQ(WithEnvelope("", "b\n"), "b\n");
  EXPECT_EQ(WithEnvelope("a\n", "b\n"), "a\nb\n");
  EXPECT_EQ(WithEnvelope("a", "b\n"), "a\nb\n");
  EXPECT_EQ(WithEnvelope("a\nb\nc\n", "b\n"), "a\nb\nc\n");
  EXPECT_EQ(WithEnvelope("a\nb", "b\n"), "a\nb\n");
  EXPECT_EQ(WithEnvelope("ab\n", "b\n"), "ab\nb\n");
}

}  // namespace
}  // namespace fun::keys
