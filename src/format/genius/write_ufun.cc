#include "format/genius/write_ufun.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace detente::genius {
namespace {

using domains::OutIssue;
using domains::Ratio;

struct Interval {
  int issue = 0;
  int first = 0, last = 0;  // options
};
using Intervals = std::vector<Interval>;

class Writer {
 public:
  Writer(const Dispute& dispute, const domains::Outgoing& from) : dispute_(dispute), from_(from) {}

  Result<std::string> run(const domains::OutParty& party, const Ratio& divisor) {
    std::string out = "   <ufun type=\"PlainUfun\" weight=\"1\" aggregation=\"sum\">\n";
    for (const int s : party.statements) {
      statement_ = &dispute_->statements[static_cast<std::size_t>(s)];
      write(statement_->formula, statement_->formula.root(),
            Ratio::of(statement_->weight.value) / divisor, 4, out);
      if (!errors_.empty()) return tl::unexpected(std::move(errors_));
    }
    return out + "   </ufun>\n";
  }

 private:
  void error(std::string message, std::string hint = {}) {
    errors_.push_back({ErrorCode::kUnsupported,
                       std::move(message),
                       statement_->formula.where,
                       std::move(hint),
                       {}});
  }
  static const Node& node(const Formula& formula, int k) {
    return formula.nodes[static_cast<std::size_t>(k)];
  }
  const Formula& proposition(const Node& at) const {
    return dispute_->proposition_formulas[static_cast<std::size_t>(at.index)];
  }
  // Runs of neighbouring options among those kept.
  std::vector<Interval> runs(const Node& at) const {
    const OutIssue& issue = from_.issues[static_cast<std::size_t>(at.index)];
    std::vector<Interval> out;
    bool open = false;
    for (const int option : issue.options) {
      const bool in = std::binary_search(at.options.begin(), at.options.end(), option);
      if (in && open) out.back().last = option;
      if (in && !open) out.push_back({at.index, option, option});
      open = in;
    }
    return out;
  }
  std::optional<Intervals> box(const Formula& formula, int k) const {
    const Node& at = node(formula, k);
    if (at.op == Op::kTrue) return Intervals{};
    if (at.op == Op::kProposition) return box(proposition(at), proposition(at).root());
    if (at.op == Op::kIssueIn) {
      auto found = runs(at);
      if (found.size() != 1) return std::nullopt;
      return found;
    }
    if (at.op != Op::kAnd) return std::nullopt;
    Intervals out;
    for (const int child : at.children) {
      const auto part = box(formula, child);
      if (!part) return std::nullopt;
      for (const Interval& one : *part) {
        const auto known = std::find_if(out.begin(), out.end(), [&](const Interval& other) {
          return other.issue == one.issue;
        });
        if (known == out.end()) {
          out.push_back(one);
        } else {
          known->first = std::max(known->first, one.first);
          known->last = std::min(known->last, one.last);
          if (known->first > known->last) return std::nullopt;
        }
      }
    }
    return out;
  }

  void rectangle(const Intervals& intervals, bool excludes, const Ratio& weight, int indent,
                 std::string& out) {
    const std::string blanks(static_cast<std::size_t>(indent), ' ');
    out += fmt::format("{}<hyperRectangle utility=\"{}\">\n", blanks, weight.to_text());
    for (const Interval& one : intervals) {
      const Issue& issue = dispute_->issues[static_cast<std::size_t>(one.issue)];
      const auto level = [&](int option) -> std::string {
        if (issue.levels.empty()) return "";
        const double value = issue.levels[static_cast<std::size_t>(option)];
        return value == std::floor(value) && std::abs(value) < 1e9 ? fmt::format("{:.0f}", value)
                                                                   : "";
      };
      if (level(one.first).empty() || level(one.last).empty()) {
        error(fmt::format("GENIUS has hyper-rectangles over integer issues only, and '{}' is none",
                          issue.id));
        return;
      }
      out += fmt::format("{} <{} index=\"{}\" min=\"{}\" max=\"{}\"/>\n", blanks,
                         excludes ? "EXCLUDES" : "INCLUDES", one.issue + 1, level(one.first),
                         level(one.last));
    }
    out += blanks + "</hyperRectangle>\n";
  }
  template <class Inside>
  static void function(const char* how, const Ratio& weight, int indent, std::string& out,
                       const Inside& inside) {
    const std::string blanks(static_cast<std::size_t>(indent), ' ');
    out += fmt::format("{}<ufun type=\"PlainUfun\" weight=\"{}\" aggregation=\"{}\">\n", blanks,
                       weight.to_text(), how);
    inside();
    out += blanks + "</ufun>\n";
  }

  void write(const Formula& formula, int k, const Ratio& weight, int indent, std::string& out) {
    constexpr std::size_t kMostText = 64U << 20U;
    if (!errors_.empty()) return;
    if (out.size() > kMostText || indent > 36)
      return error("this formula is too large to be written as hyper-rectangles");
    if (const auto intervals = box(formula, k))
      return rectangle(*intervals, false, weight, indent, out);
    const Node& at = node(formula, k);
    switch (at.op) {
      case Op::kFalse:
        return;
      case Op::kProposition:
        return write(proposition(at), proposition(at).root(), weight, indent, out);
      case Op::kIssueIn:
        return function("max", weight, indent, out, [&] {
          for (const Interval& one : runs(at)) rectangle({one}, false, 1, indent + 1, out);
          if (runs(at).empty()) rectangle({}, false, 0, indent + 1, out);
        });
      case Op::kAnd:
      case Op::kOr:
        return function(at.op == Op::kAnd ? "min" : "max", weight, indent, out, [&] {
          for (const int child : at.children) {
            if (node(formula, child).op == Op::kFalse) {
              rectangle({}, false, 0, indent + 1, out);
            } else {
              write(formula, child, 1, indent + 1, out);
            }
          }
        });
      case Op::kNot: {
        const auto inner = box(formula, at.children.front());
        if (inner && !inner->empty()) return rectangle(*inner, true, weight, indent, out);
        return function("sum", weight, indent, out, [&] {
          rectangle({}, false, 1, indent + 1, out);
          write(formula, at.children.front(), -1, indent + 1, out);
        });
      }
      default:
        error(fmt::format("GENIUS has no counterpart of '{}'", formula.text),
              "issue = option, >=, <=, and, or, not can be written");
    }
  }

  const Dispute& dispute_;
  const domains::Outgoing& from_;
  const Statement* statement_ = nullptr;
  Errors errors_;
};

}  // namespace

Result<std::string> ufun_text(const Dispute& dispute, const domains::Outgoing& from,
                              const domains::OutParty& party, const Ratio& divisor) {
  return Writer(dispute, from).run(party, divisor);
}

}  // namespace detente::genius
