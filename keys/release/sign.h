// Making signed statements about a release.
#pragma once

#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/record/statement.h"
#include "keys/release/open_release.h"
#include "keys/signing/signing_key.h"

namespace fun::keys {

// The subjects of a statement about `release`: all its data files.
std::vector<record::Resource> SubjectsOf(const Release& release);

// The papers of a release that no later audit changes, for the configuration of a statement: with
// them bag-info.txt, the data sheet and the commands in load/ are signed, too.
std::vector<record::Resource> PapersOf(const Release& release);

// The envelope, one line with its LF.  A function of key and statement.  Errors as
// SigningKey::Sign.
Result<std::string> SignStatement(const record::Statement& statement, const SigningKey& key);

// `envelopes` with `line` behind, unless it is among them already.
std::string WithEnvelope(std::string envelopes, const std::string& line);

}  // namespace fun::keys
