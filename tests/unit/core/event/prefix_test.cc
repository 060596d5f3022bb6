#include "core/event/prefix.h"

#include <gtest/gtest.h>

#include <string>

namespace fun::event {
namespace {

constexpr std::string_view kSyslog = "Feb  1 10:00:00 host python: ";
constexpr std::string_view kPython =
    "2023-05-23 13:53:13,461 INFO 20 [tracking] [user 6] [ip 1.2.3.4] logger.py:41 - ";

TEST(PrefixSize, IsTheSizeOfAHeaderOfEitherForm) {
  const std::string accepted[] = {
      std::string(kSyslog),
      std::string(kPython),
      "Feb 01 10:00:00 host python: ",
      "Feb 1 10:00:00 host x: ",
      "Dec 31 23:59:59 10.0.0.1 x: ",
      "Jan  1 00:00:00 host : ",
      "Jan  1 00:00:00 host  - ",
      "Feb  1 10:00:00 host python[12]: INFO track - ",
      "Feb  1 10:00:00 h [service_variant=lms][tracking][env:sandbox] INFO [h 2] [a.py:36] - ",
      "Feb  1 10:00:00 host said \"hello\" and \\: ",
      "2023-05-23 13:53:13,461 E 0 [tracking] [user ] [ip ] a:1 - ",
      "2023-05-23 13:53:13,461 INFO 20 [tracking] [user None] [ip 2001:db8::7] l.py:41 - ",
      "2023-05-23 13:53:13,461 WARNING 20 [tracking] [user a b \"c\"] [ip x, y] l.py:41 - ",
  };
  for (const std::string& header : accepted) {
    EXPECT_EQ(PrefixSize(header + R"({"a":1})"), header.size()) << header;
    EXPECT_EQ(PrefixSize(header + "{"), header.size()) << header;
  }
}

TEST(PrefixSize, IsNothingForEveryOtherByteBeforeTheBrace) {
  const std::string refused[] = {
      "",
      "x",
      " ",
      "\xEF\xBB\xBF",
      "feb  1 10:00:00 host x: ",
      "Fev  1 10:00:00 host x: ",
      " Feb  1 10:00:00 host x: ",
      "Feb   1 10:00:00 host x: ",
      "Feb1 10:00:00 host x: ",
      "Feb  123 10:00:00 host x: ",
      "Feb  1 1:00:00 host x: ",
      "Feb  1 10:00 host x: ",
      "Feb  1 10:00:00host x: ",
      "Feb  1 10:00:00 host x:",
      "Feb  1 10:00:00 host: ",
      "Feb  1 10:00:00 host - ",
      "Feb  1 10:00:00 host x -",
      "Feb  1 10:00:00 host x ",
      "Feb  1 10:00:00  x",
      "Feb  1 10:00:00 ",
      "2023-05-23 13:53:13.461 INFO 20 [tracking] [user 6] [ip 1.2.3.4] l.py:41 - ",
      "2023-05-23T13:53:13,461 INFO 20 [tracking] [user 6] [ip 1.2.3.4] l.py:41 - ",
      "2023-05-23 13:53:13,461 info 20 [tracking] [user 6] [ip 1.2.3.4] l.py:41 - ",
      "2023-05-23 13:53:13,461 INFO x [tracking] [user 6] [ip 1.2.3.4] l.py:41 - ",
      "2023-05-23 13:53:13,461 INFO 20 [django] [user 6] [ip 1.2.3.4] l.py:41 - ",
      "2023-05-23 13:53:13,461 INFO 20 [tracking] [user 6 [ip 1.2.3.4] l.py:41 - ",
      "2023-05-23 13:53:13,461 INFO 20 [tracking] [user 6] [ip 1.2.3.4] l.py: - ",
      "2023-05-23 13:53:13,461 INFO 20 [tracking] [user 6] [ip 1.2.3.4] l.py:41 -",
      "2023-05-23 13:53:13,461 INFO 20 [tracking] [user 6] [ip 1.2.3.4] l.py:41 - - ",
      "x" + std::string(kPython),
      std::string(kPython) + "x",
      std::string(kSyslog) + "x",
      std::string("Feb  1 10:00:00 h\0st x: ", 24),
  };
  for (const std::string& header : refused) {
    EXPECT_EQ(PrefixSize(header + R"({"a":1})"), std::nullopt) << header;
  }
}

TEST(PrefixSize, EndsAtTheFirstBrace) {
  const std::string header(kSyslog);
  EXPECT_EQ(PrefixSize(header + "{}: {}"), header.size());
  EXPECT_EQ(PrefixSize("Feb  1 10:00:00 h{st x: {}"), std::nullopt);
  EXPECT_EQ(PrefixSize(header), std::nullopt);
}

// Every header with one byte taken away or doubled is a header or is none; what
// is taken for one must still end in ": " or " - ".
TEST(PrefixSize, TakesNoHeaderThatDoesNotEndInItsSeparator) {
  for (const std::string_view header : {kSyslog, kPython}) {
    for (std::size_t at = 0; at < header.size(); ++at) {
      std::string shorter(header);
      shorter.erase(at, 1);
      std::string longer(header);
      longer.insert(at, 1, header[at]);
      for (const std::string& changed : {shorter, longer}) {
        if (!PrefixSize(changed + "{}")) continue;
        EXPECT_TRUE(changed.ends_with(": ") || changed.ends_with(" - ")) << changed;
      }
    }
  }
}

}  // namespace
}  // namespace fun::event
