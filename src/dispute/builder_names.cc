#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>

#include "dispute/asked_formula.h"
#include "dispute/builder.h"
#include "dispute/formula_parser.h"

namespace detente::building {
namespace {

bool plain_name(std::string_view name) {
  if (name.empty() || (std::isalpha(static_cast<unsigned char>(name[0])) == 0 && name[0] != '_'))
    return false;
  return std::all_of(name.begin(), name.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
  });
}

std::string_view article(std::string_view noun) {
  return std::string_view("aeiou").find(noun.front()) == std::string_view::npos ? "a" : "an";
}

std::string shortened(std::string_view name) {
  return name.size() <= 60 ? std::string(name) : std::string(name.substr(0, 57)) + "...";
}

}  // namespace

void Builder::error(ErrorCode code, std::string message, const Location& where, std::string hint) {
  errors_.push_back({code, std::move(message), where, std::move(hint), {}});
}

void Builder::unknown(std::string_view kind, const draft::Text& name,
                      const std::vector<std::string>& known) {
  constexpr int kMostSearched = 200;  // of those after, hardly one is ever shown
  const std::string near =
      ++unknown_names_ > kMostSearched ? std::string() : nearest_name(name.value, known);
  std::string hint;
  if (!near.empty()) {
    hint = "did you mean '" + near + "'?";
  } else if (!known.empty() && known.size() <= 12) {
    hint = "known: " + fmt::format("{}", fmt::join(known, ", "));
  }
  error(ErrorCode::kUnknownName, fmt::format("unknown {} '{}'", kind, shortened(name.value)),
        name.where, hint);
}

bool Builder::well_formed(std::string_view kind, const draft::Text& name, bool dotted) {
  bool good = plain_name(name.value);
  if (dotted && !good) {  // russia.1, K26.1
    good = !name.value.empty() && std::isdigit(static_cast<unsigned char>(name.value[0])) == 0 &&
           name.value[0] != '.' && std::all_of(name.value.begin(), name.value.end(), [](char c) {
             return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.';
           });
  }
  if (!good) {
    error(ErrorCode::kModel,
          fmt::format("'{}' cannot name {} {}", shortened(name.value), article(kind), kind),
          name.where, "a name is a letter or _ followed by letters, digits or _");
    return false;
  }
  if (is_reserved_word(name.value)) {
    error(ErrorCode::kModel,
          fmt::format("'{}' is a word of the formula language and cannot name {} {}", name.value,
                      article(kind), kind),
          name.where, "choose another name");
    return false;
  }
  return true;
}

void Builder::claim_id(std::string_view kind, const draft::Text& name) {
  const auto [it, fresh] = ids_.try_emplace(name.value, std::string(kind), name.where);
  if (fresh) return;
  error(ErrorCode::kDuplicate,
        fmt::format("the id '{}' of this {} is taken by the {} in line {}", shortened(name.value),
                    kind, it->second.first, it->second.second.line),
        name.where, "ids are unique in the file");
}

std::string Builder::id_or(const std::optional<draft::Text>& id, std::string_view kind,
                           const std::string& otherwise, const Location& where) {
  const draft::Text text = id ? *id : draft::Text{otherwise, where};
  if (well_formed(kind, text, true)) claim_id(kind, text);
  return text.value;
}

int Builder::add_toggle(Toggle::Kind kind, std::size_t index, const std::string& id, bool active) {
  data_.toggles.push_back({id, kind, static_cast<int>(index), active});
  return static_cast<int>(data_.toggles.size()) - 1;
}

namespace {

template <class Rows>
int index_of(const Rows& rows, std::string_view id) {
  const auto it =
      std::find_if(rows.begin(), rows.end(), [id](const auto& row) { return row.id == id; });
  return it == rows.end() ? -1 : static_cast<int>(it - rows.begin());
}

template <class Rows>
std::vector<std::string> ids_of(const Rows& rows) {
  std::vector<std::string> out;
  out.reserve(rows.size());
  for (const auto& row : rows) out.push_back(row.id);
  return out;
}

}  // namespace

int Builder::find_party(const draft::Text& name) {
  const int found = index_of(data_.parties, name.value);
  if (found < 0) unknown("party", name, ids_of(data_.parties));
  return found < kMostParties ? found : -1;  // the limit is told already; there are no more bits
}

int Builder::find_issue(const draft::Text& name) {
  const int found = index_of(data_.issues, name.value);
  if (found < 0) unknown("issue", name, ids_of(data_.issues));
  return found;
}

int Builder::find_option(int issue, const draft::Text& name) {
  const auto& names = data_.scope.issues[static_cast<std::size_t>(issue)];
  const int found = names.find_option(name.value);
  if (found < 0) unknown("option of issue '" + names.id + "'", name, names.options);
  return found;
}

std::vector<int> Builder::find_parties(const draft::TextList& names) {
  std::vector<int> out;
  for (const draft::Text& name : names) {
    const int party = find_party(name);
    if (party < 0) continue;
    if (std::find(out.begin(), out.end(), party) != out.end()) {
      error(ErrorCode::kDuplicate, fmt::format("party '{}' is listed twice", name.value),
            name.where);
      continue;
    }
    out.push_back(party);
  }
  return out;
}

Assignment Builder::assignment(const draft::Assignment& from) {
  Assignment out;
  for (const auto& [issue_name, option_name] : from) {
    const int issue = find_issue(issue_name);
    if (issue < 0) continue;
    const int option = find_option(issue, option_name);
    if (option >= 0) out.options.emplace_back(issue, option);
  }
  return out;
}

