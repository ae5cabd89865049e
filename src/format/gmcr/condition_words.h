// Conditions of a GMCR+ file as formulas. Not for other folders.
#ifndef DETENTE_FORMAT_GMCR_CONDITION_WORDS_H_
#define DETENTE_FORMAT_GMCR_CONDITION_WORDS_H_

#include <string>
#include <vector>

#include "format/gmcr/gmcr_file.h"

namespace detente::gmcr {

class ConditionWords {
 public:
  // Of options: [option in the file] their new position, [new position] the id of their issue. Both
  // must outlive it.
  ConditionWords(const std::vector<int>& position, const std::vector<std::string>& issue_ids)
      : position_(position), issue_ids_(issue_ids) {}

  std::string of(const Condition& condition) const;
  // As GMCR+ does on load: the same literals again are dropped. Literals come in the new order.
  std::vector<Condition> distinct(const std::vector<Condition>& from) const;

 private:
  int position(int option) const { return position_[static_cast<std::size_t>(option)]; }
  Condition canonical(const Condition& from) const;
  std::string of(const Conjunction& literals) const;

  const std::vector<int>& position_;
  const std::vector<std::string>& issue_ids_;
};

}  // namespace detente::gmcr

#endif  // DETENTE_FORMAT_GMCR_CONDITION_WORDS_H_
