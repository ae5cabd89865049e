#include "base/version.h"

namespace detente {

std::string_view version() { return DETENTE_VERSION; }

}  // namespace detente
