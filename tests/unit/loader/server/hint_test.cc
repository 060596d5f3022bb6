#include "loader/server/hint.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fun::loader {
namespace {

using testing::HasSubstr;
using testing::Not;

Connection SecretConnection(std::string url) {
  Connection connection;
  connection.url = std::move(url);
  connection.authorization = "Basic hunter2";
  return connection;
}

TEST(HintForStatus, NamesTheFlagsOfTheWayInThatWasTried) {
  EXPECT_THAT(HintForStatus(401, Identity::kNobody), HasSubstr("--user NAME --password-file FILE"));
  EXPECT_THAT(HintForStatus(401, Identity::kPassword), HasSubstr("--password-file FILE"));
  EXPECT_THAT(HintForStatus(401, Identity::kApiKey), HasSubstr("--api-key-file FILE"));
  EXPECT_THAT(HintForStatus(401, Identity::kToken), HasSubstr("--token-file FILE"));
  EXPECT_THAT(HintForStatus(403, Identity::kToken), HasSubstr("create_doc"));
  EXPECT_EQ(HintForStatus(500, Identity::kNobody), "");
}

TEST(HintForTlsServer, IsTheSameAddressOverHttps) {
  EXPECT_THAT(HintForTlsServer(SecretConnection("http://es:9200/base")),
              HasSubstr("--url https://es:9200/base --ca-cert FILE"));
}

TEST(HintForPlainServer, IsTheSameAddressOverHttpAndNoFlagThatHttpRefuses) {
  Connection connection = SecretConnection("https://es:9200");
  EXPECT_THAT(HintForPlainServer(connection), HasSubstr("--url http://es:9200"));
  EXPECT_THAT(HintForPlainServer(connection), Not(HasSubstr("--ca-cert")));
  connection.ca_cert = "PEM";
  EXPECT_THAT(HintForPlainServer(connection), HasSubstr("without --ca-cert"));
}

TEST(HintForDoubt, NeverHoldsASecretNorAdvisesToTrustLess) {
  for (const Doubt doubt : {Doubt::kAuthority, Doubt::kFingerprint, Doubt::kLeafAlone, Doubt::kDate,
                            Doubt::kHost, Doubt::kOther}) {
    const std::string hint = HintForDoubt(doubt, SecretConnection("https://es:9200"));
    EXPECT_THAT(hint, Not(HasSubstr("hunter2")));
    EXPECT_THAT(hint, Not(HasSubstr("http://")));
    EXPECT_NE(hint, "");
  }
}

}  // namespace
}  // namespace fun::loader
