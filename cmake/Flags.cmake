# One interface target, osint-flags, carries every compiler flag of the project; osint_layer() and osint_program() use it.
option(OSINT_WERROR "treat warnings as errors" OFF)
option(OSINT_SANITIZE "build with address and undefined behaviour sanitizers" OFF)
option(OSINT_COVERAGE "build for gcov" OFF)
option(OSINT_FUZZ "build the libFuzzer targets (clang)" OFF)
option(OSINT_VALGRIND "run every unit test under valgrind too" OFF)

include(CheckPIESupported)
include(CheckCCompilerFlag)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
check_pie_supported()

add_library(osint-flags INTERFACE)
target_include_directories(osint-flags INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_definitions(osint-flags INTERFACE
  _GNU_SOURCE G_LOG_USE_STRUCTURED OSINT_VERSION="${PROJECT_VERSION}")
target_compile_options(osint-flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wformat=2 -Wundef -Wvla
  -fvisibility=hidden -fno-strict-aliasing
  $<$<COMPILE_LANGUAGE:C>:-Wstrict-prototypes;-Wmissing-prototypes>
  $<$<BOOL:${OSINT_WERROR}>:-Werror>)

if(OSINT_SANITIZE)
  target_compile_options(osint-flags INTERFACE -fsanitize=address,undefined
    -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(osint-flags INTERFACE -fsanitize=address,undefined)
elseif(OSINT_COVERAGE)
  target_compile_options(osint-flags INTERFACE --coverage)
  target_link_options(osint-flags INTERFACE --coverage)
else()
  set(hardening -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fstack-clash-protection)
  check_c_compiler_flag(-fcf-protection OSINT_HAS_CF_PROTECTION)
  if(OSINT_HAS_CF_PROTECTION)
    list(APPEND hardening -fcf-protection)
  endif()
  target_compile_options(osint-flags INTERFACE $<$<CONFIG:Release,RelWithDebInfo>:${hardening}>)
  target_link_options(osint-flags INTERFACE
    $<$<CONFIG:Release,RelWithDebInfo>:LINKER:-z,relro,-z,now,-z,noexecstack;LINKER:--as-needed>)
endif()
if(OSINT_FUZZ)
  target_compile_options(osint-flags INTERFACE -fsanitize=fuzzer-no-link)
endif()

# A static library of one layer: osint_layer(NAME SOURCES... [LINK libs...]).
function(osint_layer name)
  cmake_parse_arguments(LAYER "" "" "LINK" ${ARGN})
  set(present)
  foreach(file ${LAYER_UNPARSED_ARGUMENTS})
    if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/${file})
      list(APPEND present ${file})
    endif()
  endforeach()
  if(NOT present)
    return()
  endif()
  add_library(${name} STATIC ${present})
  target_link_libraries(${name} PUBLIC osint-flags ${LAYER_LINK})
endfunction()

# A program, built into bin/ of the build folder: osint_program(NAME SOURCES... [LINK libs...] [DESTINATION folder]).
# It is installed into bin unless DESTINATION says otherwise; pages NAME.1, NAME.8 beside it go where man finds them.
function(osint_program name)
  cmake_parse_arguments(PROGRAM "" "DESTINATION" "LINK" ${ARGN})
  if(NOT PROGRAM_DESTINATION)
    set(PROGRAM_DESTINATION ${CMAKE_INSTALL_BINDIR})
  endif()
  add_executable(${name} ${PROGRAM_UNPARSED_ARGUMENTS})
  target_link_libraries(${name} PRIVATE osint-flags ${PROGRAM_LINK})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
  install(TARGETS ${name} RUNTIME DESTINATION ${PROGRAM_DESTINATION})
endfunction()
