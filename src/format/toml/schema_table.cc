#include "format/toml/schema_table.h"

namespace detente {
namespace {

using enum KeyType;

constexpr TableRow kTables[] = {
    {"dispute", TableKind::kPlain, true, "what this is about"},
    {"question", TableKind::kPlain, false, "who is asked to compromise with whom on what"},
    {"sources", TableKind::kNamed, false, "where statements come from"},
    {"factors", TableKind::kNamed, false, "numbers that no party chooses in this negotiation"},
    {"correlations", TableKind::kList, false, "uncertain factors that are drawn together"},
    {"parties", TableKind::kNamed, true, "who acts or is asked"},
    {"issues", TableKind::kNamed, false, "what is on the table"},
    {"graph", TableKind::kPlain, false,
     "instead of issues: the outcomes, and who can move between which"},
    {"status_quo", TableKind::kPlain, false, "issues whose status quo is not their first option"},
    {"propositions", TableKind::kNamed, false, "named formulas"},
    {"rules", TableKind::kList, false, "what makes an outcome impossible"},
    {"order", TableKind::kList, false, "what must come before what"},
    {"coalitions", TableKind::kList, false, "groups that may move together"},
    {"preferences", TableKind::kNamed, false, "what each party wants"},
    {"ratifiers", TableKind::kNamed, false, "who must approve for a party"},
    {"cases", TableKind::kNamed, false, "named variations"},
    {"claims", TableKind::kList, false, "what sources assert, as checks on the model"},
};

constexpr KeyRow kKeys[] = {
    {"dispute", "title", kText, true, "", "the dispute's title"},
    {"dispute", "note", kText, false, "none", "anything worth saying"},
    {"dispute", "date", kDate, false, "none", "what day the description is of"},

    {"question", "text", kText, false, "made from the parties", "the question in words"},
    {"question", "of", kName, true, "", "P: the party that is asked to compromise"},
    {"question", "with", kNames, true, "", "Q: whom it would compromise with"},
    {"question", "compromise", kFormula, true, "", "which outcomes count as a compromise"},

    {"sources.*", "title", kText, true, "", "title of the source"},
    {"sources.*", "author", kText, false, "none", "who wrote it"},
    {"sources.*", "publisher", kText, false, "none", "who published it"},
    {"sources.*", "date", kDate, false, "none", "when"},
    {"sources.*", "section", kText, false, "none", "which part of it"},
    {"sources.*", "url", kText, false, "none", "where it can be read"},
    {"sources.*", "note", kText, false, "none", "anything worth saying"},

    {"factors.*", "value", kNumber, true, "", "today's value"},
    {"factors.*", "domain", kInterval, false, "[0, 1]",
     "hard bounds; thresholds are searched here"},
    {"factors.*", "range", kInterval, false, "none", "what we are unsure of"},
    {"factors.*", "distribution", kDistribution, false, "none", "instead of range"},
    {"factors.*", "drift", kNumber, false, "0", "change per year"},
    {"factors.*", "name", kText, false, "the id", "what reports call it"},
    {"factors.*", "unit", kText, false, "none", "its unit"},
    {"factors.*", "source", kName, false, "none", "source id"},
    {"factors.*", "note", kText, false, "none", "anything worth saying"},

    {"correlations[]", "between", kNames, true, "", "the two factors"},
    {"correlations[]", "value", kNumber, true, "",
     "the correlation of their normal scores (the Gaussian copula's), between -1 and 1"},
    {"correlations[]", "source", kName, false, "none", "source id"},
    {"correlations[]", "note", kText, false, "none", "anything worth saying"},

    {"parties.*", "name", kText, false, "the id", "what reports call it"},
    {"parties.*", "no_deal", kNoDeal, false, "the status quo",
     "what the party compares a deal with"},
    {"parties.*", "margin", kNumber, false, "0",
     "how much better than no-deal a deal must be, in the party's own unit"},
    {"parties.*", "discount", kNumber, false, "1",
     "what one unit of delay leaves of a value, above 0 and at most 1"},
    {"parties.*", "note", kText, false, "none", "anything worth saying"},
    {"parties.*", "source", kName, false, "none", "source id"},

    {"issues.*", "options", kNames, true, "",
     "the options in their order; the first is the status quo unless status_quo says otherwise"},
    {"issues.*", "labels", kTexts, false, "the option names", "how reports say each option"},
    {"issues.*", "levels", kNumbers, false, "none",
     "a number per option, strictly increasing: makes the issue ordered"},
    {"issues.*", "by", kNames, false, "", "all of these must consent to a change"},
    {"issues.*", "by_any", kNames, false, "", "one of these is enough"},
    {"issues.*", "one_way", kFlag, false, "false", "changes only go forward in the options' order"},
    {"issues.*", "divisible", kFlag, false, "false",
     "mixtures of its options are possible; ordered issues: of neighbouring options"},
    {"issues.*", "active", kFlag, false, "true", "an inactive issue stays at its status quo"},
    {"issues.*", "name", kText, false, "the id", "what reports call it"},
    {"issues.*", "note", kText, false, "none", "anything worth saying"},
    {"issues.*", "source", kName, false, "none", "source id"},

    {"graph", "outcomes", kNames, true, "",
     "the outcomes; the first is the status quo unless status_quo says otherwise"},
    {"graph", "labels", kTexts, false, "the outcomes' names", "how reports say each outcome"},
    {"graph", "moves", kMoves, false, "none",
     "per party its arcs, as in \"s1 -> s2\", \"s1 -> s2, s3\" or \"s1 <-> s2\""},

    {"rules[]", "never", kFormula, true, "", "no outcome may satisfy this"},
    {"rules[]", "id", kName, false, "rules.1, ...", "its id"},
    {"rules[]", "active", kFlag, false, "true", "switched on"},
    {"rules[]", "note", kText, false, "none", "anything worth saying"},
    {"rules[]", "source", kName, false, "none", "source id"},

    {"order[]", "first", kFormula, true, "", "must hold before"},
    {"order[]", "then", kFormula, true, "",
     "a move can make this true only from an outcome where first holds"},
    {"order[]", "id", kName, false, "order.1, ...", "its id"},
    {"order[]", "active", kFlag, false, "true", "switched on"},
    {"order[]", "note", kText, false, "none", "anything worth saying"},
    {"order[]", "source", kName, false, "none", "source id"},

    {"coalitions[]", "members", kNames, true, "", "parties that may move together"},
    {"coalitions[]", "id", kName, false, "coalitions.1, ...", "its id"},
    {"coalitions[]", "active", kFlag, false, "true", "switched on"},
    {"coalitions[]", "note", kText, false, "none", "anything worth saying"},
    {"coalitions[]", "source", kName, false, "none", "source id"},

    {"preferences.*", "statements", kStatements, false, "none",
     "what the party wants true and what it never accepts"},
    {"preferences.*", "priority", kFlag, false, "false",
     "the order of the statements counts, there are no weights"},
    {"preferences.*", "ranking", kRanking, false, "none", "groups of outcomes, best to worst"},
    {"preferences.*", "values", kValues, false, "none", "utilities per issue and option, added up"},
    {"preferences.*", "outcome_values", kOutcomeValues, false, "none", "utilities per outcome"},

    {"statement", "wants", kFormula, false, "", "what the party wants true"},
    {"statement", "never", kFormula, false, "", "a red line: what it never accepts"},
    {"statement", "weight", kWeight, false, "",
     "a number, an uncertain number or an expression in factors, in the party's own unit"},
    {"statement", "when", kFormula, false, "always", "a condition on factors"},
    {"statement", "from", kName, false, "none", "the party that puts this pressure on"},
    {"statement", "says", kText, false, "the formula in words", "the statement in plain words"},
    {"statement", "id", kName, false, "PARTY.1, ...", "its id"},
    {"statement", "active", kFlag, false, "true", "switched on"},
    {"statement", "source", kName, false, "none", "source id"},
    {"statement", "note", kText, false, "none", "anything worth saying"},

    {"ratifiers.*", "of", kName, true, "", "for whom it must approve"},
    {"ratifiers.*", "asked_if", kFormula, false, "always", "the outcomes at which it is asked"},
    {"ratifiers.*", "approves", kFormula, false, "", "it approves these outcomes"},
    {"ratifiers.*", "party", kName, false, "", "it approves what this party accepts"},
    {"ratifiers.*", "segments", kSegments, false, "",
     "disjoint shares of respondents, each with what it approves"},
    {"ratifiers.*", "quota", kNumber, false, "",
     "the share that must approve, above 0 and at most 1"},
    {"ratifiers.*", "respondents", kWhole, false, "none", "the poll's size, people"},
    {"ratifiers.*", "name", kText, false, "the id", "what reports call it"},
    {"ratifiers.*", "active", kFlag, false, "true", "switched on"},
    {"ratifiers.*", "source", kName, false, "none", "source id"},
    {"ratifiers.*", "note", kText, false, "none", "anything worth saying"},

    {"segment", "share", kNumber, true, "", "share of the respondents, between 0 and 1"},
    {"segment", "approves", kFormula, true, "", "what this segment approves"},
    {"segment", "name", kText, false, "the formula", "what reports call it"},

    {"cases.*", "name", kText, false, "the id", "what reports call it"},
    {"cases.*", "extends", kName, false, "the base", "start from that case"},
    {"cases.*", "set", kFactorValues, false, "none", "other factor values"},
    {"cases.*", "status_quo", kAssignment, false, "none", "another status quo"},
    {"cases.*", "compromise", kFormula, false, "the question's",
     "other outcomes count as a compromise"},
    {"cases.*", "on", kNames, false, "none", "ids to switch on"},
    {"cases.*", "off", kNames, false, "none", "ids to switch off"},
    {"cases.*", "without", kNames, false, "none", "third parties to remove"},
    {"cases.*", "history", kOutcome, false, "none", "what really happened"},
    {"cases.*", "note", kText, false, "none", "anything worth saying"},
    {"cases.*", "source", kName, false, "none", "source id"},

    {"claims[]", "id", kName, true, "", "its id, such as K26 or K26.1"},
    {"claims[]", "by", kText, false, "none", "the speaker"},
    {"claims[]", "says", kText, true, "", "the claim in words"},
    {"claims[]", "holds", kQuery, true, "", "the check on the model"},
    {"claims[]", "in", kNames, false, "[\"now\"]", "the cases in which it is checked"},
    {"claims[]", "recorded", kTruth3, false, "\"unknown\"",
     "whether the historical record bears it out"},
    {"claims[]", "required", kFlag, false, "false", "a failure ends detente check with status 1"},
    {"claims[]", "source", kName, false, "none", "source id"},
    {"claims[]", "note", kText, false, "none", "anything worth saying"},

    {"distribution", "kind", kName, true, "",
     "uniform, triangular, normal, beta, lognormal or empirical"},
    {"distribution", "low", kNumber, false, "", "uniform, triangular: lower end"},
    {"distribution", "mode", kNumber, false, "", "triangular: most likely value"},
    {"distribution", "high", kNumber, false, "", "uniform, triangular: upper end"},
    {"distribution", "mean", kNumber, false, "", "normal, lognormal: mean (of the logarithm)"},
    {"distribution", "sd", kNumber, false, "",
     "normal, lognormal: standard deviation (of the logarithm)"},
    {"distribution", "alpha", kNumber, false, "", "beta: first shape"},
    {"distribution", "beta", kNumber, false, "", "beta: second shape"},
    {"distribution", "values", kNumbers, false, "", "empirical: the observed values"},

    {"weight", "value", kNumber, true, "", "the base value, in the party's own unit"},
    {"weight", "range", kInterval, false, "none", "what we are unsure of"},
    {"weight", "distribution", kDistribution, false, "none", "instead of range"},

    {"outcome_value", "outcome", kOutcome, true, "", "the outcomes, as a formula or a table"},
    {"outcome_value", "value", kNumber, true, "", "their utility, in the party's own unit"},
};

}  // namespace

std::span<const KeyRow> key_rows() { return kKeys; }
std::span<const TableRow> table_rows() { return kTables; }

std::vector<std::string_view> keys_of(std::string_view table) {
  std::vector<std::string_view> out;
  for (const KeyRow& row : kKeys) {
    if (row.table == table) out.push_back(row.key);
  }
  return out;
}

std::string_view describe(KeyType type) {
  switch (type) {
    case kText:
      return "a text";
    case kDate:
      return "a date or a text";
    case kFormula:
      return "a formula (a text)";
    case kQuery:
      return "a query (a text)";
    case kName:
      return "a name (a text)";
    case kNumber:
      return "a number";
    case kWhole:
      return "a whole number";
    case kFlag:
      return "true or false";
    case kTruth3:
      return "true, false or \"unknown\"";
    case kNames:
      return "a list of names";
    case kTexts:
      return "a list of texts";
    case kNumbers:
      return "a list of numbers";
    case kInterval:
      return "two numbers, [low, high]";
    case kAssignment:
      return "a table { issue = \"option\" }";
    case kOutcome:
      return "a formula or a table { issue = \"option\" }";
    case kRanking:
      return "a list of groups of outcomes";
    case kValues:
      return "a table { issue = { option = number } }";
    case kOutcomeValues:
      return "a list of { outcome = ..., value = number }";
    case kWeight:
      return "a number, { value = ..., range = [...] } or an expression (a text)";
    case kNoDeal:
      return "a table { issue = \"option\" } or a number";
    case kSegments:
      return "a list of { share = ..., approves = \"...\" }";
    case kStatements:
      return "a list of statements { wants = \"...\" }";
    case kDistribution:
      return "a table { kind = \"...\" }";
    case kFactorValues:
      return "a table { factor = number }";
    case kMoves:
      return "a table { party = [\"s1 -> s2\"] }";
  }
  return "something else";
}

}  // namespace detente
