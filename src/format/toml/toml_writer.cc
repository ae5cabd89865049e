#include "format/toml/toml_writer.h"

#include <fmt/format.h>

#include <algorithm>

#include "format/toml/toml_lines.h"
#include "format/toml/toml_text.h"
#include "format/toml/write_cases.h"
#include "format/toml/write_preferences.h"

namespace detente {
namespace writing {
namespace {

class Writer : private Lines {
 public:
  explicit Writer(const Dispute& dispute) : Lines(dispute) {}

  std::string run() {
    title();
    question();
    sources();
    factors();
    correlations();
    parties();
    if (dispute_->graph) {
      graph();
    } else {
      issues();
    }
    status_quo();
    propositions();
    rules();
    orders();
    coalitions();
    out_ += preferences(dispute_);
    ratifiers();
    out_ += cases_and_claims(dispute_);
    return std::move(out_);
  }

 private:
  void title() {
    out_ += "[dispute]\n";
    line("title", quoted(dispute_->title));
    text_line("note", dispute_->note);
    if (!dispute_->date.empty()) line("date", date_or_text(dispute_->date));
  }
  void question() {
    if (!dispute_.asks()) return;
    header("[question]");
    line("text", quoted(dispute_->question));
    line("of", quoted(party(dispute_->of)));
    line("with", party_list(dispute_->with));
    line("compromise", quoted(dispute_->compromise.text));
  }
  void sources() {
    for (const Source& source : dispute_->sources) {
      header("[sources." + source.id + "]");
      line("title", quoted(source.title));
      text_line("author", source.author);
      text_line("publisher", source.publisher);
      if (!source.date.empty()) line("date", date_or_text(source.date));
      text_line("section", source.section);
      text_line("url", source.url);
      text_line("note", source.note);
    }
  }
  void factors() {
    if (!dispute_->factors.empty()) header("[factors]");
    for (const Factor& factor : dispute_->factors) {
      std::vector<std::string> keys{"value = " + number(factor.number.value)};
      if (factor.domain.low != 0 || factor.domain.high != 1)
        keys.push_back("domain = " + list({number(factor.domain.low), number(factor.domain.high)}));
      add(keys, uncertainty(factor.number));
      if (factor.drift != 0) keys.push_back("drift = " + number(factor.drift));
      add_name(keys, factor.remarks, factor.id);
      if (!factor.unit.empty()) keys.push_back("unit = " + quoted(factor.unit));
      add(keys, source_and_note(factor.remarks));
      line(factor.id, inline_table(keys));
    }
  }
  void correlations() {
    for (const Correlation& one : dispute_->correlations) {
      header("[[correlations]]");
      line("between", texts({dispute_->factors[static_cast<std::size_t>(one.first)].id,
                             dispute_->factors[static_cast<std::size_t>(one.second)].id}));
      line("value", number(one.value));
      remark_lines(one.remarks);
    }
  }
  void parties() {
    header("[parties]");
    for (const Party& one : dispute_->parties) {
      std::vector<std::string> keys;
      add_name(keys, one.remarks, one.id);
      if (const auto* table = std::get_if<Assignment>(&one.no_deal)) {
        if (!table->options.empty()) keys.push_back("no_deal = " + assignment(table->options));
      } else {
        keys.push_back("no_deal = " + std::get<Decimal>(one.no_deal).to_string());
      }
      if (one.margin.units() != 0) keys.push_back("margin = " + one.margin.to_string());
      if (one.discount.units() != Decimal::kOne)
        keys.push_back("discount = " + one.discount.to_string());
      add(keys, source_and_note(one.remarks));
      line(one.id, inline_table(keys));
    }
  }
  void issues() {
    header("[issues]");
    for (const Issue& issue : dispute_->issues) {
      std::vector<std::string> keys{"options = " + texts(issue.options)};
      if (issue.labels != issue.options) keys.push_back("labels = " + texts(issue.labels));
      if (!issue.levels.empty()) {
        std::vector<std::string> levels;
        for (const double level : issue.levels) levels.push_back(number(level));
        keys.push_back("levels = " + list(levels));
      }
      keys.push_back(issue.by.empty() ? "by_any = " + party_list(issue.by_any)
                                      : "by = " + party_list(issue.by));
      if (issue.one_way) keys.emplace_back("one_way = true");
      if (issue.divisible) keys.emplace_back("divisible = true");
      if (!active(issue.toggle)) keys.emplace_back("active = false");
      add_name(keys, issue.remarks, issue.id);
      add(keys, source_and_note(issue.remarks));
      line(issue.id, inline_table(keys));
    }
  }
  void graph() {
    const Issue& issue = dispute_->issues.front();
    header("[graph]");
    line("outcomes", texts(issue.options));
    if (issue.labels != issue.options) line("labels", long_texts(issue.labels));
    header("[graph.moves]");
    for (std::size_t p = 0; p < dispute_->parties.size(); ++p) {
      const auto& arcs = dispute_->graph->arcs[p];
      std::vector<std::string> rows;
      for (std::size_t k = 0; k < arcs.size(); ++k) {
        const std::string& to = issue.options[static_cast<std::size_t>(arcs[k].second)];
        if (k > 0 && arcs[k].first == arcs[k - 1].first) {
          rows.back() += ", " + to;
        } else {
          rows.push_back(issue.options[static_cast<std::size_t>(arcs[k].first)] + " -> " + to);
        }
      }
      if (!rows.empty()) line(dispute_->parties[p].id, long_texts(rows));
    }
  }
  static std::string long_texts(const std::vector<std::string>& items) {
    std::vector<std::string> out;
    out.reserve(items.size());
    for (const std::string& item : items) out.push_back(quoted(item));
    return long_list(out);
  }
  void status_quo() {
    std::vector<std::pair<int, int>> options;
    for (std::size_t k = 0; k < dispute_->issues.size(); ++k) {
      if (dispute_->status_quo[k] != 0)
        options.emplace_back(static_cast<int>(k), dispute_->status_quo[k]);
    }
    if (options.empty()) return;
    header("[status_quo]");
    for (const auto& [issue, option] : options) {
      const Issue& named = dispute_->issues[static_cast<std::size_t>(issue)];
      line(named.id, quoted(named.options[static_cast<std::size_t>(option)]));
    }
  }
  void propositions() {
    if (!dispute_->propositions.empty()) header("[propositions]");
    for (const Proposition& one : dispute_->propositions) line(one.id, quoted(one.formula.text));
  }
  // id, active, source and note of what stands in a list of tables.
  void listed(const std::string& id, const std::string& otherwise, int toggle,
              const Remarks& remarks) {
    if (id != otherwise) line("id", quoted(id));
    if (!active(toggle)) line("active", "false");
    remark_lines(remarks);
  }
  void rules() {
    for (std::size_t k = 0; k < dispute_->rules.size(); ++k) {
      const Rule& rule = dispute_->rules[k];
      header("[[rules]]");
      line("never", quoted(rule.never.text));
      listed(rule.id, fmt::format("rules.{}", k + 1), rule.toggle, rule.remarks);
    }
  }
  void orders() {
    for (std::size_t k = 0; k < dispute_->orders.size(); ++k) {
      const Order& order = dispute_->orders[k];
      header("[[order]]");
      line("first", quoted(order.first.text));
      line("then", quoted(order.then.text));
      listed(order.id, fmt::format("order.{}", k + 1), order.toggle, order.remarks);
    }
  }
  void coalitions() {
    for (std::size_t k = 0; k < dispute_->coalitions.size(); ++k) {
      const Coalition& coalition = dispute_->coalitions[k];
      header("[[coalitions]]");
      line("members", party_list(coalition.members));
      listed(coalition.id, fmt::format("coalitions.{}", k + 1), coalition.toggle,
             coalition.remarks);
    }
  }
  void ratifiers() {
    for (const Ratifier& ratifier : dispute_->ratifiers) {
      header("[ratifiers." + ratifier.id + "]");
      if (ratifier.remarks.name != ratifier.id) line("name", quoted(ratifier.remarks.name));
      line("of", quoted(party(ratifier.of)));
      if (!ratifier.asked_if.empty()) line("asked_if", quoted(ratifier.asked_if.text));
      if (!ratifier.approves.empty()) {
        line("approves", quoted(ratifier.approves.text));
      } else if (ratifier.party >= 0) {
        line("party", quoted(party(ratifier.party)));
      } else {
        line("quota", ratifier.quota.to_string());
        if (ratifier.respondents) line("respondents", std::to_string(*ratifier.respondents));
        line("segments", segments(ratifier));
      }
      if (!active(ratifier.toggle)) line("active", "false");
      remark_lines(ratifier.remarks);
    }
  }
  static std::string segments(const Ratifier& ratifier) {
    std::vector<std::string> rows;
    for (const Segment& segment : ratifier.segments) {
      std::vector<std::string> keys{"share = " + segment.share.to_string(),
                                    "approves = " + quoted(segment.approves.text)};
      if (!segment.name.empty()) keys.push_back("name = " + quoted(segment.name));
      rows.push_back(inline_table(keys));
    }
    return long_list(rows);
  }
};

}  // namespace
}  // namespace writing

Written write_toml(const Dispute& dispute) { return {writing::Writer(dispute).run(), {}}; }

}  // namespace detente
