#include "core/record/dsse.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/base/encoding.h"
#include "core/json/value.h"
#include "core/record/summary.h"

namespace fun::record {
namespace {

// DSSE asks readers to take both alphabets; never both in one text.
std::optional<std::string> DecodeEitherBase64(std::string text) {
  if (text.find_first_of("-_") != std::string::npos) {
    if (text.find_first_of("+/") != std::string::npos) return std::nullopt;
    std::ranges::replace(text, '-', '+');
    std::ranges::replace(text, '_', '/');
  }
  return DecodeBase64(text);
}

// True when all members of `object` are strings or lists that `names` lists.
bool HoldsOnly(const json::Value& object, std::initializer_list<std::string_view> names) {
  return object.is_object() && std::ranges::all_of(object.of, [names](const auto& member) {
           return std::ranges::find(names, member.first) != names.end();
         });
}

std::optional<std::string> BytesOf(const json::Value& object, std::string_view name) {
  const json::Value* const value = object.Find(name);
  if (value == nullptr || !value->is_string()) return std::nullopt;
  return DecodeEitherBase64(value->text);
}

std::optional<EnvelopeSignature> ReadSignature(const json::Value& value) {
  if (!HoldsOnly(value, {"keyid", "sig"})) return std::nullopt;
  auto bytes = BytesOf(value, "sig");
  const json::Value* const key_id = value.Find("keyid");
  if (!bytes || (key_id != nullptr && !key_id->is_string())) return std::nullopt;
  return EnvelopeSignature{key_id == nullptr ? "" : key_id->text, std::move(*bytes)};
}

std::optional<Envelope> ReadEnvelope(const json::Value& value) {
  if (!HoldsOnly(value, {"payload", "payloadType", "signatures"})) return std::nullopt;
  const json::Value* const type = value.Find("payloadType");
  const json::Value* const signatures = value.Find("signatures");
  auto payload = BytesOf(value, "payload");
  const bool is_whole = type != nullptr && type->is_string() && payload && signatures != nullptr &&
                        signatures->is_list() && !signatures->of.empty();
  if (!is_whole) return std::nullopt;
  Envelope envelope = {type->text, std::move(*payload), {}};
  for (const auto& [key, item] : signatures->of) {
    auto signature = ReadSignature(item);
    if (!signature) return std::nullopt;
    envelope.signatures.push_back(std::move(*signature));
  }
  return envelope;
}

}  // namespace

std::string PreAuthEncoding(std::string_view payload_type, std::string_view payload) {
  std::string encoded = "DSSEv1 ";
  encoded.append(std::to_string(payload_type.size())).append(" ").append(payload_type);
  encoded.append(" ").append(std::to_string(payload.size())).append(" ").append(payload);
  return encoded;
}

std::string EnvelopeText(const Envelope& envelope) {
  std::string signatures;
  for (const EnvelopeSignature& signature : envelope.signatures) {
    JsonObject item;
    if (!signature.key_id.empty()) item.Add("keyid", signature.key_id);
    item.Add("sig", EncodeBase64(signature.signature));
    signatures.append(signatures.empty() ? "" : ",").append(item.Text());
  }
  return JsonObject()
      .Add("payload", EncodeBase64(envelope.payload))
      .Add("payloadType", envelope.payload_type)
      .AddRaw("signatures", "[" + signatures + "]")
      .Text();
}

Result<Envelope> ParseEnvelope(std::string_view line) {
  const auto value = json::ReadValue(line);
  auto envelope = value ? ReadEnvelope(*value) : std::nullopt;
  if (!envelope) return Failure(ExitCode::kVerify, "no signed envelope");
  return std::move(*envelope);
}

Result<std::vector<Envelope>> ParseEnvelopes(std::string_view text, std::string_view name) {
  std::vector<Envelope> envelopes;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    auto envelope = ParseEnvelope(text.substr(0, end));
    if (!envelope) {
      return Failure(ExitCode::kVerify,
                     std::string(name) + ", line " + std::to_string(envelopes.size() + 1) +
                         ": it is no whole signed envelope",
                     "the file was cut or changed: get the release again from its source");
    }
    envelopes.push_back(std::move(*envelope));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return envelopes;
}

}  // namespace fun::record
