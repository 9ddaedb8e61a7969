# osint_unit_test(NAME LIBS...): builds NAME.c of this folder against cmocka and LIBS, label "unit".
function(osint_unit_test name)
  if(NOT EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/${name}.c)
    return()
  endif()
  add_executable(${name} ${name}.c)
  target_link_libraries(${name} PRIVATE osint-flags ${ARGN} PkgConfig::CMOCKA)
  target_compile_definitions(${name} PRIVATE
    OSINT_SOURCE_DIR="${PROJECT_SOURCE_DIR}" OSINT_SHARED_DIR="${PROJECT_SOURCE_DIR}/../shared")
  add_test(NAME unit.${name} COMMAND ${name})
  set_tests_properties(unit.${name} PROPERTIES LABELS unit TIMEOUT 60)
endfunction()
