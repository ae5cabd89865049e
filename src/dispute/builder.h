// Inside of build_dispute(): one step per kind of thing, all errors collected. Not for other
// folders.
#ifndef DETENTE_DISPUTE_BUILDER_H_
#define DETENTE_DISPUTE_BUILDER_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dispute/dispute.h"
#include "dispute/draft.h"

namespace detente::building {

constexpr std::size_t kMostOptions = 60'000;

class Builder {
 public:
  explicit Builder(const draft::Draft& draft) : draft_(draft) {}
  // The data, or every error found.
  Result<DisputeData> run();

 private:
  // builder_names.cc: names, ids, look-up
  void error(ErrorCode code, std::string message, const Location& where, std::string hint = {});
  void unknown(std::string_view kind, const draft::Text& name,
               const std::vector<std::string>& known);
  bool well_formed(std::string_view kind, const draft::Text& name, bool dotted = false);
  void claim_id(std::string_view kind, const draft::Text& name);
  std::string id_or(const std::optional<draft::Text>& id, std::string_view kind,
                    const std::string& otherwise, const Location& where);
  int add_toggle(Toggle::Kind kind, std::size_t index, const std::string& id, bool active);
  int find_party(const draft::Text& name);
  int find_issue(const draft::Text& name);
  int find_option(int issue, const draft::Text& name);
  std::vector<int> find_parties(const draft::TextList& names);
  Assignment assignment(const draft::Assignment& from);
  std::optional<Formula> formula(const draft::Text& text, FormulaKind kind = FormulaKind::kTruth,
                                 FormulaSees sees = FormulaSees::kOutcomesAndFactors);
  std::optional<Formula> outcome_set(const draft::OutcomeSpec& spec);
  std::optional<Formula> outcome_formula(const draft::Text& text);
  bool sees_outcomes(const Formula& formula) const;
  int depth(const Formula& formula) const;  // with the propositions in it
  void check_divisors(const Formula& formula);
  Remarks remarks(const draft::Remarks& from, const std::string& id, const Location& where);
  std::optional<double> number(const draft::Number& from, std::string_view what);
  std::optional<Decimal> decimal(const draft::Number& from, std::string_view what);
  std::optional<Interval> interval(const std::pair<draft::Number, draft::Number>& from,
                                   std::string_view what);

  // builder_scene.cc: sources, factors, parties, issues, propositions, rules, order, coalitions
  void sources();
  void factors();
  void party_names();
  void parties();
  void issues();
  void options(const std::string& owner, std::string_view kind, const draft::TextList& from,
               Issue& issue);
  void labels(const std::string& owner, std::string_view kind, const draft::TextList& from,
              const Location& where, Issue& issue);
  void add_issue(Issue issue, bool active);
  void issue_control(const draft::Issue& from, Issue& issue);
  void status_quo();
  void propositions();
  void rules();
  void orders();
  void order_cycles();  // after cases()
  bool order_cycle(const std::vector<bool>& on);
  void coalitions();

  // builder_distribution.cc: how uncertain a number is
  std::optional<Uncertain> uncertain(const draft::Uncertain& from, std::string_view what,
                                     const Interval* domain);
  std::optional<Distribution> distribution(const draft::Distribution& from);
  void within_domain(const draft::Distribution& from, const Distribution& made,
                     std::string_view what, const Interval& domain);

  // builder_correlations.cc: what is drawn together
  void correlations();
  std::optional<Correlation> correlation(const draft::Correlation& from);
  int correlated_factor(const draft::Text& name);
  void correlations_together();
  std::string what_could_be(const std::vector<int>& three) const;

  // builder_graph.cc: the graph form
  void graph();
  int find_outcome(const draft::Text& name);
  void arcs(const std::vector<draft::Arc>& from, std::vector<std::pair<int, int>>& into);

  // builder_question.cc: the title, and who is asked to compromise with whom on what
  void question();
  std::string question_text() const;

  // builder_preferences.cc: preferences, ratifiers
  void preferences();
  void preference(const draft::Preference& from);
  void statement(const draft::Statement& from, const Preference& into, int party,
                 std::size_t place);
  void weight(const draft::Statement& from, Statement& statement);
  void ranking(const draft::Preference& from, Preference& into);
  void values(const draft::Preference& from, Preference& into);
  void outcome_values(const draft::Preference& from, Preference& into);
  void weight_sums();
  void ratifiers();
  void segments(const draft::Ratifier& from, Ratifier& ratifier);

  // builder_cases.cc: cases and claims
  void cases();
  std::vector<std::size_t> case_parents();
  Case resolve_case(const draft::Case& from, Case base);
  void apply_case(const draft::Case& from, Case& into);
  void claims();

  const draft::Draft& draft_;
  DisputeData data_;
  Errors errors_;
  int unknown_names_ = 0;
  // Per proposition, with those in it; empty while they are read.
  std::vector<char> proposition_sees_;  // outcomes?
  std::vector<int> proposition_depths_;
  std::map<std::string, std::pair<std::string, Location>, std::less<>>
      ids_;  // id -> kind, first place
};

}  // namespace detente::building

#endif  // DETENTE_DISPUTE_BUILDER_H_
