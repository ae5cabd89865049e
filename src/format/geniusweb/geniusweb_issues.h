// The issues of a GeniusWeb domain, and where its names and values are found again in profiles. Not
// for other folders.
#ifndef DETENTE_FORMAT_GENIUSWEB_GENIUSWEB_ISSUES_H_
#define DETENTE_FORMAT_GENIUSWEB_GENIUSWEB_ISSUES_H_

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "format/domains/domain.h"
#include "format/geniusweb/geniusweb_file.h"

namespace detente::geniusweb {

class Issues {
 public:
  // Issues go to `out`, errors to `checker`; both must outlive it.
  Issues(domains::Domain& out, Checker& checker) : out_(out), checker_(checker) {}

  void read(const Source& domain);
  // The domain that a profile holds must be the domain.
  void same_domain(const Source& profile);

  std::optional<std::size_t> find_issue(const Source& source, const std::string& name,
                                        const JsonValue& value);
  std::optional<std::size_t> find_value(std::size_t issue, const std::string& label,
                                        const Location& where);
  // [option] of a range; empty for an issue with listed values.
  const std::vector<domains::Ratio>& numbers(std::size_t issue) const { return numbers_[issue]; }

 private:
  void listed(const Source& source, const JsonValue& list, domains::Issue& into);
  void stepped(const Source& source, const JsonValue& range, domains::Issue& into);
  void unknown_issue(const std::string& name, const Location& where);

  domains::Domain& out_;
  Checker& checker_;
  std::vector<std::unordered_map<std::string, std::size_t>> places_;  // [issue]: label -> option
  std::vector<std::vector<domains::Ratio>> numbers_;                  // [issue]: of a range
  std::unordered_map<std::string, std::size_t> issue_places_;
};

}  // namespace detente::geniusweb

#endif  // DETENTE_FORMAT_GENIUSWEB_GENIUSWEB_ISSUES_H_
