#include "analysis/bargaining/mixture_search.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <memory>

namespace detente {
namespace {

constexpr double kGain = 1e-9;             // of the spread: what counts as a gain
constexpr int kMostSteps = 200;            // of Raiffa's sequence
constexpr std::size_t kMostChoosing = 12;  // parties among whom gainers are chosen

double ones(std::int64_t units) { return Decimal::from_units(units).to_double(); }

// scaled utility minus zero, times rate: a gain in some unit
struct Gain {
  std::size_t party;
  double zero, rate;
};

class Search {
 public:
  Search(const MixtureProblem& problem, Budget& budget)
      : problem_(problem), solver_(make_cbc_solver()), set_(problem, *solver_, budget) {
    for (std::size_t p = 0; p < set_.parties(); ++p)
      zero_.push_back(set_.scaled(p, ones(problem.form.no_deal[p])));
  }

  // The largest of each over what all accept; a reason if there is none.
  std::string ideals() {
    for (std::size_t p = 0; p < set_.parties(); ++p) {
      const auto best = party_best(set_.programme(), p);
      if (!best) return stopped_ ? kEnded : kNoMixture;
      ideal_.push_back(*best);
    }
    return {};
  }

  MixtureResult solve(const std::string& id) {
    stopped_ = false;
    std::optional<MixtureFound> found;
    double unit = 1;  // of the objective that was searched, in the one that is meant
    if (id == "nash") found = nash();
    if (id == "raiffa") found = raiffa();
    if (id == "utilitarian" || id == "relative_utilitarian") {
      std::vector<double> rate;
      for (std::size_t p = 0; p < set_.parties(); ++p)
        rate.push_back(id == "utilitarian"            ? set_.span(p)
                       : ideal_[p] - zero_[p] > kGain ? 1 / (ideal_[p] - zero_[p])
                                                      : 0);
      unit = std::max(1e-300, *std::max_element(rate.begin(), rate.end()));
      for (double& one : rate) one /= unit;
      found = largest_sum(set_.programme(), rate);
    }
    std::vector<Gain> gains;
    for (std::size_t p = 0; p < set_.parties(); ++p) {
      if (id == "egalitarian") gains.push_back({p, zero_[p], set_.span(p)});
      if (id == "proportional" && problem_.weight[p] > 0)
        gains.push_back({p, zero_[p], set_.span(p) / problem_.weight[p]});
      if (id == "kalai_smorodinsky" && ideal_[p] - zero_[p] > kGain)
        gains.push_back({p, zero_[p], 1 / (ideal_[p] - zero_[p])});
    }
    if (id == "egalitarian" || id == "proportional" || id == "kalai_smorodinsky") {
      unit = 0;
      for (const Gain& one : gains) unit = std::max(unit, one.rate);
      for (Gain& one : gains) one.rate /= unit;
      found = leximin(set_.programme(), gains);
    }
    MixtureResult out{id, {}, 0, {}, {}};
    if (!found) {
      out.why_not = kEnded;
      return out;
    }
    out.point = set_.point(found->parts);
    out.gap = found->gap <= kExact ? 0 : found->gap * unit;
    if (out.gap > 0)
      out.why = found->stopped ? "the search was ended at the work that it may take" : kTolerance;
    return out;
  }

 private:
  static constexpr double kExact = 1e-9;
  static constexpr const char* kEnded = "the search was ended at the work that it may take";
  static constexpr const char* kTolerance =
      "options that cannot be mixed are chosen by a solver that tells no smaller differences";

