// Whole lines in, whole lines out.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>

#include "anonymizer/line.h"

namespace fun::anonymizer {

inline constexpr std::string_view kTestSecret = "a secret that only tests know";

// The pseudonyms under kTestSecret that expected lines name.  Python:
//   hmac.new(secret, message, sha256).hexdigest(); for other domains under
//   hkdf(secret, "fun/v1/domain/…") of 32 bytes, extracted with an empty salt.
inline constexpr std::pair<std::string_view, std::string_view> kPseudonyms[] = {
    {"<ada>", "31b9df211f11f8d0119e27ca95058be3a6e5b80e843c7b23c79678e60e3b650b"},
    {"<bob>", "0355ab6ca2582efbc57fade85861fcdcc8e28fbf16e3bc7561800b69c9fd2801"},
    {"<ada >", "6a125e8952461ee468cf64b0bff48d48ef21f3df09711db1731c89a62e8f1dc4"},
    {"<Ada>", "9d38f0ff520bba41facdf25d9a215ebcc2b0e221b50ccef6fb35bb94e01037ea"},
    {"<zo\xC3\xA9>", "e09c2198b087b988eee15e1a203ee78c0a3e55bbfa7d5f56c22902dc2ec5ad22"},
    // Messages: "\"\\\n"; b"\xed\xa0\xbd", a lone U+D83D; U+1F600; "0123456789abcdef" * 4.
    {"<quote>", "0d862aab5675a9653da45a0f9b630dc302b72f89593ea0360d33630121e36404"},
    {"<high>", "ccda2472b95d84f41ae925df38ebbbb98445718191769f7a73804f78a3b61a97"},
    {"<grin>", "44c11d3b2af7910f82e6b5884b1fb76f25fdb8f472cb51dfc997d2d3fa8d315b"},
    {"<hex>", "c0d61a4322e410b923d85e62f24dc6c650ae8f8f6b0ee3390531ba1143282eb8"},
    {"<user 42>", "b84889d38396949706078952fa5bbb45050d1d89a57069c29a8fcf5a7d8ee247"},
    {"<user 43>", "62fd839850107cccf601674f814d0294cae0bd0043628473d809186c20a80e59"},
    {"<session s1>", "a49f8e443ee28131a8a02ab6797e7d1f2f7371815eaccc01f1d0c4f3bf7b5a2c"},
};

// `text` with pseudonyms in place of their names.
inline std::string Named(std::string text) {
  for (const auto& [name, pseudonym] : kPseudonyms) {
    for (std::size_t at = 0; (at = text.find(name, at)) != text.npos; at += pseudonym.size()) {
      text.replace(at, name.size(), pseudonym);
    }
  }
  return text;
}

// What funanon makes of lines under one built-in policy.
class TestAnonymizer {
 public:
  explicit TestAnonymizer(std::string_view policy, LineOptions options = {1 << 24, 1024, false})
      : policy_(event::Policy::BuiltIn(policy).value()),
        anonymizer_(
            LineAnonymizer::Create(policy_, &detector_, keys::Secret::CopyOf(kTestSecret), options)
                .value()) {}

  // The anonymized line without its LF, or "rejected, …".  A line that is
  // rejected must leave no byte and no count.
  std::string operator()(std::string_view text) {
    splitter_.Start(text);
    event::Line line;
    if (!splitter_.Next(line)) return "no line";
    if (line.is_blank) return "blank";
    std::string out = "before|";
    counts = {};
    const std::string_view reason = anonymizer_.AnonymizeLine(line, out, counts);
    if (reason.empty()) {
      EXPECT_TRUE(out.ends_with('\n'));
      return out.substr(7, out.size() - 8);
    }
    EXPECT_EQ(out, "before|");
    EXPECT_EQ(FieldCountsJson(counts), FieldCountsJson({}));
    return "rejected, " + std::string(reason);
  }

  FieldCounts counts;  // of the last line

 private:
  detect::Detector detector_;
  event::Policy policy_;
  LineAnonymizer anonymizer_;
  event::LineSplitter splitter_;
};

inline std::string Anonymized(std::string_view policy, std::string_view line) {
  static TestAnonymizer seed("seed");
  static TestAnonymizer standard("standard");
  return policy == "seed" ? seed(line) : standard(line);
}

// A line and what both policies make of it.  "=": the line itself; a missing
// `standard`: as `seed`.
struct LineExample {
  std::string_view line;
  std::string_view seed;
  std::string_view standard = "";
};

template <std::size_t size>
void ExpectAnonymized(const LineExample (&table)[size]) {
  for (const LineExample& row : table) {
    const std::string_view seed = row.seed == "=" ? row.line : row.seed;
    std::string_view standard = row.standard == "=" ? row.line : row.standard;
    if (standard.empty()) standard = seed;
    EXPECT_EQ(Anonymized("seed", row.line), Named(std::string(seed))) << row.line;
    EXPECT_EQ(Anonymized("standard", row.line), Named(std::string(standard))) << row.line;
  }
}

}  // namespace fun::anonymizer
