# One target per folder: its sources are whatever *.h and *.cc files lie in it and below.

set(DETENTE_WARNINGS -Wall -Wextra -Wpedantic -Wconversion -Wshadow)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  list(APPEND DETENTE_WARNINGS -Wno-restrict) # GCC 12 warns of "text" + std::string, wrongly
endif()
if(DETENTE_WERROR)
  list(APPEND DETENTE_WARNINGS -Werror)
endif()

# Kept apart because programs that link our libraries need the same flags (tests/install).
set(DETENTE_INSTRUMENTATION "")
if(DETENTE_SANITIZE)
  list(APPEND DETENTE_INSTRUMENTATION -fsanitize=${DETENTE_SANITIZE})
  add_compile_options(-fno-omit-frame-pointer -fno-sanitize-recover=all)
endif()
if(DETENTE_COVERAGE)
  list(APPEND DETENTE_INSTRUMENTATION --coverage)
endif()
add_compile_options(${DETENTE_INSTRUMENTATION})
add_link_options(${DETENTE_INSTRUMENTATION})

# Same bytes on every processor: no fused multiply-add. No path of the build machine in messages.
add_compile_options(-ffp-contract=off -fmacro-prefix-map=${PROJECT_SOURCE_DIR}/=)

# detente_test_executable(NAME SOURCE...): a gtest program whose tests ctest knows one by one.
# Tests may use every layer.
function(detente_test_executable name)
  add_executable(${name} ${ARGN})
  target_compile_options(${name} PRIVATE ${DETENTE_WARNINGS})
  target_compile_definitions(${name} PRIVATE DETENTE_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  target_link_libraries(${name} PRIVATE detente_all rapidcheck GTest::gtest GTest::gtest_main)
  gtest_discover_tests(
    ${name}
    TEST_PREFIX ${name}.
    DISCOVERY_MODE PRE_TEST
    DISCOVERY_TIMEOUT 120
    PROPERTIES TIMEOUT 600)
endfunction()

# detente_folder(NAME [LINKS target...] [PRIVATE_LINKS target...]): the library detente_NAME of this
# folder, and detente_NAME_tests of its *_test.cc files.
function(detente_folder folder)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "LINKS;PRIVATE_LINKS")
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS *.cc)
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS *.h)
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "_test\\.cc$")
  list(FILTER tests INCLUDE REGEX "_test\\.cc$")

  set(name detente_${folder})
  if(sources)
    add_library(${name} STATIC ${sources} ${headers})
    set(visibility PUBLIC)
    target_compile_options(${name} PRIVATE ${DETENTE_WARNINGS})
    target_link_libraries(${name} PRIVATE ${arg_PRIVATE_LINKS})
  else()
    add_library(${name} INTERFACE)
    set(visibility INTERFACE)
  endif()
  add_library(detente::${folder} ALIAS ${name})
  target_link_libraries(${name} ${visibility} ${arg_LINKS})
  target_compile_features(${name} ${visibility} cxx_std_20)
  target_include_directories(
    ${name} ${visibility} $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/src>
    $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/detente>)
  set_target_properties(${name} PROPERTIES EXPORT_NAME ${folder})
  install(TARGETS ${name} EXPORT detente ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
  target_link_libraries(detente_all INTERFACE ${name})

  if(BUILD_TESTING AND tests)
    detente_test_executable(${name}_tests ${tests})
  endif()
endfunction()
