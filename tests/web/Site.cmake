# osint_site_test(NAME SCRIPT LABEL ARGUMENTS...): a Python script that asks the search page over the index of test
# web.index.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
function(osint_site_test name script label)
  add_test(NAME ${name} COMMAND ${Python3_EXECUTABLE} -B ${CMAKE_CURRENT_SOURCE_DIR}/${script} ${ARGN})
  set_tests_properties(${name} PROPERTIES LABELS ${label} TIMEOUT 300 SKIP_RETURN_CODE 77 ENVIRONMENT
    "OSINT_BIN=${PROJECT_BINARY_DIR}/bin;OSINT_SOURCE=${PROJECT_SOURCE_DIR};OSINT_WEB_WORK=${PROJECT_BINARY_DIR}/tests/web/work;PYTHONDONTWRITEBYTECODE=1")
endfunction()
