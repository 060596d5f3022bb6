# Makes the build under the sanitizers shorter; what is tested stays the same code.

# Reading the standard library is a third of it.  Here alone: a missing #include must break the others.
foreach(room fun_base fun_json fun_stream fun_event fun_detect fun_record fun_keys fun_anonymizer fun_auditor fun_loader)
  target_precompile_headers(${room} PRIVATE <algorithm> <functional> <map> <memory> <optional> <ranges> <span>
                            <string> <string_view> <vector>)
endforeach()

# Flags are parsed once in a run, and take longest to optimise: 200 of 1,400 core-seconds.
function(fun_optimise_not room)
  set_source_files_properties(${ARGN} TARGET_DIRECTORY ${room}
                              PROPERTIES COMPILE_OPTIONS -O0 SKIP_PRECOMPILE_HEADERS ON)
endfunction()
fun_optimise_not(fun_base ${PROJECT_SOURCE_DIR}/core/base/command_line.cc)
fun_optimise_not(fun_stream ${PROJECT_SOURCE_DIR}/core/stream/options.cc)
fun_optimise_not(fun_keys ${PROJECT_SOURCE_DIR}/keys/options.cc ${PROJECT_SOURCE_DIR}/keys/run.cc)
fun_optimise_not(fun_anonymizer ${PROJECT_SOURCE_DIR}/anonymizer/options.cc)
fun_optimise_not(fun_auditor ${PROJECT_SOURCE_DIR}/auditor/options.cc)
fun_optimise_not(fun_loader ${PROJECT_SOURCE_DIR}/loader/options.cc)
