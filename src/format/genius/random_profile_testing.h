// For tests: random GENIUS domains with profiles, and their utilities computed straight from the
// definitions, in binary fractions.
#ifndef DETENTE_FORMAT_GENIUS_RANDOM_PROFILE_TESTING_H_
#define DETENTE_FORMAT_GENIUS_RANDOM_PROFILE_TESTING_H_

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "format/reading.h"

namespace detente::testing_support {

using NumberOf = std::function<double(const std::vector<int>&)>;  // of one value place per issue

struct RandomNegotiation {
  std::vector<SourceFile> files;    // the domain first
  std::vector<NumberOf> utilities;  // [party]
};

class RandomGenius {
 public:
  explicit RandomGenius(unsigned seed) : random_(seed) {}

  RandomNegotiation run() {
    RandomNegotiation out;
    const int issues = pick(1, 4);
    for (int k = 0; k < issues; ++k) {
      integer_.push_back(pick(0, 1) == 1);
      size_.push_back(pick(1, 5));
      low_.push_back(pick(-3, 3));
    }
    out.files.push_back({"d/domain.xml", "\n\n<negotiation_template><utility_space>" +
                                             body({}, {}) +
                                             "</utility_space></negotiation_template>"});
    const int parties = pick(1, 3);
    for (int p = 0; p < parties; ++p) {
      const bool boxes = pick(0, 2) == 0 && std::count(integer_.begin(), integer_.end(), true) > 0;
      std::string text = boxes ? nonlinear(out) : additive(out);
      out.files.push_back({fmt::format("d/p{}.xml", p), std::move(text)});
    }
    return out;
  }

 private:
  int pick(int low, int high) { return std::uniform_int_distribution<int>(low, high)(random_); }

  std::string body(const std::vector<std::vector<double>>& evaluations,
                   const std::vector<std::pair<double, double>>& lines) const {
    std::string out = "<objective index=\"0\" name=\"o\">";
    for (std::size_t k = 0; k < size_.size(); ++k) {
      out += fmt::format("<issue index=\"{}\" name=\"Issue {} &lt;\" type=\"{}\"", k + 1, k,
                         integer_[k] ? "integer" : "discrete");
      if (integer_[k]) {
        out +=
            fmt::format(" lowerbound=\"{}\" upperbound=\"{}\">", low_[k], low_[k] + size_[k] - 1);
        if (!lines.empty())
          out += fmt::format("<evaluator ftype=\"linear\" offset=\"{}\" slope=\"{}\"/>",
                             lines[k].first, lines[k].second);
      } else {
        out += ">";
        for (int o = 0; o < size_[k]; ++o) {
          out += fmt::format("<item value=\"v {}\"", o);
          if (!evaluations.empty())
            out += fmt::format(" evaluation=\"{}\"", evaluations[k][static_cast<std::size_t>(o)]);
          out += "/>";
        }
      }
      out += "</issue>\n";
    }
    return out + "</objective>";
  }

  std::string additive(RandomNegotiation& out) {
    std::vector<std::vector<double>> evaluations;
    std::vector<std::pair<double, double>> lines;
    std::vector<double> weights;
    double sum = 0;
    for (const int size : size_) {
      lines.emplace_back(pick(-10, 20) / 10.0, pick(-9, 9) / 10.0);
      std::vector<double> column;
      column.reserve(static_cast<std::size_t>(size));
      for (int o = 0; o < size; ++o) column.push_back(pick(0, 40) / (pick(0, 1) == 1 ? 1.0 : 7.0));
      evaluations.push_back(std::move(column));
      weights.push_back(pick(1, 100) / 100.0);
      sum += weights.back();
    }
    std::string text = "<utility_space>" + body(evaluations, lines);
    for (std::size_t k = 0; k < weights.size(); ++k)
      text += fmt::format("<weight index=\"{}\" value=\"{}\"/>", k + 1, weights[k]);
    const auto integer = integer_;
    out.utilities.emplace_back([=](const std::vector<int>& at) {
      double total = 0;
      for (std::size_t k = 0; k < weights.size(); ++k) {
        const auto& column = evaluations[k];
        const double most = *std::max_element(column.begin(), column.end());
        const double one =
            column[static_cast<std::size_t>(std::min(at[k], static_cast<int>(column.size()) - 1))];
        total += weights[k] / sum *
                 (integer[k] ? std::clamp(lines[k].first + lines[k].second * at[k], 0.0, 1.0)
                  : most > 1 ? one / most
                             : one);
      }
      return total;
    });
    return text + fmt::format("<reservation value=\"{}\"/></utility_space>", pick(0, 9) / 10.0);
  }

  std::string nonlinear(RandomNegotiation& out) {
    std::string text;
    const NumberOf value = ufun(0, text);
    out.utilities.emplace_back([=](const std::vector<int>& at) { return value(at) / 40; });
    std::string all = "<utility_space type=\"nonlinear\">" + body({}, {});
    all.insert(all.find("</objective>"), "<utility maxutility=\"40\">" + text + "</utility>");
    return all + "</utility_space>";
  }
  NumberOf ufun(int depth, std::string& text) {
    static const char* const kHow[] = {"sum", "max", "min"};
    const int how = pick(0, 2), boxes = pick(1, 3);
    const int parts = depth < 2 ? pick(0, 1) : 0;
    const double weight = depth == 0 ? 1 : pick(-2, 3);
    text += fmt::format("<ufun type=\"PlainUfun\" weight=\"{}\" aggregation=\"{}\">", weight,
                        kHow[how]);
    std::vector<NumberOf> all;
    all.reserve(static_cast<std::size_t>(boxes + parts));
    for (int b = 0; b < boxes; ++b) all.push_back(box(text));
    for (int p = 0; p < parts; ++p) all.push_back(ufun(depth + 1, text));
    text += "</ufun>";
    return [=](const std::vector<int>& at) {
      double total = all.front()(at);
      for (std::size_t k = 1; k < all.size(); ++k) {
        const double one = all[k](at);
        total = how == 0 ? total + one : how == 1 ? std::max(total, one) : std::min(total, one);
      }
      return total * weight;
    };
  }
  NumberOf box(std::string& text) {
    struct Bound {
      std::size_t issue;
      int low, high;
    };
    const int utility = pick(-4, 9), weight = pick(1, 2);
    const bool excludes = pick(0, 3) == 0;
    std::vector<Bound> bounds;
    text += fmt::format("<hyperRectangle utility=\"{}\" weight=\"{}\">", utility, weight);
    for (std::size_t k = 0; k < size_.size(); ++k) {
      if (!integer_[k] || pick(0, 2) == 0) continue;
      const int low = low_[k] + pick(-1, size_[k]), high = low + pick(0, 3);
      bounds.push_back({k, low, high});
      text += fmt::format("<{} index=\"{}\" min=\"{}\" max=\"{}\"/>",
                          excludes ? "EXCLUDES" : "INCLUDES", k + 1, low, high);
    }
    text += "</hyperRectangle>";
    const auto lowest = low_;
    return [=](const std::vector<int>& at) {
      bool inside = true;
      for (const Bound& b : bounds) {
        const int value = lowest[b.issue] + at[b.issue];
        inside = inside && b.low <= value && value <= b.high;
      }
      return (bounds.empty() || inside != excludes) ? utility * weight : 0.0;
    };
  }

  std::mt19937 random_;
  std::vector<bool> integer_;
  std::vector<int> size_, low_;
};

}  // namespace detente::testing_support

#endif  // DETENTE_FORMAT_GENIUS_RANDOM_PROFILE_TESTING_H_
