# Flags that every target gets.
add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Wimplicit-fallthrough)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  add_compile_options(-Wno-restrict -Wno-maybe-uninitialized)  # false alarms in std::string, as GCC bug 105651
endif()
if(FUN_WERROR)
  add_compile_options(-Werror)
endif()
add_compile_options(-fstack-protector-strong -D_FORTIFY_SOURCE=$<IF:$<CONFIG:Debug>,0,2>)
add_link_options(-Wl,-z,relro,-z,now)
if(FUN_FUZZ)
  set(FUN_SANITIZE ON)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
if(FUN_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -U_FORTIFY_SOURCE)
  add_link_options(-fsanitize=address,undefined)
  if(FUN_QUICK_SANITIZE)
    # A check at each pointer: a quarter of the build.  AddressSanitizer sees what most of them see.
    add_compile_options(-fno-sanitize=null,alignment,object-size)
  endif()
endif()

find_program(FUN_CCACHE ccache)
if(FUN_CCACHE)
  # It asks for this where headers are precompiled; no source of ours has the time of its build.
  set(CMAKE_CXX_COMPILER_LAUNCHER env CCACHE_SLOPPINESS=pch_defines,time_macros ${FUN_CCACHE})
endif()
