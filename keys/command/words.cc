#include "keys/command/words.h"

#include <unistd.h>

#include "core/base/file.h"
#include "keys/key_file.h"

namespace fun::keys {

Result<ExitCode> PrintResult(std::string_view text) {
  if (auto written = WriteAll(STDOUT_FILENO, text, "standard output"); !written) {
    return std::unexpected(written.error());
  }
  return ExitCode::kDone;
}

std::string StrengthOf(const KeyFile& key) {
  if (!key.is_raw) return "256 bits";
  const std::size_t size = key.secret.bytes().size();
  std::string words = std::to_string(size) + " bytes, so at most " + std::to_string(8 * size) +
                      " bits; fewer when a person chose them";
  if (!key.weakness.empty()) words.append("; weak: ").append(key.weakness);
  return words;
}

}  // namespace fun::keys
