// funkey verify and funkey approve: the two commands about release directories.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "keys/options.h"

namespace fun {
class CommandLine;
}

namespace fun::keys {

struct VerifyOptions {
  std::string folder;
  std::vector<std::string> trust;  // files of public keys
  std::string policy;              // name, file or digest; "": a built-in one
  std::uint64_t require = 1;
};

struct ApproveOptions {
  std::string folder;
  KeyOptions key;                  // path, passphrase and mode of the signing key
  std::vector<std::string> trust;  // whose audit; none: anybody's
  std::string note;
};

void AddVerify(CommandLine& command, VerifyOptions& options);
void AddApprove(CommandLine& command, ApproveOptions& options);

// "yes" or "no" on standard output, and who signed; why not on standard error.  kVerify as a value
// when the answer is no.  Errors as OpenRelease and LoadTrustedKeys.
Result<ExitCode> RunVerify(const VerifyOptions& options);

// Adds the officer's envelope to what a PASSED audit states.  kVerify when there is none, when
// somebody says FAILED, or as OpenRelease; kUsage as SigningKey::Load.
Result<ExitCode> RunApprove(const ApproveOptions& options);

}  // namespace fun::keys
