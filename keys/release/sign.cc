#include "keys/release/sign.h"

#include "core/record/dsse.h"

namespace fun::keys {

std::vector<record::Resource> SubjectsOf(const Release& release) {
  std::vector<record::Resource> subjects;
  for (const stream::FixedFile& file : release.payload) {
    subjects.push_back({file.name(), file.sha256()});
  }
  return subjects;
}

std::vector<record::Resource> PapersOf(const Release& release) {
  std::vector<record::Resource> papers;
  for (const TagFile& tag : release.tags) {
    if (!tag.path.starts_with(record::kAuditFolder)) papers.push_back({tag.path, tag.sha256});
  }
  return papers;
}

Result<std::string> SignStatement(const record::Statement& statement, const SigningKey& key) {
  record::Envelope envelope = {
      std::string(record::kStatementPayloadType), record::StatementText(statement), {}};
  auto signature = key.Sign(record::PreAuthEncoding(envelope.payload_type, envelope.payload));
  if (!signature) return std::unexpected(signature.error());
  envelope.signatures.push_back({key.Id(), std::move(*signature)});
  return record::EnvelopeText(envelope) + "\n";
}

std::string WithEnvelope(std::string envelopes, const std::string& line) {
  if (!envelopes.empty() && !envelopes.ends_with('\n')) envelopes += '\n';
  const std::size_t at = envelopes.find(line);
  const bool is_there = at == 0 || (at != std::string::npos && envelopes[at - 1] == '\n');
  return is_there ? envelopes : envelopes + line;
}

}  // namespace fun::keys