  std::optional<double> party_best(LinearProgramme lp, std::size_t p) {
    lp.columns[static_cast<std::size_t>(set_.utility_column(p))].objective = 1;
    const auto found = finish(lp);
    if (!found) return std::nullopt;
    return set_.utilities(found->parts)[p];
  }
  // The best of a linear objective, the choices that are whole settled first.
  std::optional<MixtureFound> finish(const LinearProgramme& lp) {
    MixtureSet::Answer answer = set_.maximise(lp);
    stopped_ = stopped_ || answer.stopped;
    if (!answer.found) return std::nullopt;
    const double bound = answer.bound;
    if (set_.any_whole()) {
      const auto exact = set_.maximise(set_.with_choices_of(lp, answer.x));
      if (exact.found) answer.x = exact.x;
    }
    double value = 0;
    for (std::size_t c = 0; c < lp.columns.size(); ++c)
      value += lp.columns[c].objective * answer.x[c];
    return MixtureFound{set_.parts(answer.x), bound - value, answer.stopped};
  }
  std::optional<MixtureFound> largest_sum(LinearProgramme lp, const std::vector<double>& rate) {
    for (std::size_t p = 0; p < rate.size(); ++p)
      lp.columns[static_cast<std::size_t>(set_.utility_column(p))].objective = rate[p];
    return finish(lp);
  }

  static double smallest(const std::vector<double>& u, const std::vector<Gain>& gains) {
    double least = HUGE_VAL;
    for (const Gain& one : gains) least = std::min(least, one.rate * (u[one.party] - one.zero));
    return least;
  }
  std::optional<MixtureFound> leximin(const LinearProgramme& base, const std::vector<Gain>& gains) {
    if (gains.empty()) return largest_sum(base, std::vector<double>(set_.parties(), 1));
    double bound = 0;
    std::vector<double> x;
    if (!raise_smallest(base, gains, set_.tolerance() / 10, x, bound)) return std::nullopt;
    if (set_.any_whole()) {
      double again = 0;
      std::vector<double> exact;
      if (raise_smallest(set_.with_choices_of(base, x), gains, 0, exact, again)) x = exact;
    }
    MixtureFound out{set_.parts(x), 0, stopped_};
    out.gap = bound - smallest(set_.utilities(out.parts), gains);
    return out;
  }
  // The largest sum of the k smallest, k = 1, 2, ...; each held while the next is raised.
  // `slack`: what may be given up of what is held; `bound`: of the smallest.
  bool raise_smallest(const LinearProgramme& base, const std::vector<Gain>& gains, double slack,
                      std::vector<double>& x, double& bound) {
    LinearProgramme lp = base;
    double most = 1;
    for (const Gain& one : gains)
      most = std::max(most, one.rate * std::max(std::abs(1 - one.zero), std::abs(one.zero)));
    for (std::size_t k = 1; k <= gains.size(); ++k) {
      for (auto& column : lp.columns) column.objective = 0;
      const auto count = static_cast<double>(k);
      const int level = lp.add_column(-most, most, count, false);
      MixtureSet::Terms sum{{level, count}};
      for (const Gain& one : gains) {
        const int below = lp.add_column(0, 2 * most, -1, false);
        // level - gain <= below
        lp.add_row({{level, 1.0}, {below, -1.0}, {set_.utility_column(one.party), -one.rate}},
                   -LinearProgramme::kInfinity, -one.rate * one.zero);
        sum.emplace_back(below, -1.0);
      }
      const MixtureSet::Answer answer = set_.maximise(lp);
      stopped_ = stopped_ || answer.stopped;
      if (!answer.found) return k > 1;  // rounding: what was held is met by nothing else
      x = answer.x;
      if (k == 1) bound = answer.bound;
      double held = 0;
      for (const auto& [column, coefficient] : sum)
        held += coefficient * x[static_cast<std::size_t>(column)];
      lp.add_row(std::move(sum), held - slack, LinearProgramme::kInfinity);
    }
    return true;
  }

