# What we build on; tools/setup.sh installs all of it on Debian and Ubuntu.

set(DETENTE_SETUP_HINT "run tools/setup.sh, which installs or lists what is missing")

foreach(package IN ITEMS fmt TBB tomlplusplus nlohmann_json CLI11 pugixml)
  find_package(${package} CONFIG QUIET)
  if(NOT ${package}_FOUND)
    message(FATAL_ERROR "${package} was not found: ${DETENTE_SETUP_HINT}")
  endif()
endforeach()

find_package(tl-expected CONFIG QUIET)
if(NOT TARGET tl::expected)
  message(FATAL_ERROR "tl-expected was not found: ${DETENTE_SETUP_HINT}")
endif()

# COIN-OR's CBC and CLP, behind analysis/bargaining/solver.h. By name, without paths of this machine,
# so that an installed detenteTargets.cmake works elsewhere.
find_path(COIN_INCLUDE_DIR CbcModel.hpp PATH_SUFFIXES coin coin-or)
mark_as_advanced(COIN_INCLUDE_DIR)
if(NOT COIN_INCLUDE_DIR)
  message(FATAL_ERROR "COIN-OR's CBC was not found: ${DETENTE_SETUP_HINT}")
endif()
set(COIN_LIBRARIES Cbc Cgl OsiClp Clp Osi CoinUtils)
foreach(library IN LISTS COIN_LIBRARIES)
  find_library(COIN_${library}_LIBRARY ${library})
  mark_as_advanced(COIN_${library}_LIBRARY)
  if(NOT COIN_${library}_LIBRARY)
    message(FATAL_ERROR "COIN-OR's ${library} was not found: ${DETENTE_SETUP_HINT}")
  endif()
endforeach()

# SQLite keeps runs (src/store). By name, for the same reason.
find_package(SQLite3 3.40 QUIET)
if(NOT SQLite3_FOUND)
  message(FATAL_ERROR "SQLite was not found: ${DETENTE_SETUP_HINT}")
endif()

find_package(Python3 COMPONENTS Interpreter REQUIRED)

if(BUILD_TESTING)
  find_package(GTest QUIET)
  if(NOT TARGET GTest::gtest_main)
    message(FATAL_ERROR "GoogleTest was not found: ${DETENTE_SETUP_HINT}, or set BUILD_TESTING=OFF")
  endif()
  include(GoogleTest)

  # rapidcheck: its own CMake package where the distribution ships one, else header and library.
  find_package(rapidcheck CONFIG QUIET)
  if(NOT TARGET rapidcheck)
    find_path(RAPIDCHECK_INCLUDE_DIR rapidcheck.h)
    find_library(RAPIDCHECK_LIBRARY rapidcheck)
    mark_as_advanced(RAPIDCHECK_INCLUDE_DIR RAPIDCHECK_LIBRARY)
    if(NOT RAPIDCHECK_INCLUDE_DIR OR NOT RAPIDCHECK_LIBRARY)
      message(FATAL_ERROR "rapidcheck was not found: ${DETENTE_SETUP_HINT}, or set BUILD_TESTING=OFF")
    endif()
    add_library(rapidcheck UNKNOWN IMPORTED)
    set_target_properties(
      rapidcheck PROPERTIES IMPORTED_LOCATION ${RAPIDCHECK_LIBRARY}
                            INTERFACE_INCLUDE_DIRECTORIES ${RAPIDCHECK_INCLUDE_DIR})
  endif()
endif()
