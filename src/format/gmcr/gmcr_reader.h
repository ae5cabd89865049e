// Reads files of GMCR+ (.gmcr): docs/formats/gmcr.md.
#ifndef DETENTE_FORMAT_GMCR_GMCR_READER_H_
#define DETENTE_FORMAT_GMCR_GMCR_READER_H_

#include <string>
#include <string_view>

#include "base/error.h"
#include "dispute/draft.h"

namespace detente {

// Options become issues `no`/`yes` in the order of the state numbers, decision makers parties,
// infeasibles rules. The status quo is the first feasible state.
Result<draft::Draft> read_gmcr(std::string text, std::string file);

// Does the text look like a GMCR+ file, whatever it is called?
bool looks_like_gmcr(std::string_view text);

}  // namespace detente

#endif  // DETENTE_FORMAT_GMCR_GMCR_READER_H_
