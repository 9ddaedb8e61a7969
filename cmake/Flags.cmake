# One interface target, osint-flags, carries every compiler flag of the project.
option(OSINT_WERROR "treat warnings as errors" OFF)
option(OSINT_SANITIZE "build with address and undefined behaviour sanitizers" OFF)
option(OSINT_COVERAGE "build for gcov" OFF)

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
  target_compile_options(osint-flags INTERFACE
    $<$<CONFIG:Release,RelWithDebInfo>:-U_FORTIFY_SOURCE;-D_FORTIFY_SOURCE=2;-fstack-protector-strong;-fstack-clash-protection>)
  target_link_options(osint-flags INTERFACE
    $<$<CONFIG:Release,RelWithDebInfo>:LINKER:-z,relro,-z,now;LINKER:--as-needed>)
endif()
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
include(CheckPIESupported)
check_pie_supported()

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
