// Reads GENIUS domains and profiles (XML) as disputes: docs/formats/genius.md.
#ifndef DETENTE_FORMAT_GENIUS_GENIUS_READER_H_
#define DETENTE_FORMAT_GENIUS_GENIUS_READER_H_

#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "dispute/draft.h"
#include "format/reading.h"

namespace detente {

// A domain and its profiles in any order, or profiles alone: then the first one's issues count.
// Each profile is a party, in the order given. Errors: as parse_file(); kModel (no profile, two
// domains, a profile that does not fit), kUnknownName (a value or issue that the domain lacks),
// kMissingKey (bounds, maxutility), kLimit.
Result<draft::Draft> read_genius(const std::vector<SourceFile>& files, const ReadOptions& options);
Result<draft::Draft> read_genius(std::string text, std::string file);
PartLook look_genius(std::string_view text);

}  // namespace detente

#endif  // DETENTE_FORMAT_GENIUS_GENIUS_READER_H_
