// Which release of Détente this is.
#ifndef DETENTE_BASE_VERSION_H_
#define DETENTE_BASE_VERSION_H_

#include <string_view>

namespace detente {

// Major.minor.patch, as set in CMakeLists.txt.
std::string_view version();

}  // namespace detente

#endif  // DETENTE_BASE_VERSION_H_
