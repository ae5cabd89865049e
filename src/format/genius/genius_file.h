// A GENIUS XML file as it is written, with places: a domain, or a profile (which repeats its
// domain). What the parts mean together is worked out in genius_reader.
#ifndef DETENTE_FORMAT_GENIUS_GENIUS_FILE_H_
#define DETENTE_FORMAT_GENIUS_GENIUS_FILE_H_

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "dispute/draft.h"
#include "format/domains/ratio.h"
#include "format/genius/evaluator.h"

namespace detente::genius {

using domains::Ratio;

enum class IssueKind { kDiscrete, kInteger, kReal };
std::string_view to_string(IssueKind kind);

struct Item {
  draft::Text label;
  std::optional<Ratio> evaluation;
};
struct FileIssue {
  int index = 0;
  draft::Text name;  // its place is the element's
  IssueKind kind = IssueKind::kDiscrete;
  std::vector<Item> items;
  std::optional<Ratio> low, high;
  std::optional<Evaluator> evaluator;  // linear: origin is not set yet
};
struct Bound {
  int index = 0;  // of the issue
  Ratio low, high;
  Location where;
};
struct Box {
  bool excludes = false;
  std::vector<Bound> bounds;
  Ratio weight;  // utility times weight
  Location where;
};
enum class Aggregation { kSum, kMax, kMin };
struct Ufun {
  Aggregation aggregation = Aggregation::kSum;
  Ratio weight = 1;
  std::vector<Box> boxes;
  std::vector<Ufun> parts;
  Location where;
};
struct File {
  bool is_domain = false;
  std::string file;
  Location where;    // of the root element
  std::string name;  // of the outermost objective
  std::vector<FileIssue> issues;
  std::map<int, Ratio> weights;  // by the index of their issue
  std::set<int> objectives;      // their indices
  std::optional<Ufun> ufun;
  std::optional<Ratio> max_utility;
  std::optional<Ratio> reservation, discount;
  std::vector<std::string> profiles;  // that a domain names
  std::vector<std::string> ignored;   // what is there and not read, each kind once
};

// Errors: kSyntax, kUnsupported (another root element, a type or function that is not known),
// kMissingKey, kRange (numbers), kDuplicate (indices), kLimit (nesting).
Result<File> parse_file(const std::string& text, const std::string& file);

}  // namespace detente::genius

#endif  // DETENTE_FORMAT_GENIUS_GENIUS_FILE_H_
