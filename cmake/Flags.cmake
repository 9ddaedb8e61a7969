# One interface target, osint-flags, carries every compiler flag of the project.
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
