# make install: the program, the casebook, the libraries, and a package for find_package(detente).

include(CMakePackageConfigHelpers)

install(
  DIRECTORY src/
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/detente
  FILES_MATCHING
  PATTERN "*.h"
  PATTERN "*testing.h" EXCLUDE # helpers of tests
  PATTERN "hand_made.h" EXCLUDE)
install(DIRECTORY casebook DESTINATION ${CMAKE_INSTALL_DATADIR}/detente OPTIONAL)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})

set_target_properties(detente_all PROPERTIES EXPORT_NAME detente)
install(TARGETS detente_all EXPORT detente)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/detente)
install(
  EXPORT detente
  FILE detenteTargets.cmake
  NAMESPACE detente::
  DESTINATION ${package_dir})
configure_package_config_file(
  cmake/detenteConfig.cmake.in ${PROJECT_BINARY_DIR}/detenteConfig.cmake
  INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(
  ${PROJECT_BINARY_DIR}/detenteConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/detenteConfig.cmake
              ${PROJECT_BINARY_DIR}/detenteConfigVersion.cmake DESTINATION ${package_dir})
