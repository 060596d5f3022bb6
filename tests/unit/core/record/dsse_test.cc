#include "core/record/dsse.h"

#include <gtest/gtest.h>

namespace fun::record {
namespace {

const std::string kEnvelopeLine =
    R"({"payload":"aGVsbG8gd29ybGQ=","payloadType":"text/x","signatures":[{"keyid":"k","sig":"AAEC"}]})";

// What a line was read as and written again, or "5: words".
std::string EnvelopeAgain(std::string_view line) {
  const auto envelope = ParseEnvelope(line);
  if (envelope) return EnvelopeText(*envelope);
  return std::to_string(static_cast<int>(envelope.error().code)) + ": " + envelope.error().message;
}

constexpr std::string_view kNoEnvelope = "5: no signed envelope";

// A line with `from` replaced.
std::string LineWith(std::string_view from, std::string_view to) {
  std::string line = kEnvelopeLine;
  line.replace(line.find(from), from.size(), to);
  return line;
}

TEST(PreAuthEncoding, IsThatOfTheSpecification) {
  EXPECT_EQ(PreAuthEncoding("http://example.com/HelloWorld", "hello world"),
            "DSSEv1 29 http://example.com/HelloWorld 11 hello world");
  EXPECT_EQ(PreAuthEncoding("", ""), "DSSEv1 0  0 ");
  EXPECT_EQ(PreAuthEncoding("\xC3\xA9", std::string("\0\n", 2)),
            std::string("DSSEv1 2 \xC3\xA9 2 \0\n", 16));
}

TEST(PreAuthEncoding, TellsApartWhatIsMovedFromTypeToPayload) {
  EXPECT_NE(PreAuthEncoding("a 1 b", "c"), PreAuthEncoding("a", "b 1 c"));
}

TEST(Envelope, IsWrittenAndReadBack) {
  const Envelope envelope = {"text/x", "hello world", {{"k", std::string("\0\1\2", 3)}}};
  EXPECT_EQ(EnvelopeText(envelope), kEnvelopeLine);
  EXPECT_EQ(ParseEnvelope(kEnvelopeLine).value(), envelope);
}

TEST(Envelope, MayHaveManySignaturesAndNoKeyId) {
  const std::string line =
      LineWith(R"({"keyid":"k","sig":"AAEC"})", R"({"sig":"AAEC"},{"sig":""})");
  EXPECT_EQ(EnvelopeAgain(line), line);
  EXPECT_EQ(ParseEnvelope(line)->signatures.size(), 2U);
}

TEST(Envelope, TakesBothAlphabetsOfBase64ButNotInOne) {
  EXPECT_EQ(ParseEnvelope(LineWith("AAEC", "-_8="))->signatures[0].signature, "\xFB\xFF");
  EXPECT_EQ(EnvelopeAgain(LineWith("AAEC", "+_8=")), kNoEnvelope);
}

TEST(Envelope, IsRefusedWhenItIsNotExactlyOne) {
  for (const auto& [from, to] : std::initializer_list<std::pair<const char*, const char*>>{
           {"\"payload\"", "\"body\""},
           {"payloadType", "type"},
           {"signatures", "signature"},
           {"{\"payload\"", "{\"note\":\"a raw log\",\"payload\""},
           {"{\"keyid\"", "{\"cert\":\"x\",\"keyid\""},
           {"{\"keyid\":\"k\",\"sig\":\"AAEC\"}", ""},
           {"{\"keyid\":\"k\",\"sig\":\"AAEC\"}", "7"},
           {"\"sig\":\"AAEC\"", "\"sig\":7"},
           {",\"sig\":\"AAEC\"", ""},
           {"\"k\"", "7"},
           {"\"text/x\"", "null"},
           {"aGVsbG8gd29ybGQ=", "aGVsbG8gd29ybGQ"},
           {"aGVsbG8gd29ybGQ=", "aGVsbG8gd29ybGR="},
           {"aGVsbG8gd29ybGQ=", " aGVsbG8gd29ybGQ="},
           {"\"payloadType\"", "\"payload\":\"\",\"payloadType\""},
           {"[{", "{\"a\":{"},
           {"}]}", "}]"},
           {"}]}", "}]}}"}}) {
    EXPECT_EQ(EnvelopeAgain(LineWith(from, to)), kNoEnvelope) << from << " -> " << to;
  }
}

TEST(Envelope, CutAnywhereIsRefused) {
  for (std::size_t size = 0; size < kEnvelopeLine.size(); ++size) {
    ASSERT_EQ(EnvelopeAgain(kEnvelopeLine.substr(0, size)), kNoEnvelope) << size;
  }
}

TEST(Envelopes, StandOneALine) {
  EXPECT_EQ(ParseEnvelopes("", "f")->size(), 0U);
  EXPECT_EQ(ParseEnvelopes(kEnvelopeLine + "\n", "f")->size(), 1U);
  EXPECT_EQ(ParseEnvelopes(kEnvelopeLine + "\n" + kEnvelopeLine, "f")->size(), 2U);
}

TEST(Envelopes, SayWhichLineIsNone) {
  const auto read = ParseEnvelopes(kEnvelopeLine + "\n\n" + kEnvelopeLine + "\n", "f");
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().code, ExitCode::kVerify);
  EXPECT_EQ(read.error().message, "f, line 2: it is no whole signed envelope");
}

}  // namespace
}  // namespace fun::record
