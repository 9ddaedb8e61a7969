# How tests are declared.
if(OSINT_VALGRIND)
  find_program(VALGRIND valgrind REQUIRED)
endif()

# osint_unit_test(NAME LIBS...): builds NAME.c of this folder against cmocka and LIBS, label "unit"; with OSINT_VALGRIND
# the same program runs once more under valgrind, label "valgrind", with OSINT_VALGRIND set: what only repeats itself
# a hundred times may do so less often there.
function(osint_unit_test name)
  add_executable(${name} ${name}.c)
  target_link_libraries(${name} PRIVATE osint-flags ${ARGN} PkgConfig::CMOCKA)
  target_compile_definitions(${name} PRIVATE
    OSINT_SOURCE_DIR="${PROJECT_SOURCE_DIR}" OSINT_SHARED_DIR="${PROJECT_SOURCE_DIR}/../shared")
  add_test(NAME unit.${name} COMMAND ${name})
  set_tests_properties(unit.${name} PROPERTIES LABELS unit TIMEOUT 180)
  if(OSINT_VALGRIND)
    add_test(NAME valgrind.${name} COMMAND ${VALGRIND} --quiet --error-exitcode=99 --leak-check=full
      --errors-for-leak-kinds=definite --show-leak-kinds=definite
      --suppressions=${PROJECT_SOURCE_DIR}/tests/unit/valgrind.supp $<TARGET_FILE:${name}>)
    set_tests_properties(valgrind.${name} PROPERTIES LABELS valgrind TIMEOUT 600
      ENVIRONMENT "G_SLICE=always-malloc;OSINT_VALGRIND=1")
  endif()
endfunction()
