// What readers take beside the text of a single file: several files, and other programs' readings.
#ifndef DETENTE_FORMAT_READING_H_
#define DETENTE_FORMAT_READING_H_

#include <string>
#include <vector>

namespace detente {

struct SourceFile {
  std::string file;  // as the user named it
  std::string text;
};

// Whose reading of a file is asked for: the format's own, or what a program is known to make of it
// (docs/formats/genius.md).
enum class Compat { kNone, kGenius, kNegmas };

struct ReadOptions {
  Compat compat = Compat::kNone;
};

// What a file is in a format whose disputes lie in several files. kBroken: meant as one of them,
// but it cannot be read.
enum class Part { kNone, kDomain, kProfile, kBroken };
struct PartLook {
  Part part = Part::kNone;
  std::vector<std::string> profiles;  // files that a domain names itself
};

}  // namespace detente

#endif  // DETENTE_FORMAT_READING_H_
