#include "format/genius/genius_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "format/domains/outgoing.h"
#include "format/domains/unit_scale.h"
#include "format/genius/fit.h"
#include "format/genius/genius_file.h"
#include "format/genius/write_ufun.h"

namespace detente {
namespace genius {
namespace {

using domains::OutIssue;
using domains::OutParty;

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\n':
      case '\r':
      case '\t':
        out += fmt::format("&#{};", static_cast<int>(c));
        break;
      default:  // other control characters cannot stand in XML
        out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
  }
  return out;
}

class Writer {
 public:
  Writer(const Dispute& dispute, domains::Outgoing from)
      : dispute_(dispute), from_(std::move(from)) {}

  Result<Written> run() {
    for (std::size_t p = 0; p < from_.parties.size(); ++p) scale(p);
    for (std::size_t p = 0; p < from_.parties.size(); ++p) prefer_boxes(p);
    for (std::size_t k = 0; k < from_.issues.size(); ++k) kinds_.push_back(kind(k));
    if (!errors_.empty()) return tl::unexpected(std::move(errors_));
    Written out;
    const auto names = domains::file_names(from_, ".xml", "domain.xml");
    out.text = "<negotiation_template number_of_sessions=\"1\">\n";
    for (std::size_t p = 0; p < names.size(); ++p) {
      out.text += fmt::format(" <agent name=\"{}\" utility_space=\"{}\"/>\n",
                              escaped(from_.parties[p].name), escaped(names[p]));
      auto text = profile(p);
      if (!text) return tl::unexpected(std::move(text.error()));
      out.more.push_back({names[p], std::move(*text)});
    }
    out.text += fmt::format(" <utility_space number_of_issues=\"{}\">\n{}", from_.issues.size(),
                            objective());
    for (std::size_t k = 0; k < from_.issues.size(); ++k) out.text += issue(k, nullptr);
    out.text += "  </objective>\n </utility_space>\n</negotiation_template>\n";
    out.left_out = std::move(from_.left_out);
    return out;
  }

 private:
  std::string objective() const {
    return fmt::format(
        "  <objective index=\"0\" name=\"{}\" description=\"\" type=\"objective\" "
        "etype=\"objective\">\n",
        escaped(dispute_->title));
  }
  // The spare weight goes where evaluations below 1 are no trouble: to a discrete issue, or to one
  // whose evaluator does not depend on being cut off at the weight.
  void scale(std::size_t p) {
    const OutParty& party = from_.parties[p];
    scales_.push_back(domains::unit_scale(party));
    if (!party.additive || from_.issues.front().levels.empty()) return;
    for (std::size_t k = 0; k < from_.issues.size(); ++k) {
      if (k > 0) scales_.back() = domains::unit_scale(party, k);
      if (from_.issues[k].levels.empty() || evaluator(p, k)) return;
    }
    scales_.back() = domains::unit_scale(party);
  }
  // The parties' values of an issue, divided as the scale says.
  std::vector<Ratio> divided(std::size_t p, std::size_t k) const {
    std::vector<Ratio> out;
    for (const Ratio& value : from_.parties[p].values[k]) {
      const auto rounded = (value / scales_[p].divisor).to_decimal();
      out.push_back(rounded ? Ratio::of(*rounded) : value);
    }
    return out;
  }
  std::optional<Evaluator> evaluator(std::size_t p, std::size_t k) const {
    std::vector<Ratio> points;
    for (const double level : from_.issues[k].levels)
      points.push_back(Ratio::parse(fmt::format("{}", level)).value_or(Ratio()));
    const Ratio origin = from_.issues[k].divisible ? Ratio() : points.front();
    return fit(points, divided(p, k), scales_[p].weights[k], origin);
  }
  static bool whole_and_consecutive(const std::vector<double>& levels) {
    constexpr double kLargest = 1e9;
    for (std::size_t o = 0; o < levels.size(); ++o) {
      if (levels[o] != std::floor(levels[o]) || std::abs(levels[o]) > kLargest ||
          levels[o] != levels.front() + static_cast<double>(o))
        return false;
    }
    return !levels.empty();
  }
  // Weights of formulas over integer issues whose sums are no straight lines: they may be written
  // as hyper-rectangles although each speaks of one issue only.
  void prefer_boxes(std::size_t p) {
    OutParty& party = from_.parties[p];
    if (!party.additive || party.statements.empty()) return;
    for (const int s : party.statements) {
      for (const int k : domains::issues_of(
               dispute_, dispute_->statements[static_cast<std::size_t>(s)].formula)) {
        const auto issue = static_cast<std::size_t>(k);
        if (!whole_and_consecutive(from_.issues[issue].levels) || from_.issues[issue].divisible)
          return;
      }
    }
    for (std::size_t k = 0; k < from_.issues.size(); ++k) {
      if (!from_.issues[k].levels.empty() && !evaluator(p, k)) party.additive = false;
    }
  }
  bool boxed(std::size_t k) const {
    return std::any_of(from_.parties.begin(), from_.parties.end(), [&](const OutParty& party) {
      return !party.additive &&
             std::any_of(party.statements.begin(), party.statements.end(), [&](int s) {
               const auto about = domains::issues_of(
                   dispute_, dispute_->statements[static_cast<std::size_t>(s)].formula);
               return std::find(about.begin(), about.end(), static_cast<int>(k)) != about.end();
             });
    });
  }
  IssueKind kind(std::size_t k) {
    const OutIssue& issue = from_.issues[k];
    const Location& where = dispute_->issues[k].remarks.where;
    const auto stop = [&](std::string message) {
      errors_.push_back({ErrorCode::kUnsupported, std::move(message), where, "", {}});
      return IssueKind::kDiscrete;
    };
    if (issue.levels.empty()) {
      if (boxed(k))
        return stop(
            fmt::format("GENIUS has hyper-rectangles over integer issues only, and '{}' is "
                        "none",
                        dispute_->issues[k].id));
      return IssueKind::kDiscrete;
    }
    bool straight = true;
    for (std::size_t p = 0; p < from_.parties.size() && straight; ++p)
      straight = !from_.parties[p].additive || evaluator(p, k).has_value();
    if (issue.divisible) {
      if (!straight)
        return stop(fmt::format("no linear or triangular function has the values of '{}'",
                                dispute_->issues[k].id));
      return IssueKind::kReal;
    }
    if (straight && whole_and_consecutive(issue.levels)) return IssueKind::kInteger;
    if (boxed(k))
      return stop(
          fmt::format("'{}' cannot be written as an integer issue, which its "
                      "hyper-rectangles need",
                      dispute_->issues[k].id));
    from_.left_out.push_back(fmt::format("the levels of '{}'", dispute_->issues[k].id));
    return IssueKind::kDiscrete;
  }

