#include "analysis/bargaining/tilted_sums.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace detente {
namespace {

constexpr int kSweeps = 4, kHalvings = 20;
constexpr double kMostTilt = 4096;

}  // namespace

TiltedSums::TiltedSums(const AdditiveForm& form) : form_(form) {
  const std::size_t issues = form.options.size(), n = form.value.size();
  value_.resize(issues);
  for (std::size_t i = 0; i < issues; ++i) value_[i].resize(form.options[i].size() * n);
  for (std::size_t p = 0; p < n; ++p) {
    std::int64_t low = 0, high = 0;
    for (const auto& options : form.value[p]) {
      low += *std::min_element(options.begin(), options.end());
      high += *std::max_element(options.begin(), options.end());
    }
    zero_.push_back(low);
    unit_.push_back(static_cast<double>(std::max<std::int64_t>(1, high - low)));
    for (std::size_t i = 0; i < issues; ++i) {
      const auto& options = form.value[p][i];
      const std::int64_t least = *std::min_element(options.begin(), options.end());
      for (std::size_t o = 0; o < options.size(); ++o)
        value_[i][o * n + p] = static_cast<double>(options[o] - least) / unit_[p];
    }
    floors_.push_back(scaled(p, std::clamp(form.floor[p], low, high)));
    most_.push_back(scaled(p, high));
  }
}

bool TiltedSums::is_deal(const Point& utility) const {
  for (std::size_t p = 0; p < parties(); ++p) {
    if (utility[p] < form_.floor[p]) return false;
  }
  return true;
}

std::vector<double> TiltedSums::chances(std::size_t issue, const std::vector<double>& tilt,
                                        double& log_mean) const {
  const std::size_t n = parties(), options = value_[issue].size() / n;
  std::vector<double> out(options, 0);
  for (std::size_t o = 0; o < options; ++o) {
    for (std::size_t p = 0; p < n; ++p) out[o] += tilt[p] * value_[issue][o * n + p];
  }
  const double most = *std::max_element(out.begin(), out.end());
  double total = 0;
  for (double& one : out) {
    one = std::exp(one - most);
    total += one;
  }
  for (double& one : out) one /= total;
  log_mean = most + std::log(total / static_cast<double>(options));
  return out;
}

std::vector<double> TiltedSums::mean(const std::vector<double>& tilt) const {
  std::vector<double> out(parties(), 0);
  double unused = 0;
  for (std::size_t i = 0; i < value_.size(); ++i) {
    const std::vector<double> chance = chances(i, tilt, unused);
    for (std::size_t o = 0; o < chance.size(); ++o) {
      for (std::size_t p = 0; p < parties(); ++p)
        out[p] += chance[o] * value_[i][o * parties() + p];
    }
  }
  return out;
}

double TiltedSums::log_mean(const std::vector<double>& tilt) const {
  double out = 0, one = 0;
  for (std::size_t i = 0; i < value_.size(); ++i) {
    chances(i, tilt, one);
    out += one;
  }
  return out;
}

// L(t) - t * aim is convex: its least point with no t below 0, coordinate by coordinate.
std::vector<double> TiltedSums::tilt_to(const std::vector<double>& aim) const {
  std::vector<double> tilt(parties(), 0);
  for (int sweep = 0; sweep < kSweeps; ++sweep) {
    for (std::size_t p = 0; p < parties(); ++p) {
      tilt[p] = 0;
      if (mean(tilt)[p] >= aim[p]) continue;
      double low = 0, high = kMostTilt;
      for (int step = 0; step < kHalvings; ++step) {
        tilt[p] = (low + high) / 2;
        (mean(tilt)[p] < aim[p] ? low : high) = tilt[p];
      }
    }
  }
  return tilt;
}

TiltedSums::Draws TiltedSums::draws(const std::vector<double>& tilt) const {
  Draws out;
  out.form_ = &form_;
  double unused = 0;
  for (std::size_t i = 0; i < value_.size(); ++i) {
    std::vector<double> chance = chances(i, tilt, unused);
    for (std::size_t o = 1; o < chance.size(); ++o) chance[o] += chance[o - 1];
    out.below_.push_back(std::move(chance));
  }
  return out;
}

void TiltedSums::Draws::draw(Random& random, Point& utility) const {
  std::fill(utility.begin(), utility.end(), 0);
  for (std::size_t i = 0; i < below_.size(); ++i) {
    const double at = random.unit();
    std::size_t option = 0;
    while (option + 1 < below_[i].size() && at >= below_[i][option]) ++option;
    for (std::size_t p = 0; p < utility.size(); ++p) utility[p] += form_->value[p][i][option];
  }
}

TiltedSums::Mixture TiltedSums::mixture(std::vector<std::vector<double>> tilts) const {
  Mixture out;
  out.sums_ = this;
  for (const auto& tilt : tilts) out.log_mean_.push_back(log_mean(tilt));
  out.tilts_ = std::move(tilts);
  return out;
}

double TiltedSums::Mixture::weight(const Point& utility) const {
  std::vector<double> at(utility.size());
  for (std::size_t p = 0; p < at.size(); ++p) at[p] = sums_->scaled(p, utility[p]);
  double density = 0;
  for (std::size_t k = 0; k < tilts_.size(); ++k) {
    double power = -log_mean_[k];
    for (std::size_t p = 0; p < at.size(); ++p) power += tilts_[k][p] * at[p];
    density += std::exp(power);
  }
  return static_cast<double>(tilts_.size()) / density;
}

}  // namespace detente
