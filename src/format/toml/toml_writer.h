// Writes a dispute as a dispute file.
#ifndef DETENTE_FORMAT_TOML_TOML_WRITER_H_
#define DETENTE_FORMAT_TOML_TOML_WRITER_H_

#include "format/writing.h"

namespace detente {

// Reading the text again gives an equal dispute; only comments, layout and places are not kept.
Written write_toml(const Dispute& dispute);

}  // namespace detente

#endif  // DETENTE_FORMAT_TOML_TOML_WRITER_H_
