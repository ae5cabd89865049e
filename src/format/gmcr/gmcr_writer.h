// Writes files of GMCR+ (.gmcr): docs/formats/gmcr.md.
#ifndef DETENTE_FORMAT_GMCR_GMCR_WRITER_H_
#define DETENTE_FORMAT_GMCR_GMCR_WRITER_H_

#include "format/writing.h"

namespace detente {

// The base of a dispute in option form. Preferences are written as prioritised statements if every
// party has those or none, and as rankings by hand otherwise: GMCR+ has one switch for all.
// Errors: kUnsupported, naming each issue, order constraint or coalition that cannot be written;
// whatever `rank` finds wrong.
Result<Written> write_gmcr(const Dispute& dispute, const RankOutcomes& rank);

}  // namespace detente

#endif  // DETENTE_FORMAT_GMCR_GMCR_WRITER_H_
