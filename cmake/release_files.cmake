# What stands in every release as it is, the data sheet's frame and the dashboard: ordinary files, compiled in.
set(FUN_LOAD_ROWS "")
set(FUN_RELEASE_FOLDER ${PROJECT_SOURCE_DIR}/anonymizer/release)
foreach(name bulk.sh index-template.json index-template-opensearch.json read_with_pandas.py)
  set(file ${FUN_RELEASE_FOLDER}/load/${name})
  set_property(DIRECTORY ${PROJECT_SOURCE_DIR} APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  file(READ ${file} bytes)
  string(APPEND FUN_LOAD_ROWS "    {\"load/${name}\", R\"raw(${bytes})raw\"},\n")
endforeach()
set(FUN_SHEET_FILE ${FUN_RELEASE_FOLDER}/data_sheet.md)
set(FUN_DASHBOARD_FILE ${PROJECT_SOURCE_DIR}/docs/kibana/tracking-logs.ndjson)
foreach(name SHEET DASHBOARD)
  set_property(DIRECTORY ${PROJECT_SOURCE_DIR} APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${FUN_${name}_FILE})
  file(READ ${FUN_${name}_FILE} FUN_${name})
endforeach()
file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/generated/anonymizer/release/files.cc
     CONTENT [[#include "anonymizer/release/files.h"

namespace fun::anonymizer {
namespace {

constexpr ReleaseFile kLoadFiles[] = {
@FUN_LOAD_ROWS@};

constexpr std::string_view kSheetTemplate = R"raw(@FUN_SHEET@)raw";

constexpr std::string_view kDashboardTemplate = R"raw(@FUN_DASHBOARD@)raw";

}  // namespace

std::span<const ReleaseFile> LoadFiles() { return kLoadFiles; }
std::string_view SheetTemplate() { return kSheetTemplate; }
std::string_view DashboardTemplate() { return kDashboardTemplate; }

}  // namespace fun::anonymizer
]] @ONLY)
