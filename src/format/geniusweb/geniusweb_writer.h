// Writes a dispute as a GeniusWeb domain and profiles: docs/formats/geniusweb.md.
#ifndef DETENTE_FORMAT_GENIUSWEB_GENIUSWEB_WRITER_H_
#define DETENTE_FORMAT_GENIUSWEB_GENIUSWEB_WRITER_H_

#include "format/writing.h"

namespace detente {

// The domain, and a profile for each party beside it. Errors: kUnsupported (see
// domains::outgoing(); weights of formulas over several issues; divisible issues).
Result<Written> write_geniusweb(const Dispute& dispute, const RankOutcomes& rank);

}  // namespace detente

#endif  // DETENTE_FORMAT_GENIUSWEB_GENIUSWEB_WRITER_H_
