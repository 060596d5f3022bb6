# Makes the build under the sanitizers shorter; what is tested stays the same code.

# Reading headers is most of it: here alone several files of a room are compiled as one.  A missing
# #include, which that may hide, breaks the other builds; names in unnamed namespaces must differ
# within a room.
foreach(room fun_base fun_json fun_stream fun_event fun_detect fun_record fun_keys fun_anonymizer fun_auditor fun_loader)
  set_target_properties(${room} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 6)
  target_compile_options(${room} PRIVATE -Wno-shadow -Wno-subobject-linkage)  # of a file before it
endforeach()
