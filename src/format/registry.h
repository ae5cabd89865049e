// The file formats that we read and write, one row each, and the way from a path to a dispute.
#ifndef DETENTE_FORMAT_REGISTRY_H_
#define DETENTE_FORMAT_REGISTRY_H_

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dispute/dispute.h"
#include "format/reading.h"
#include "format/writing.h"

namespace detente {

struct Format {
  std::string_view id, ending, description;
  Result<draft::Draft> (*read)(std::string text, std::string file);
  Result<Written> (*write)(const Dispute& dispute, const RankOutcomes& rank);
  // Formats whose disputes lie in several files, a domain and a profile for each party; else null.
  Result<draft::Draft> (*read_parts)(const std::vector<SourceFile>& files,
                                     const ReadOptions& options) = nullptr;
  PartLook (*look)(std::string_view text) = nullptr;
};
std::span<const Format> formats();
const Format* format_of_ending(std::string_view file);  // null if it has none that we know

constexpr std::size_t kLargestFile = 16U << 20U;  // bytes

// Reads and validates. Errors: kIo (missing, a directory, unreadable), kLimit (larger than
// kLargestFile), kSyntax (empty, binary, not the format), and whatever is wrong with the dispute.
// Several paths are a domain and its profiles. So is a folder that holds them; for a domain alone
// the profiles beside it are taken that it names itself, or that begin like it, if that is clear.
Result<Dispute> load_dispute(const std::vector<std::string>& paths,
                             const ReadOptions& options = {});
Result<Dispute> load_dispute(const std::string& path);
// The same from text in memory. The ending of `file` says which format it is; other endings are
// GMCR+, GENIUS or GeniusWeb if it looks like that, else dispute TOML.
Result<Dispute> parse_dispute(std::string text, const std::string& file);
Result<Dispute> parse_dispute(const std::vector<SourceFile>& files,
                              const ReadOptions& options = {});

}  // namespace detente

#endif  // DETENTE_FORMAT_REGISTRY_H_