  // Of the domain, or of the profile of a party.
  std::string issue(std::size_t k, const std::size_t* party) const {
    const OutIssue& from = from_.issues[k];
    const bool additive = party != nullptr && from_.parties[*party].additive;
    std::string out = fmt::format(
        "   <issue index=\"{0}\" name=\"{1}\" type=\"{2}\" etype=\"{2}\" "
        "vtype=\"{2}\"",
        k + 1, escaped(from.name), to_string(kinds_[k]));
    if (kinds_[k] == IssueKind::kDiscrete) {
      out += ">\n";
      for (std::size_t o = 0; o < from.labels.size(); ++o) {
        out += fmt::format("    <item index=\"{}\" value=\"{}\"", o + 1, escaped(from.labels[o]));
        if (additive)
          out += fmt::format(" evaluation=\"{}\"", scales_[*party].evaluations[k][o].to_text());
        out += "/>\n";
      }
      return out + "   </issue>\n";
    }
    const std::string range = fmt::format(" lowerbound=\"{}\" upperbound=\"{}\"",
                                          from.levels.front(), from.levels.back());
    if (kinds_[k] == IssueKind::kInteger) out += range;
    out += ">\n";
    if (kinds_[k] == IssueKind::kReal) out += fmt::format("    <range{}/>\n", range);
    if (additive) out += evaluator_text(*evaluator(*party, k), kinds_[k]);
    return out + "   </issue>\n";
  }
  static std::string evaluator_text(const Evaluator& from, IssueKind kind) {
    if (from.kind == Evaluator::Kind::kTriangular) {
      return fmt::format(
          "    <evaluator ftype=\"triangular\" parameter0=\"{}\" parameter1=\"{}\" "
          "parameter2=\"{}\"/>\n",
          from.low.to_text(), from.high.to_text(), from.top.to_text());
    }
    const bool integer = kind == IssueKind::kInteger;
    return fmt::format("    <evaluator ftype=\"linear\" {}=\"{}\" {}=\"{}\"/>\n",
                       integer ? "offset" : "parameter0", from.offset.to_text(),
                       integer ? "slope" : "parameter1", from.slope.to_text());
  }

  Result<std::string> profile(std::size_t p) {
    const OutParty& party = from_.parties[p];
    std::string out =
        fmt::format("<utility_space{} number_of_issues=\"{}\">\n{}",
                    party.additive ? "" : " type=\"nonlinear\"", from_.issues.size(), objective());
    for (std::size_t k = 0; k < from_.issues.size(); ++k) out += issue(k, &p);
    Ratio divisor = scales_[p].divisor;
    if (party.additive) {
      for (std::size_t k = 0; k < from_.issues.size(); ++k)
        out += fmt::format("   <weight index=\"{}\" value=\"{}\"/>\n", k + 1,
                           scales_[p].weights[k].to_text());
    } else {
      divisor = largest(party);
      auto text = ufun_text(dispute_, from_, party, divisor);
      if (!text) return tl::unexpected(std::move(text.error()));
      out += "  <utility maxutility=\"1\">\n" + *text + "  </utility>\n";
    }
    if (divisor != Ratio(1)) {
      from_.left_out.push_back(fmt::format("utilities above 1 (those of '{}' are divided by {})",
                                           party.name, divisor.to_text(9)));
    }
    out += fmt::format(
        "  </objective>\n <discount_factor value=\"{}\"/>\n"
        " <reservation value=\"{}\"/>\n</utility_space>\n",
        party.discount.to_text(), (party.no_deal / divisor).to_text());
    return out;
  }
  // Weights of at most 1 are taken for what GENIUS had divided by its maximum already.
  Ratio largest(const OutParty& party) {
    Ratio most, sum;
    for (const int s : party.statements) {
      const Ratio weight =
          Ratio::of(dispute_->statements[static_cast<std::size_t>(s)].weight.value);
      most = std::max({most, weight, -weight});
      sum += std::max(Ratio(0), weight);
    }
    if (most > Ratio(1)) return std::max(sum, Ratio(1));
    if (sum > Ratio(1))
      from_.left_out.push_back(
          fmt::format("utilities of '{}' above 1, which GENIUS cuts off, if any are", party.name));
    return 1;
  }

  const Dispute& dispute_;
  domains::Outgoing from_;
  std::vector<domains::UnitScale> scales_;  // [party]
  std::vector<IssueKind> kinds_;            // [issue]
  Errors errors_;
};

}  // namespace
}  // namespace genius

Result<Written> write_genius(const Dispute& dispute, const RankOutcomes&) {
  auto from = domains::outgoing(dispute, "GENIUS");
  if (!from) return tl::unexpected(std::move(from.error()));
  return genius::Writer(dispute, std::move(*from)).run();
}

}  // namespace detente
