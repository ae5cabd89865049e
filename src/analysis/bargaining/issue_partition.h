// Which issues of a dispute are tied together, and by what.
#ifndef DETENTE_ANALYSIS_BARGAINING_ISSUE_PARTITION_H_
#define DETENTE_ANALYSIS_BARGAINING_ISSUE_PARTITION_H_

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

namespace detente {

class IssuePartition {
 public:
  explicit IssuePartition(std::size_t issues) : of_(issues), why_(issues) {
    std::iota(of_.begin(), of_.end(), std::size_t{0});
  }
  void tie(const std::vector<int>& issues, const std::string& why) {
    for (const int k : issues) {
      const std::size_t a = group(static_cast<std::size_t>(issues.front()));
      const std::size_t b = group(static_cast<std::size_t>(k));
      if (a == b) continue;
      of_[std::max(a, b)] = std::min(a, b);
      if (why_[std::min(a, b)].empty()) why_[std::min(a, b)] = why;
    }
  }
  std::size_t group(std::size_t issue) const {
    while (of_[issue] != issue) issue = of_[issue];
    return issue;
  }
  const std::string& why(std::size_t group) const { return why_[group]; }

 private:
  std::vector<std::size_t> of_;
  std::vector<std::string> why_;  // [group]: what first tied it
};

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_ISSUE_PARTITION_H_
