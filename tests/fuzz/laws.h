// What must hold for any bytes at all: each function here aborts the process when it does not.
//
// libFuzzer looks for bytes that break a law (driver.cc); the corpora and a few mutants of each
// of their files are tried with every compiler (replay_test.cc).
#pragma once

#include <string>
#include <string_view>

namespace fun::fuzz {

void TryJson(std::string_view bytes);         // structure, walk, strings, edits
void TryLayers(std::string_view bytes);       // encodings of text
void TryLogLines(std::string_view bytes);     // cutting a chunk into lines, logger prefixes
void TryPolicy(std::string_view bytes);       // a policy file
void TryBag(std::string_view bytes);          // the lists of a release, and what --about names
void TryIdentities(std::string_view bytes);   // an identities file
void TryDetector(std::string_view bytes);     // the rule table
void TryAnonymizer(std::string_view bytes);   // lines of a log under three policies
void TryJudge(std::string_view bytes);        // an audit, with its short cuts and without
void TryAttestation(std::string_view bytes);  // signed envelopes and statements

// Ends the process with the words of a law, never with bytes of an input, when it is broken.
void Require(bool holds, const char* law);

// An invented word that is planted where it must not come out of.
inline constexpr std::string_view kCanary = "zorblaxquin";

// True when the input itself holds the beginning of the canary: a fuzzer learns it by and by.
bool HoldsCanary(std::string_view bytes);

}  // namespace fun::fuzz
