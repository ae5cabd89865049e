#include "analysis/readiness/words.h"

#include <fmt/format.h>

namespace detente {
namespace {

std::string listed(const std::vector<std::string>& names) {
  std::string out;
  for (std::size_t k = 0; k < names.size(); ++k)
    out += (k == 0 ? "" : k + 1 == names.size() ? " and " : ", ") + names[k];
  return out;
}

std::string quoted(std::string text) {
  while (!text.empty() && text.back() == '.') text.pop_back();
  return "\"" + text + "\"";
}

std::string names_of_ids(const Dispute& dispute, const std::string& joined) {
  std::vector<std::string> names;
  std::size_t at = 0;
  while (at <= joined.size()) {
    const std::size_t end = std::min(joined.find('+', at), joined.size());
    const std::string id = joined.substr(at, end - at);
    const int party = dispute.find_party(id);
    std::string name =
        party >= 0 ? dispute->parties[static_cast<std::size_t>(party)].remarks.name : id;
    for (const Ratifier& ratifier : dispute->ratifiers) {
      if (ratifier.id == id) name = ratifier.remarks.name;
    }
    names.push_back(name);
    at = end + 1;
  }
  return listed(names);
}

const std::string& words_of(const Statement& statement) {
  return statement.says.empty() ? statement.formula.text : statement.says;
}

}  // namespace

std::string party_names(const Dispute& dispute, PartySet parties) {
  std::vector<std::string> names;
  for (const int p : members_of(parties))
    names.push_back(dispute->parties[static_cast<std::size_t>(p)].remarks.name);
  return listed(names);
}

std::vector<std::string> party_ids(const Dispute& dispute, PartySet parties) {
  std::vector<std::string> ids;
  for (const int p : members_of(parties))
    ids.push_back(dispute->parties[static_cast<std::size_t>(p)].id);
  return ids;
}

std::string changes_in_words(const Dispute& dispute, std::span<const int> from,
                             std::span<const int> to) {
  std::string out;
  for (std::size_t k = 0; k < to.size(); ++k) {
    if (from[k] == to[k]) continue;
    const Issue& issue = dispute->issues[k];
    const std::string& label = issue.labels[static_cast<std::size_t>(to[k])];
    const bool labelled = label != issue.options[static_cast<std::size_t>(to[k])];
    out += (out.empty() ? "" : "; ") + (labelled ? label : issue.remarks.name + ": " + label);
  }
  return out.empty() ? "nothing changes" : out;
}

std::string source_in_words(const Dispute& dispute, const std::string& source) {
  const int index = dispute.find_source(source);
  if (index < 0) return source;
  const Source& found = dispute->sources[static_cast<std::size_t>(index)];
  std::string out = found.publisher.empty() ? (found.author.empty() ? found.title : found.author)
                                            : found.publisher;
  if (!found.section.empty()) out += ", " + found.section;
  if (!found.date.empty()) out += ", " + found.date;
  return out;
}

namespace {

// Russia's, the United States'
std::string possessive(const std::string& name) {
  return name + (!name.empty() && name.back() == 's' ? "'" : "'s");
}

// Whose loss a break's statement is.
std::string hurt_by(const Dispute& dispute, const Stopper& stopper) {
  if (stopper.statement < 0) return "; what is lost most: ";
  const int party = dispute->statements[static_cast<std::size_t>(stopper.statement)].party;
  return "; " + dispute->parties[static_cast<std::size_t>(party)].remarks.name +
         " would lose most by: ";
}

}  // namespace

std::string removal_in_words(const Dispute& dispute, const std::vector<std::string>& ids) {
  std::vector<std::string> parts;
  for (const std::string& id : ids) {
    if (const int party = dispute.find_party(id); party >= 0) {
      parts.push_back("without " + dispute->parties[static_cast<std::size_t>(party)].remarks.name);
      continue;
    }
    std::string part = "without " + id;
    for (const Statement& statement : dispute->statements) {
      if (statement.id != id) continue;
      const std::string& owner =
          dispute->parties[static_cast<std::size_t>(statement.party)].remarks.name;
      if (statement.from >= 0) {
        const std::string& presses =
            dispute->parties[static_cast<std::size_t>(statement.from)].remarks.name;
        part = fmt::format("without {} pressure on {} {} ({})", possessive(presses), owner,
                           quoted(words_of(statement)), id);
      } else {
        part =
            fmt::format("without {} {} {} ({})", possessive(owner),
                        statement.red_line ? "red line" : "wish", quoted(words_of(statement)), id);
      }
    }
    for (const Ratifier& ratifier : dispute->ratifiers) {
      if (ratifier.id == id) part = "without asking " + ratifier.remarks.name;
    }
    for (const Rule& rule : dispute->rules) {
      if (rule.id == id)
        part = fmt::format("without the rule never {} ({})", quoted(rule.never.text), id);
    }
    for (const Order& order : dispute->orders) {
      if (order.id == id) part = fmt::format("without the order of steps {}", id);
    }
    parts.push_back(part);
  }
  return listed(parts);
}

std::string factor_name(const Dispute& dispute, int factor) {
  return dispute->factors[static_cast<std::size_t>(factor)].remarks.name;
}

std::string case_name(const Dispute& dispute, int case_index) {
  return dispute->cases[static_cast<std::size_t>(case_index)].remarks.name;
}

std::string number_in_words(double value) { return fmt::format("{:.4g}", value); }
std::string exact_number(double value) { return fmt::format("{}", value); }

std::string plural(std::size_t count, const std::string& noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string rung_in_words(const Dispute& dispute, int rung) {
  switch (rung) {
    case 0:
      return "moves can lead there";
    case 1:
      return dispute->parties[static_cast<std::size_t>(dispute->of)].remarks.name + " accepts it";
    case 2:
      return "every signatory accepts it";
    case 3:
      return "those who must ratify approve it";
    case 4:
      return "nobody who could break it would";
    default:
      return "a path of steps leads there that everyone on it wants";
  }
}

std::string stopper_in_words(const Dispute& dispute, const Stopper& stopper) {
  const std::string who = names_of_ids(dispute, stopper.who);
  const std::string text = quoted(stopper.text);
  std::string out;
  switch (stopper.ground) {
    case Ground::kRedLine:
      out = who + " refuses: it breaks the red line " + text;
      break;
    case Ground::kStatement:
      out = who + " refuses; its largest loss against no deal: " + text;
      break;
    case Ground::kRanking:
    case Ground::kValues:
      out = who + " refuses: " + stopper.text;
      break;
    case Ground::kRatifier:
      out = who + " would not approve: " + stopper.text;
      break;
    case Ground::kBreaks:
      out = who + " would break it" + hurt_by(dispute, stopper) + text;
      break;
    case Ground::kWillNotStep:
      out = who + " will not take its step; what weighs most: " + text;
      break;
    case Ground::kDiverts:
      out = who + " would turn aside on the way" + hurt_by(dispute, stopper) + text;
      break;
    case Ground::kRule:
      out = "the rule " + stopper.text + " closes the way";
      break;
    case Ground::kOrder:
      out = "the order of steps " + stopper.text + " closes the way";
      break;
    case Ground::kOneWay:
    case Ground::kNoMove:
      out = stopper.text;
      break;
  }
  std::string reference = stopper.statement_id;
  if (const std::string source = source_in_words(dispute, stopper.source); !source.empty())
    reference += (reference.empty() ? "" : "; ") + source;
  return reference.empty() ? out : out + " [" + reference + "]";
}

std::string break_in_words(const Dispute& dispute, const Break& found) {
  std::string out;
  std::vector<int> here = found.from;
  for (std::size_t k = 0; k < found.path.size(); ++k) {
    out += fmt::format("{}{} {}: {}", k == 0 ? "" : "; then ",
                       party_names(dispute, found.path[k].mover), k == 0 ? "moves" : "answers",
                       changes_in_words(dispute, here, found.path[k].to));
    here = found.path[k].to;
  }
  out += ". " + party_names(dispute, party_bit(found.victim)) + " is worse off than at the deal";
  for (std::size_t k = 0; k < found.statements.size(); ++k) {
    const Statement& statement = dispute->statements[static_cast<std::size_t>(found.statements[k])];
    out += (k == 0 ? ", above all: " : ", ") + quoted(words_of(statement));
  }
  return out + ".";
}

}  // namespace detente
