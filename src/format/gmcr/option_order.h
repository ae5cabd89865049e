// Whose options come in which order: the first decision maker's as it lists them, then the
// second's, ... GMCR+ numbers states by this order. Not for other folders.
#ifndef DETENTE_FORMAT_GMCR_OPTION_ORDER_H_
#define DETENTE_FORMAT_GMCR_OPTION_ORDER_H_

#include <vector>

#include "base/error.h"
#include "format/gmcr/gmcr_file.h"

namespace detente::gmcr {

struct OptionOrder {
  std::vector<int> position, owner;  // [option in the file]: its new position, decision maker
  std::vector<int> order;            // [new position]: option in the file
};

// Errors: kLimit (more options than a state has bits), kModel (an option with two owners, or none).
Result<OptionOrder> order_options(const GmcrFile& file);

}  // namespace detente::gmcr

#endif  // DETENTE_FORMAT_GMCR_OPTION_ORDER_H_
