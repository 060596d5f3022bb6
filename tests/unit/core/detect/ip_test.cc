#include "core/detect/ip.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <random>
#include <string>

namespace fun::detect {
namespace {

struct Row {
  std::string_view address;
  std::string_view network;  // "" when it is no address
};

TEST(TruncateIp, CutsIpv4To24BitsAndIpv6To48) {
  const Row table[] = {
      {"82.1.2.3", "82.1.2.0"},
      {"82.1.2.0", "82.1.2.0"},
      {"255.255.255.255", "255.255.255.0"},
      {"0.0.0.0", "0.0.0.0"},
      {"2001:db8:1:2:3:4:5:6", "2001:db8:1::"},
      {"2001:DB8:1::7", "2001:db8:1::"},
      {"2001:0db8:0001::", "2001:db8:1::"},
      {"::1", "::"},
      {"::", "::"},
      {"fe80::1", "fe80::"},
      {"1:2:3:4:5:6:7::", "1:2:3::"},
      {"::ffff:82.1.2.3", "::ffff:82.1.2.0"},
      {"::FFFF:5201:0203", "::ffff:82.1.2.0"},
      {"64:ff9b::82.1.2.3", "64:ff9b::"},
  };
  for (const Row& row : table) {
    EXPECT_EQ(TruncateIp(row.address), row.network) << row.address;
    EXPECT_TRUE(IsIp(row.address)) << row.address;
    EXPECT_TRUE(IsTruncatedIp(row.network)) << row.network;
  }
}

TEST(TruncateIp, GivesNothingForWhatIsNoAddress) {
  for (const std::string_view text :
       {std::string_view(""), std::string_view(" 82.1.2.3"), std::string_view("82.1.2.3 "),
        std::string_view("82.1.2"), std::string_view("82.1.2.256"), std::string_view("82.1.2.3.4"),
        std::string_view("82.1.2.03"), std::string_view("82.1.2.3:80"),
        std::string_view("[2001:db8::7]"), std::string_view("fe80::1%eth0"),
        std::string_view("1:2:3:4:5:6:7:8:9"), std::string_view("1::2::3"),
        std::string_view("g::1"), std::string_view("82.1.2.3\0", 9),
        std::string_view("82.1.2.3, 10.0.0.1"), std::string_view("unknown"),
        std::string_view("2001:0db8:0001:0002:0003:0004:0005:0006:0007:0008")}) {
    EXPECT_EQ(TruncateIp(text), std::nullopt) << text;
    EXPECT_FALSE(IsIp(text)) << text;
    EXPECT_FALSE(IsTruncatedIp(text)) << text;
  }
}

TEST(IsTruncatedIp, IsTrueOnlyWithoutAnythingBehindTheNetwork) {
  EXPECT_TRUE(IsTruncatedIp("82.1.2.0"));
  EXPECT_FALSE(IsTruncatedIp("82.1.2.1"));
  EXPECT_TRUE(IsTruncatedIp("2001:db8:1::"));
  EXPECT_FALSE(IsTruncatedIp("2001:db8:1:1::"));
  EXPECT_FALSE(IsTruncatedIp("2001:db8:1::1"));
  EXPECT_TRUE(IsTruncatedIp("::ffff:82.1.2.0"));
  EXPECT_FALSE(IsTruncatedIp("::ffff:82.1.2.3"));
}

TEST(TruncateIp, CuttingTwiceIsCuttingOnce) {
  std::mt19937 random(24);  // fixed: a failure must repeat
  for (int round = 0; round < 20'000; ++round) {
    char text[64];
    if (round % 2 == 0) {
      std::snprintf(text, sizeof text, "%u.%u.%u.%u", static_cast<unsigned>(random() % 256),
                    static_cast<unsigned>(random() % 256), static_cast<unsigned>(random() % 256),
                    static_cast<unsigned>(random() % 256));
    } else {
      std::snprintf(
          text, sizeof text, "%x:%x:%x:%x::%x", static_cast<unsigned>(random() % 65536),
          static_cast<unsigned>(random() % 65536), static_cast<unsigned>(random() % 65536),
          static_cast<unsigned>(random() % 65536), static_cast<unsigned>(random() % 65536));
    }
    const auto once = TruncateIp(text);
    ASSERT_TRUE(once.has_value()) << text;
    ASSERT_TRUE(IsTruncatedIp(*once)) << text;
    ASSERT_EQ(TruncateIp(*once), once) << text;
  }
}

}  // namespace
}  // namespace fun::detect
