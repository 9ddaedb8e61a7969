# What the project is made of: layers, programs and their manual pages.

# A static library of one layer: osint_layer(NAME SOURCES... [LINK libs...]).
function(osint_layer name)
  cmake_parse_arguments(LAYER "" "" "LINK" ${ARGN})
  add_library(${name} STATIC ${LAYER_UNPARSED_ARGUMENTS})
  target_link_libraries(${name} PUBLIC osint-flags ${LAYER_LINK})
endfunction()

# A program, built into bin/ of the build folder: osint_program(NAME SOURCES... [LINK libs...] [DESTINATION folder]).
# It is installed into bin unless DESTINATION says otherwise.
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

# A module that programs load when they need it: osint_module(NAME SOURCES... [LINK libs...] [RPATH folder]), NAME.so
# in lib/osint-search/. RPATH is where the system keeps a library that it does not look for itself.
function(osint_module name)
  cmake_parse_arguments(MODULE "" "RPATH" "LINK" ${ARGN})
  add_library(${name} MODULE ${MODULE_UNPARSED_ARGUMENTS})
  target_link_libraries(${name} PRIVATE osint-flags ${MODULE_LINK})
  set_target_properties(${name} PROPERTIES PREFIX "" LIBRARY_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/lib/osint-search
    BUILD_WITH_INSTALL_RPATH ON INSTALL_RPATH "${MODULE_RPATH}")
  install(TARGETS ${name} LIBRARY DESTINATION lib/osint-search)
endfunction()

# Manual pages of this folder go where man(1) looks for them: osint_manuals(PAGES...).
function(osint_manuals)
  foreach(page ${ARGN})
    string(REGEX MATCH "[1-8]$" section ${page})
    install(FILES ${page} DESTINATION ${CMAKE_INSTALL_MANDIR}/man${section})
  endforeach()
endfunction()
