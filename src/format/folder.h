// Which files make a dispute: the ones that were named, or those of a folder that belong together.
#ifndef DETENTE_FORMAT_FOLDER_H_
#define DETENTE_FORMAT_FOLDER_H_

#include <string>
#include <vector>

#include "base/error.h"
#include "format/reading.h"

namespace detente {

// The files' text, a domain first. Errors: kIo, kLimit (a file or all of them too large), kModel (a
// folder with several domains, a domain whose profiles are not clear: the hint names those that
// fit).
Result<std::vector<SourceFile>> gather(const std::vector<std::string>& paths,
                                       const ReadOptions& options);

}  // namespace detente

#endif  // DETENTE_FORMAT_FOLDER_H_
