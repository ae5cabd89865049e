# Installs the build to a temporary prefix, then configures, builds and runs the consumer beside this
# file as a stranger would. Fails at the first step that fails.

function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT status EQUAL 0)
    list(JOIN ARGN " " command)
    message(FATAL_ERROR "exit status ${status} from: ${command}\n${output}")
  endif()
  set(output "${output}" PARENT_SCOPE)
endfunction()

file(REMOVE_RECURSE ${WORK_DIR})
set(prefix ${WORK_DIR}/prefix)
run(${CMAKE_COMMAND} --install ${BUILD_DIR} --prefix ${prefix})

run(${CMAKE_COMMAND} -S ${SOURCE_DIR}/tests/install -B ${WORK_DIR}/build -G ${GENERATOR}
    -DCMAKE_BUILD_TYPE=${BUILD_TYPE} -DCMAKE_CXX_COMPILER=${CXX_COMPILER}
    -DCMAKE_CXX_FLAGS=${INSTRUMENTATION} -DCMAKE_PREFIX_PATH=${prefix}
    -DWANTED_VERSION=${VERSION} -DINCLUDED=${prefix}/include/detente)
run(${CMAKE_COMMAND} --build ${WORK_DIR}/build)
# docs/tutorial.md works it out: six acceptable outcomes, four mutual, none of them ratified
run(${WORK_DIR}/build/consumer ${prefix}/share/detente/casebook/wage_round/dispute.toml)
set(wanted "${VERSION} not ready, deals left: 6 4 4 0 0 0\n")
if(NOT output STREQUAL wanted)
  message(FATAL_ERROR "the consumer printed '${output}', not ${wanted}")
endif()

file(GLOB_RECURSE headers ${prefix}/*.h)
foreach(file IN LISTS headers)
  file(STRINGS ${file} tests REGEX "gtest/")
  if(tests)
    message(FATAL_ERROR "${file} is for tests")
  endif()
endforeach()

# Nothing that is installed may point back into the source or build tree.
file(GLOB_RECURSE installed LIST_DIRECTORIES false ${prefix}/*.cmake ${prefix}/*.h)
if(BUILD_TYPE STREQUAL Release AND NOT INSTRUMENTATION)
  file(GLOB_RECURSE binaries LIST_DIRECTORIES false ${prefix}/bin/* ${prefix}/*.a)
  list(APPEND installed ${binaries})
endif()
foreach(file IN LISTS installed)
  file(STRINGS ${file} lines)
  foreach(tree IN ITEMS ${SOURCE_DIR}/ ${BUILD_DIR}/)
    string(FIND "${lines}" ${tree} position)
    if(NOT position EQUAL -1)
      message(FATAL_ERROR "${file} mentions ${tree}")
    endif()
  endforeach()
endforeach()