  // Whether all of these can gain together.
  bool can_gain(const std::vector<std::size_t>& who) {
    std::vector<Gain> gains;
    gains.reserve(who.size());
    for (const std::size_t p : who) gains.push_back({p, zero_[p], 1 / (ideal_[p] - zero_[p])});
    std::vector<double> x;
    LinearProgramme lp = set_.programme();
    const int level = lp.add_column(-10, 10, 1, false);
    for (const Gain& one : gains)
      lp.add_row({{level, 1.0}, {set_.utility_column(one.party), -one.rate}},
                 -LinearProgramme::kInfinity, -one.rate * one.zero);
    const auto found = finish(lp);
    return found && smallest(set_.utilities(found->parts), gains) > kGain;
  }
  std::optional<MixtureFound> product(const std::vector<std::size_t>& who) const {
    std::vector<double> power(set_.parties(), 0);
    double sum = 0;
    for (const std::size_t p : who) sum += problem_.power[p];
    for (const std::size_t p : who) power[p] = problem_.power[p] / sum;
    return largest_product(set_, power, zero_);
  }
  // As many gainers as possible; of several such sets the one with the largest product.
  std::optional<MixtureFound> nash() {
    std::vector<std::size_t> able;
    for (std::size_t p = 0; p < set_.parties(); ++p) {
      if (ideal_[p] - zero_[p] > kGain) able.push_back(p);
    }
    if (able.empty()) return largest_sum(set_.programme(), std::vector<double>(set_.parties(), 1));
    if (!set_.any_whole() || can_gain(able)) return product(able);
    std::optional<MixtureFound> best;
    double most = -HUGE_VAL;
    for (std::size_t size = able.size() - 1; size > 0 && !best; --size) {
      if (able.size() > kMostChoosing) return best;
      for (unsigned chosen = 0; chosen < 1U << able.size(); ++chosen) {
        if (static_cast<std::size_t>(std::popcount(chosen)) != size) continue;
        std::vector<std::size_t> who;
        for (std::size_t k = 0; k < able.size(); ++k) {
          if ((chosen >> k & 1U) != 0) who.push_back(able[k]);
        }
        if (!can_gain(who)) continue;
        const auto found = product(who);
        if (!found) continue;
        const std::vector<double> u = set_.utilities(found->parts);
        double value = 0;  // in the parties' own units, so that different sets compare
        for (const std::size_t p : who)
          value += problem_.power[p] * std::log(set_.span(p) * (u[p] - zero_[p]));
        if (value > most) {
          most = value;
          best = found;
        }
      }
    }
    return best;
  }

  std::optional<MixtureFound> raiffa() {
    std::vector<double> d = zero_;
    const auto n = static_cast<double>(d.size());
    std::optional<MixtureFound> held;  // a mixture that is at least d, and how much can be gained
    for (int step = 0;; ++step) {
      const LinearProgramme above = at_least(d);
      std::vector<double> top;
      for (std::size_t p = 0; p < d.size(); ++p) {
        const auto best = party_best(above, p);
        if (!best) return held;
        top.push_back(*best);
      }
      std::vector<double> next;
      double way = 0;
      for (std::size_t p = 0; p < d.size(); ++p) {
        way = std::max(way, top[p] - d[p]);
        next.push_back(d[p] + std::max(0.0, top[p] - d[p]) / n);
      }
      const bool close = way < kExact || step == kMostSteps;
      const MixtureSet::Answer still = close ? MixtureSet::Answer{} : set_.maximise(at_least(next));
      if (still.found) {
        held = MixtureFound{set_.parts(still.x), way, still.stopped};
        d = std::move(next);
        continue;
      }
      std::vector<Gain> gains;
      for (std::size_t p = 0; p < d.size(); ++p) {
        if (top[p] - d[p] > kGain / 100) gains.push_back({p, d[p], 1 / (top[p] - d[p])});
      }
      if (close) gains.clear();  // all that is left is within rounding
      auto found = leximin(above, gains);
      if (found && close) found->gap = way;
      return found;
    }
  }
  LinearProgramme at_least(const std::vector<double>& d) const {
    LinearProgramme lp = set_.programme();
    for (std::size_t p = 0; p < d.size(); ++p) {
      if (d[p] > 0) lp.add_row({{set_.utility_column(p), 1.0}}, d[p], LinearProgramme::kInfinity);
    }
    return lp;
  }

  const MixtureProblem& problem_;
  std::unique_ptr<Solver> solver_;
  MixtureSet set_;
  std::vector<double> zero_, ideal_;  // [party], scaled
  bool stopped_ = false;
};

}  // namespace

Mixtures search_mixtures(const MixtureProblem& problem, const std::vector<std::string>& ids,
                         Budget& budget) {
  Mixtures out;
  Search search(problem, budget);
  out.why_not = search.ideals();
  if (!out.why_not.empty()) return out;
  for (const std::string& id : ids) out.solutions.push_back(search.solve(id));
  return out;
}

}  // namespace detente
