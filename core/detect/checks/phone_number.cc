#include "core/detect/checks/phone_number.h"

#include <phonenumbers/logger.h>
#include <phonenumbers/phonenumber.pb.h>
#include <phonenumbers/phonenumberutil.h>

#include <string>

namespace fun::detect {
namespace {

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

const PhoneNumberUtil& PhoneLibrary() {
  static const PhoneNumberUtil* const library = [] {
    PhoneNumberUtil* made = PhoneNumberUtil::GetInstance();
    made->SetLogger(new i18n::phonenumbers::NullLogger);  // taken over
    return made;
  }();
  return *library;
}

bool ParsePhone(std::string_view number, std::string_view region, PhoneNumber& parsed) {
  return PhoneLibrary().Parse(std::string(number), std::string(region), &parsed) ==
         PhoneNumberUtil::NO_PARSING_ERROR;
}

}  // namespace

bool IsValidPhoneNumber(std::string_view number, std::string_view region) {
  PhoneNumber parsed;
  return ParsePhone(number, region, parsed) && PhoneLibrary().IsValidNumber(parsed);
}

bool IsPossiblePhoneNumber(std::string_view number, std::string_view region) {
  PhoneNumber parsed;
  return ParsePhone(number, region, parsed) &&
         PhoneLibrary().IsPossibleNumberWithReason(parsed) == PhoneNumberUtil::IS_POSSIBLE;
}

}  // namespace fun::detect
