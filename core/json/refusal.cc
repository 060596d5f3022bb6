#include "core/json/refusal.h"

namespace fun::json {

std::string_view NameOf(Refusal refusal) {
  switch (refusal) {
    case Refusal::kNone:
      return "none";
    case Refusal::kNotAnObject:
      return "not-an-object";
    case Refusal::kInvalidUtf8:
      return "invalid-utf8";
    case Refusal::kControlCharacter:
      return "control-character";
    case Refusal::kUnfinished:
      return "unfinished";
    case Refusal::kTrailingContent:
      return "trailing-content";
    case Refusal::kBadNumber:
      return "bad-number";
    case Refusal::kBadLiteral:
      return "bad-literal";
    case Refusal::kBadEscape:
      return "bad-escape";
    case Refusal::kBadStructure:
      return "bad-structure";
    case Refusal::kTooDeep:
      return "too-deep";
  }
  return "";
}

}  // namespace fun::json
