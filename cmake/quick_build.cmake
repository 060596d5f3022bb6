# Compiles several files of a room as one: reading headers is most of a build.
#
# A missing #include may hide so; preset `dev`, whose flags clang-tidy takes as well, compiles each
# file alone.  Names in unnamed namespaces differ within a room.
function(fun_build_quickly target batch)
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE ${batch})
  # Both see files as headers of what they are put into.
  target_compile_options(${target} PRIVATE -Wno-shadow -Wno-subobject-linkage)
endfunction()

foreach(room fun_base fun_json fun_stream fun_event fun_detect fun_record fun_keys fun_anonymizer fun_auditor fun_loader)
  fun_build_quickly(${room} 6)
endforeach()
