// The file formats that we read and write, one row each, and the way from a path to a dispute.
#ifndef DETENTE_FORMAT_REGISTRY_H_
#define DETENTE_FORMAT_REGISTRY_H_

#include <span>
#include <string>
#include <string_view>

#include "dispute/dispute.h"
#include "format/writing.h"

namespace detente {

struct Format {
  std::string_view id, ending, description;
  Result<draft::Draft> (*read)(std::string text, std::string file);
  Result<Written> (*write)(const Dispute& dispute, const RankOutcomes& rank);
};
std::span<const Format> formats();
const Format* format_of_ending(std::string_view file);  // null if it has none that we know

constexpr std::size_t kLargestFile = 16U << 20U;  // bytes

// Reads and validates. Errors: kIo (missing, a directory, unreadable), kLimit (larger than
// kLargestFile), kSyntax (empty, binary, not the format), and whatever is wrong with the dispute.
Result<Dispute> load_dispute(const std::string& path);
// The same from text in memory. The ending of `file` says which format it is; other endings are
// GMCR+ if it looks like that, else dispute TOML.
Result<Dispute> parse_dispute(std::string text, const std::string& file);

}  // namespace detente

#endif  // DETENTE_FORMAT_REGISTRY_H_
