// Reads GeniusWeb domains and profiles (JSON) as disputes: docs/formats/geniusweb.md.
#ifndef DETENTE_FORMAT_GENIUSWEB_GENIUSWEB_READER_H_
#define DETENTE_FORMAT_GENIUSWEB_GENIUSWEB_READER_H_

#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "dispute/draft.h"
#include "format/reading.h"

namespace detente {

// A domain and its profiles in any order, or profiles alone: each holds its domain. Every profile
// is a party. Errors: kSyntax, kUnsupported (partial orders and other profiles that are not linear
// additive), kMissingKey, kType, kRange, kUnknownName, kDuplicate, kModel (no profile, two domains,
// a profile that does not fit), kLimit.
Result<draft::Draft> read_geniusweb(const std::vector<SourceFile>& files,
                                    const ReadOptions& options);
Result<draft::Draft> read_geniusweb(std::string text, std::string file);
PartLook look_geniusweb(std::string_view text);

}  // namespace detente

#endif  // DETENTE_FORMAT_GENIUSWEB_GENIUSWEB_READER_H_
