// For tests: everything a dispute holds as lines of text, places aside. Two disputes are the same
// model iff their texts are equal; where they differ, the line shows what.
#ifndef DETENTE_FORMAT_MODEL_TEXT_TESTING_H_
#define DETENTE_FORMAT_MODEL_TEXT_TESTING_H_

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string>

#include "dispute/dispute.h"

namespace detente::testing_support {

class ModelText {
 public:
  explicit ModelText(const Dispute& dispute) : data_(*dispute) {}

  std::string run() {
    line("title", data_.title, data_.note, data_.date);
    line("question", data_.question, data_.of, data_.with, formula(data_.compromise));
    for (const auto& s : data_.sources)
      line("source", s.id, s.title, s.author, s.publisher, s.date, s.section, s.url, s.note);
    for (const auto& f : data_.factors)
      line("factor", f.id, uncertain(f.number), f.domain.low, f.domain.high, f.drift, f.unit,
           remarks(f.remarks));
    for (const auto& c : data_.correlations)
      line("correlation", c.first, c.second, c.value, remarks(c.remarks));
    for (const auto& p : data_.parties) {
      const auto* table = std::get_if<Assignment>(&p.no_deal);
      line("party", p.id,
           table != nullptr ? fmt::format("{}", table->options)
                            : std::get<Decimal>(p.no_deal).to_string(),
           p.margin.units(), p.discount.units(), remarks(p.remarks));
    }
    for (const auto& i : data_.issues)
      line("issue", i.id, i.options, i.labels, i.levels, i.by, i.by_any, i.one_way, i.divisible,
           i.toggle, remarks(i.remarks));
    if (data_.graph) line("graph", data_.graph->arcs);
    line("status quo", data_.status_quo);
    for (const auto& p : data_.propositions) line("proposition", p.id, formula(p.formula));
    for (const auto& r : data_.rules)
      line("rule", r.id, formula(r.never), r.toggle, remarks(r.remarks));
    for (const auto& o : data_.orders)
      line("order", o.id, formula(o.first), formula(o.then), o.toggle, remarks(o.remarks));
    for (const auto& c : data_.coalitions)
      line("coalition", c.id, c.members, c.toggle, remarks(c.remarks));
    for (const auto& s : data_.statements) {
      line("statement", s.id, s.party, s.red_line, formula(s.formula), s.weight.value.units(),
           formula(s.weight.expression), s.weight.uncertain ? uncertain(*s.weight.uncertain) : "");
      line("  ", formula(s.when), s.from, s.says, s.toggle, remarks(s.remarks));
    }
    for (const auto& p : data_.preferences) preference(p);
    for (const auto& r : data_.ratifiers) {
      line("ratifier", r.id, r.of, formula(r.asked_if), formula(r.approves), r.party,
           r.quota.units(), r.respondents.value_or(-1), r.toggle, remarks(r.remarks));
      for (const auto& s : r.segments)
        line("  segment", s.name, s.share.units(), formula(s.approves));
    }
    for (const auto& c : data_.cases) {
      line("case", c.id, c.extends, c.set, c.status_quo.options,
           c.compromise ? formula(*c.compromise) : "", c.without, remarks(c.remarks));
      line("  ", c.history ? formula(*c.history) : "");
      for (const auto& [toggle, on] : c.toggles) line("  toggle", toggle, on);
    }
    for (const auto& c : data_.claims)
      line("claim", c.id, c.by, c.says, c.holds, c.in, c.recorded ? (*c.recorded ? 1 : 0) : -1,
           c.required, remarks(c.remarks));
    for (const auto& t : data_.toggles)
      line("toggle", t.id, static_cast<int>(t.kind), t.index, t.active);
    return out_;
  }

 private:
  template <class... Parts>
  void line(const char* what, const Parts&... parts) {
    out_ += what;
    ((out_ += fmt::format(" | {}", parts)), ...);
    out_ += "\n";
  }
  static std::string formula(const Formula& f) {
    std::string out = f.text + " =";
    for (const Node& n : f.nodes)
      out += fmt::format(" {}.{}.{}.{}.{}.{}", static_cast<int>(n.op), static_cast<int>(n.relation),
                         n.index, n.number, n.options, n.children);
    return out;
  }
  static std::string uncertain(const Uncertain& u) {
    std::string out = fmt::format("{}", u.value);
    if (u.range) out += fmt::format(" in {} {}", u.range->low, u.range->high);
    if (u.distribution)
      out += fmt::format(" {} {} {}", u.distribution->kind, u.distribution->parameters,
                         u.distribution->values);
    return out;
  }
  static std::string remarks(const Remarks& r) {
    return fmt::format("{} / {} / {}", r.name, r.source, r.note);
  }
  void preference(const Preference& p) {
    line("preference", static_cast<int>(p.form), p.statements);
    for (const auto& group : p.ranking) {
      line("  group");
      for (const Formula& f : group) line("    ", formula(f));
    }
    for (const auto& column : p.values) {
      out_ += "  column";
      for (const Decimal value : column) out_ += " " + value.to_string();
      out_ += "\n";
    }
    for (const auto& [f, value] : p.outcome_values) line("  outcome", formula(f), value.units());
  }

  const DisputeData& data_;
  std::string out_;
};

inline std::string model_text(const Dispute& dispute) { return ModelText(dispute).run(); }

}  // namespace detente::testing_support

#endif  // DETENTE_FORMAT_MODEL_TEXT_TESTING_H_
