// Signed papers: envelopes of DSSE 1.0 (Dead Simple Signing Envelope), one JSON object a line.
//
// What is signed is the payload's bytes and its type, in an encoding of their lengths; nothing of
// the JSON around them.  So the JSON is read strictly: what no signature covers must not be there.
// https://github.com/secure-systems-lab/dsse (protocol.md, envelope.md)
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"

namespace fun::record {

inline constexpr std::string_view kStatementPayloadType = "application/vnd.in-toto+json";

struct EnvelopeSignature {
  std::string key_id;     // a hint only; "": none
  std::string signature;  // bytes

  bool operator==(const EnvelopeSignature&) const = default;
};

struct Envelope {
  std::string payload_type;
  std::string payload;  // bytes
  std::vector<EnvelopeSignature> signatures;

  bool operator==(const Envelope&) const = default;
};

// DSSE's pre-authentication encoding: the bytes that are signed.
std::string PreAuthEncoding(std::string_view payload_type, std::string_view payload);

// One line without LF.
std::string EnvelopeText(const Envelope& envelope);

// kVerify when `line` is no JSON object of exactly payload, payloadType and signatures, of which
// there is one at least, each with sig and perhaps keyid; when a member comes twice; or when bytes
// are not base64, standard or URL-safe, padded.  Looks at no signature.
Result<Envelope> ParseEnvelope(std::string_view line);

// The envelopes of a file, one a line; the last line may lack its LF.  As ParseEnvelope, with the
// number of the line; a blank line is refused.
Result<std::vector<Envelope>> ParseEnvelopes(std::string_view text, std::string_view name);

}  // namespace fun::record
