// Any bytes as signed envelopes and as statements: refused, or read as what they are written as
// again.
#include "core/json/value.h"
#include "core/record/dsse.h"
#include "core/record/statement.h"
#include "tests/fuzz/laws.h"

namespace fun::fuzz {
namespace {

void CheckValue(std::string_view bytes) {
  const auto value = json::ReadValue(bytes);
  if (!value) return;
  const std::string text = json::ValueText(*value);
  const auto again = json::ReadValue(text);
  Require(again && json::ValueText(*again) == text, "a value is written as what it was read as");
}

void CheckEnvelopes(std::string_view bytes) {
  const auto envelopes = record::ParseEnvelopes(bytes, "f");
  if (!envelopes) {
    Require(envelopes.error().code == ExitCode::kVerify, "a broken envelope does not verify");
    return;
  }
  std::string text;
  for (const record::Envelope& envelope : *envelopes) {
    text += record::EnvelopeText(envelope) + "\n";
  }
  const auto again = record::ParseEnvelopes(text, "f");
  Require(again && *again == *envelopes, "envelopes are written as what they were read as");
}

void CheckStatement(std::string_view bytes) {
  const auto statement = record::ParseStatement(bytes);
  if (!statement || statement->predicate_type != record::kTestResultType) return;
  const std::string text = record::StatementText(*statement);
  const auto again = record::ParseStatement(text);
  Require(again && record::StatementText(*again) == text,
          "a statement is written as what it was read as");
}

}  // namespace

void TryAttestation(std::string_view bytes) {
  CheckValue(bytes);
  CheckEnvelopes(bytes);
  CheckStatement(bytes);
}

}  // namespace fun::fuzz
