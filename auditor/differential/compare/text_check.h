// Whether a text that the policy scans left as it should, and with the right pseudonyms in it.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "auditor/differential/compare/text_match.h"
#include "auditor/differential/pseudonyms.h"
#include "core/detect/known/identities.h"

namespace fun::auditor {

enum class TextVerdict : std::uint8_t { kSound, kChanged, kWrongPseudonym };

// One thread; reuse it.
class TextCheck {
 public:
  TextCheck(Pseudonyms& pseudonyms, const detect::Identities& identities)
      : pseudonyms_(pseudonyms), identities_(identities) {}

  // Both decoded.  A pseudonym in the text is wrong when it is nobody's whom the raw text names
  // there; where several pieces are covered, or the text is encoded, that is not always known,
  // and nothing is said.
  TextVerdict Check(std::string_view raw, std::string_view anonymized, bool is_template);

 private:
  bool IsRight(std::string_view raw, std::string_view pseudonym, std::string_view covered,
               bool is_template);
  bool IsSomebodys(std::string_view raw, std::string_view pseudonym);

  Pseudonyms& pseudonyms_;
  const detect::Identities& identities_;
  std::vector<Cover> covers_;
  std::vector<detect::KnownMatch> people_;
};

}  // namespace fun::auditor
