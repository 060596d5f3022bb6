# What stands in every release as it is, and the data sheet's frame: ordinary files, compiled in.
set(FUN_LOAD_ROWS "")
set(FUN_RELEASE_FOLDER ${PROJECT_SOURCE_DIR}/anonymizer/release)
foreach(name bulk.sh index-template.json index-template-opensearch.json read_with_pandas.py)
  set(file ${FUN_RELEASE_FOLDER}/load/${name})
  set_property(DIRECTORY ${PROJECT_SOURCE_DIR} APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  file(READ ${file} bytes)
  string(APPEND FUN_LOAD_ROWS "    {\"load/${name}\", R\"raw(${bytes})raw\"},\n")
endforeach()
set(file ${FUN_RELEASE_FOLDER}/data_sheet.md)
set_property(DIRECTORY ${PROJECT_SOURCE_DIR} APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
file(READ ${file} FUN_SHEET)
file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/generated/anonymizer/release/files.cc
     CONTENT [[#include "anonymizer/release/files.h"

namespace fun::anonymizer {
namespace {

constexpr ReleaseFile kLoadFiles[] = {
@FUN_LOAD_ROWS@};

constexpr std::string_view kSheetTemplate = R"raw(@FUN_SHEET@)raw";

}  // namespace

std::span<const ReleaseFile> LoadFiles() { return kLoadFiles; }
std::string_view SheetTemplate() { return kSheetTemplate; }

}  // namespace fun::anonymizer
]] @ONLY)
