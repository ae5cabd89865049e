// Writes a dispute as a GENIUS domain and profiles: docs/formats/genius.md.
#ifndef DETENTE_FORMAT_GENIUS_GENIUS_WRITER_H_
#define DETENTE_FORMAT_GENIUS_GENIUS_WRITER_H_

#include "format/writing.h"

namespace detente {

// The domain, which names the profiles, and a profile for each party beside it. Read again they
// give the same utilities, unless `left_out` says that they were divided. Errors: kUnsupported (see
// domains::outgoing() and genius::ufun_text(); a divisible issue with values that no evaluator
// has).
Result<Written> write_genius(const Dispute& dispute, const RankOutcomes& rank);

}  // namespace detente

#endif  // DETENTE_FORMAT_GENIUS_GENIUS_WRITER_H_
