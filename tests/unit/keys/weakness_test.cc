#include "keys/weakness.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace fun::keys {
namespace {

TEST(WeaknessOf, FindsTheShortTheRepeatedAndTheCommon) {
  const std::string_view weak[] = {
      "",
      "15 bytes of it!",
      "passwordpassword",
      "PasswordPassword",
      "changemechangemechangeme",
      "secretsecretsecr",
      "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
      "x7$Qx7$Qx7$Qx7$Q",
      "0123456789abcdef",
      "0123456789ABCDEF0123456789ABCDEF",
      "1234567890123456",
      "password12345678",
      "password        ",
      "  secret         ",
      "secret0000000000000",
      "!!!!!!changeme!!!!!!",
      "my-secret-key-2015",
      "abcdefghijklmnopqrstuvwxyz",
      "qwertyuiopasdfghjklzxcvbnm",
      "85920908f28904ed733fe576320db18cabd7b6cd",
      "DUMMY KEY CHANGE BEFORE GOING TO PRODUCTION",
      "SET-ME-TO-A-UNIQUE-LONG-RANDOM-STRING",
      "replace_with_your_secret_key",
      "Your secret key here",
      "django-insecure-secret-key",
      "1qaz2wsx3edc4rfv",
      "soleil-soleil-2015",
      "CorrectHorseBatteryStaple",
  };
  for (const std::string_view secret : weak) EXPECT_NE(WeaknessOf(secret), "") << secret;
  EXPECT_NE(WeaknessOf(std::string("secret") + std::string(26, '\0')), "");
}

TEST(WeaknessOf, LetsPassWhatAPersonCouldHaveChosenWell) {
  const std::string_view fair[] = {
      "the 2015 script kept this key",
      "plum orbit lantern quiver",
      "9f86d081884c7d659a2feaa0c55ad015",
      "k3y-Zq81+Lm0/Vx7",
      "61472583690315974820",
  };
  for (const std::string_view secret : fair) EXPECT_EQ(WeaknessOf(secret), "") << secret;
}

TEST(WeaknessOf, FindsNothingInRandomKeys) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::mt19937 random(20150607);  // fixed: a failure must repeat
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes;
    std::string hex;
    for (int i = 0; i < 16; ++i) bytes += static_cast<char>(random() & 255);
    for (int i = 0; i < 32; ++i) hex += kHex[random() % 16];
    ASSERT_EQ(WeaknessOf(bytes), "") << round;
    ASSERT_EQ(WeaknessOf(hex), "") << round;
  }
}

}  // namespace
}  // namespace fun::keys
