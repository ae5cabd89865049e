// A nonlinear utility function of a GENIUS file as it is written: hyper-rectangles, and sums,
// maxima and minima of them. Not for other folders.
#ifndef DETENTE_FORMAT_GENIUS_UFUN_FILE_H_
#define DETENTE_FORMAT_GENIUS_UFUN_FILE_H_

#include "format/genius/file_values.h"
#include "format/genius/genius_file.h"

namespace detente::genius {

// `node` is a <ufun>. Errors go to `values`.
Ufun ufun_of(pugi::xml_node node, FileValues& values);

}  // namespace detente::genius

#endif  // DETENTE_FORMAT_GENIUS_UFUN_FILE_H_
