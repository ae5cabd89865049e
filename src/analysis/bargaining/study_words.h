// Words that the parts of the bargaining document share: names, deals by number, numbers.
#ifndef DETENTE_ANALYSIS_BARGAINING_STUDY_WORDS_H_
#define DETENTE_ANALYSIS_BARGAINING_STUDY_WORDS_H_

#include <string>
#include <vector>

#include "analysis/bargaining/study.h"

namespace detente {

class StudyWords {
 public:
  // `every_digit`: large counts are written out, for formats that are read by programs.
  StudyWords(const Dispute& dispute, const BargainingStudy& study, bool every_digit = false);

  const Dispute& dispute() const { return dispute_; }
  const BargainingStudy& study() const { return study_; }
  std::size_t parties() const { return study_.bargainers.size(); }
  const std::string& party(int p) const {
    return dispute_->parties[static_cast<std::size_t>(p)].remarks.name;
  }
  const std::string& name(std::size_t b) const { return party(study_.bargainers[b]); }
  std::string all_names() const;
  // The head of a party's column: its name, or a letter where names make tables too wide.
  std::string column(std::size_t b) const;
  bool letters() const { return letters_; }
  const std::string& issue(int k) const {
    return dispute_->issues[static_cast<std::size_t>(k)].remarks.name;
  }
  const std::string& ratifier(int r) const {
    return dispute_->ratifiers[static_cast<std::size_t>(r)].remarks.name;
  }
  // "the treaty is signed; ...": what differs from the status quo.
  std::string deal(const std::vector<int>& options) const;
  std::string deal(Outcome s) const { return deal(study_.layout->options(s)); }
  // What differs from another deal, in the same words.
  std::string change(const std::vector<int>& from, const std::vector<int>& to) const;
  // How many issues differ.
  static std::size_t distance(const std::vector<int>& from, const std::vector<int>& to);
  // "12", "8.88e34": up to 15 digits as they are; "-" if it is not known.
  std::string count(const Count& from) const;
  std::string outcomes() const { return count_of(study_.outcomes); }
  std::string count_of(const std::string& digits) const;  // "unknown" stays
  // A count; else an estimate of its share: "~12.3% (11.7 to 12.9)"; else "-".
  std::string count_or_share(const Count& exact, const Count* hits) const;
  // One issue's option: its label, or "issue: option".
  std::string step(int issue, int option) const;
  // "12.5"; "rank 3" for a party that has only an order.
  std::string value(std::size_t b, std::int64_t utility) const;

 private:
  const Dispute& dispute_;
  const BargainingStudy& study_;
  bool every_digit_, letters_ = false;
};

// "~12.3% (11.7 to 12.9)".
std::string share_in_words(const ShareEstimate& share);
std::string solution_name(const std::string& id);
std::string decimal_in_words(std::int64_t units);
std::string signed_in_words(std::int64_t units);

void say_zone(const StudyWords& words, Document& document);
void say_answer(const StudyWords& words, Document& document);
void say_fairness(const StudyWords& words, Document& document);
void say_linkage(const StudyWords& words, Document& document);
// Requires linkage.
void say_issue_effects(const StudyWords& words, Document& document);
void say_two_level(const StudyWords& words, Document& document);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_STUDY_WORDS_H_
