// Any bytes as the papers of a release: refused, or read as what they are written as again.
#include "core/json/value.h"
#include "core/record/bag.h"
#include "core/record/bag_info.h"
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

void CheckLists(std::string_view bytes) {
  for (const auto kind : {record::ManifestKind::kPayload, record::ManifestKind::kTags}) {
    const auto list = record::ParseManifest(bytes, kind, "f");
    if (!list) continue;
    for (const record::ManifestEntry& entry : *list) {
      Require(record::IsPathInBag(entry.path), "a list names nothing outside of the bag");
    }
    const std::string text = record::ManifestText(*list);
    const auto again = record::ParseManifest(text, kind, "f");
    Require(again && record::ManifestText(*again) == text, "a list is written as it was read");
  }
}

}  // namespace

void TryPapers(std::string_view bytes) {
  CheckValue(bytes);
  CheckEnvelopes(bytes);
  CheckStatement(bytes);
  CheckLists(bytes);
  const auto info = record::ParseBagInfo(bytes);
  Require(info || info.error().code == ExitCode::kVerify, "a broken bag-info.txt does not verify");
}

}  // namespace fun::fuzz