std::optional<Formula> Builder::formula(const draft::Text& text, FormulaKind kind,
                                        FormulaSees sees) {
  auto parsed = parse_formula(text.value, text.where, data_.scope, kind, sees);
  if (!parsed) {
    errors_.insert(errors_.end(), parsed.error().begin(), parsed.error().end());
    return std::nullopt;
  }
  if (sees == FormulaSees::kFactorsOnly && sees_outcomes(*parsed)) {
    error(ErrorCode::kFormula,
          "this condition reaches an issue through a proposition, but only factors can stand here",
          text.where, "conditions and weights see factors only");
    return std::nullopt;
  }
  if (depth(*parsed) > parsing::kDeepestTree) {
    error(ErrorCode::kFormula,
          fmt::format("formula is more than {} operations deep, with the propositions in it",
                      parsing::kDeepestTree),
          text.where, "use fewer propositions inside each other");
    return std::nullopt;
  }
  check_divisors(*parsed);
  return std::move(*parsed);
}

std::optional<Formula> Builder::outcome_set(const draft::OutcomeSpec& spec) {
  if (const auto* text = std::get_if<draft::Text>(&spec)) return outcome_formula(*text);
  const auto& written = std::get<draft::Assignment>(spec);
  if (written.empty()) return Formula{{Node{}}, "true", {}};
  const Assignment table = assignment(written);
  if (table.options.empty()) return std::nullopt;
  Formula out;
  std::vector<int> parts;
  for (const auto& [issue, option] : table.options) {
    const Issue& named = data_.issues[static_cast<std::size_t>(issue)];
    Node node;
    node.op = Op::kIssueIn;
    node.index = issue;
    node.options = {option};
    out.nodes.push_back(std::move(node));
    parts.push_back(out.root());
    out.text += (out.text.empty() ? "" : " and ") + named.id + " = " +
                named.options[static_cast<std::size_t>(option)];
  }
  if (parts.size() > 1) {
    Node all;
    all.op = Op::kAnd;
    all.children = parts;
    out.nodes.push_back(std::move(all));
  }
  out.where = written.front().first.where;
  return out;
}

// In graph form the bare name of an outcome stands for `outcome = NAME`.
std::optional<Formula> Builder::outcome_formula(const draft::Text& text) {
  if (!data_.graph || !plain_name(text.value) || is_reserved_word(text.value)) return formula(text);
  const auto& propositions = data_.scope.propositions;
  if (std::find(propositions.begin(), propositions.end(), text.value) != propositions.end())
    return formula(text);
  Node node;
  node.op = Op::kIssueIn;
  node.index = static_cast<int>(data_.issues.size()) - 1;
  node.options = {find_outcome(text)};
  if (node.options.front() < 0) return std::nullopt;
  return Formula{{std::move(node)}, text.value, text.where};
}

bool Builder::sees_outcomes(const Formula& formula) const {
  if (!mentioned_issues(formula).empty()) return true;
  const std::vector<int> named = mentioned_propositions(formula);
  return std::any_of(named.begin(), named.end(), [&](int p) {
    return static_cast<std::size_t>(p) < proposition_sees_.size() &&
           proposition_sees_[static_cast<std::size_t>(p)] != 0;
  });
}

int Builder::depth(const Formula& formula) const {
  std::vector<int> depths;
  for (const Node& node : formula.nodes) {
    const auto p = static_cast<std::size_t>(node.index);
    const bool named = node.op == Op::kProposition && p < proposition_depths_.size();
    depths.push_back(parsing::depth_over(node, depths) + (named ? proposition_depths_[p] : 0));
  }
  return depths.empty() ? 0 : depths.back();
}

void Builder::check_divisors(const Formula& formula) {
  if (auto found = divisor_error(formula, data_.factors, data_.levels))
    error(found->code, found->message, found->where, found->hint);
}

Remarks Builder::remarks(const draft::Remarks& from, const std::string& id, const Location& where) {
  Remarks out;
  out.name = from.name ? from.name->value : id;
  out.where = where;
  if (from.note) out.note = from.note->value;
  if (from.source) {
    out.source = from.source->value;
    if (index_of(data_.sources, out.source) < 0)
      unknown("source", *from.source, ids_of(data_.sources));
  }
  return out;
}

std::optional<double> Builder::number(const draft::Number& from, std::string_view what) {
  if (std::isfinite(from.value)) return from.value;
  error(ErrorCode::kRange, fmt::format("{} must be a finite number, not {}", what, from.literal),
        from.where);
  return std::nullopt;
}

std::optional<Decimal> Builder::decimal(const draft::Number& from, std::string_view what) {
  if (!number(from, what)) return std::nullopt;
  const auto parsed = Decimal::parse(from.literal);
  if (!parsed) {
    error(ErrorCode::kRange,
          fmt::format("{} must have at most 9 decimals and be no larger than 1000000000, not {}",
                      what, from.literal),
          from.where, "weights are added exactly: choose a coarser unit");
  }
  return parsed;
}

std::optional<Interval> Builder::interval(const std::pair<draft::Number, draft::Number>& from,
                                          std::string_view what) {
  const auto low = number(from.first, what), high = number(from.second, what);
  if (!low || !high) return std::nullopt;
  if (*low > *high) {
    error(ErrorCode::kRange,
          fmt::format("{} goes from {} down to {}", what, from.first.literal, from.second.literal),
          from.first.where, "write the lower end first");
    return std::nullopt;
  }
  return Interval{*low, *high};
}

}  // namespace detente::building
