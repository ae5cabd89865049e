// The issues of a GENIUS domain and what numbers stand behind their options, before anybody's
// values are worked out.
#ifndef DETENTE_FORMAT_GENIUS_PLAN_H_
#define DETENTE_FORMAT_GENIUS_PLAN_H_

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "format/domains/domain.h"
#include "format/genius/genius_file.h"

namespace detente::genius {

struct PlanIssue {
  const FileIssue* from = nullptr;                      // of the domain
  std::vector<Ratio> numbers;                           // [option]: integer and real issues
  std::unordered_map<std::string, std::size_t> places;  // label -> option: discrete and integer
  bool boxed = false;                                   // does a hyper-rectangle speak of it?

  std::optional<std::size_t> find(const std::string& label) const;
};

// Where the issues of one profile are in the domain.
struct Matched {
  const File* file = nullptr;
  std::vector<const FileIssue*> issues;  // [domain issue]; null where the profile has none
};

class Plan {
 public:
  // Requires: the files live as long as the plan. `profiles` may have the domain's own file in it.
  Plan(const File& domain, std::vector<const File*> profiles);

  // The options of every issue: the breakpoints of all parties' evaluators in real ones; where a
  // hyper-rectangle speaks of one, its bounds and a number between any two of them. Errors:
  // kMissingKey (bounds), kLimit (values), kUnknownName and kModel (profiles that do not fit).
  Result<domains::Domain> make();

  const std::vector<PlanIssue>& issues() const { return issues_; }
  const std::vector<Matched>& matched() const { return matched_; }
  std::optional<std::size_t> find_index(int index) const;  // the issue with that index

 private:
  void error(ErrorCode code, std::string message, const Location& where, std::string hint = {});
  void match(const File& profile);
  void match_issue(const FileIssue& issue, bool needed, Matched& into);
  void mark_boxes(const Ufun& ufun);
  bool bounded(const FileIssue& issue);
  void discrete(PlanIssue& plan, domains::Issue& into);
  void integer(PlanIssue& plan, domains::Issue& into);
  void real(std::size_t k, domains::Issue& into);
  void bounds_of(const Ufun& ufun, int index, std::vector<Ratio>& into) const;

  const File& domain_;
  std::vector<const File*> profiles_;
  std::vector<PlanIssue> issues_;
  std::vector<Matched> matched_;
  std::map<int, std::size_t> by_index_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_name_;
  std::size_t options_ = 0;
  Errors errors_;
};

}  // namespace detente::genius

#endif  // DETENTE_FORMAT_GENIUS_PLAN_H_
