#include "space/spread.h"

#include <algorithm>

namespace detente {

Spread::Spread(const World& world, const Mover& mover) : world_(&world), mover_(&mover) {
  std::size_t step = mover.block_size();
  for (const int issue : mover.issues) {
    const std::size_t radix = world.layout().radix(issue);
    step /= radix;
    dimensions_.push_back(
        {step, radix, world.dispute()->issues[static_cast<std::size_t>(issue)].one_way});
  }
}

void Spread::clear() { used_ = 0; }

void Spread::add(std::uint32_t block, std::uint32_t slot, std::uint64_t mask) {
  const Outcome at = mover_->base[block] + mover_->offset[slot];
  const std::uint32_t shut = world_->shut_out(at);
  std::size_t layer = 0;
  while (layer < used_ && shut_[layer] != shut) ++layer;
  if (layer == used_) {
    if (layers_.size() == used_) {
      layers_.emplace_back();
      shut_.push_back(0);
    }
    layers_[layer].assign(mover_->block_size(), 0);
    shut_[layer] = shut;
    ++used_;
  }
  layers_[layer][slot] |= mask;
}

void Spread::run_arcs() {
  if (used_ == 0) return;
  std::vector<std::uint64_t>& masks = layers_[0];  // no order constraint: one layer
  sources_ = masks;
  for (std::size_t s = 0; s < sources_.size(); ++s) {
    if (sources_[s] != 0) mover_->arcs[s].for_each([&](std::size_t t) { masks[t] |= sources_[s]; });
  }
}

void Spread::run() {
  if (!mover_->arcs.empty()) return run_arcs();
  const std::size_t size = mover_->block_size();
  for (std::size_t l = 0; l < used_; ++l) {
    std::vector<std::uint64_t>& masks = layers_[l];
    for (const Dimension& d : dimensions_) {
      const std::size_t period = d.step * d.radix;
      for (std::size_t start = 0; start < size; start += period) {
        for (std::size_t low = start; low < start + d.step; ++low) {
          const std::size_t end = low + period;
          std::uint64_t sum = 0;
          for (std::size_t at = low; at < end; at += d.step) {
            sum |= masks[at];
            if (d.one_way) masks[at] = sum;
          }
          if (d.one_way) continue;
          for (std::size_t at = low; at < end; at += d.step) masks[at] = sum;
        }
      }
    }
  }
}

std::uint64_t Spread::out(std::uint32_t block, std::uint32_t slot) const {
  if (!world_->ordered()) return used_ == 0 ? 0 : layers_[0][slot];
  const std::uint32_t entered = world_->entered(mover_->base[block] + mover_->offset[slot]);
  std::uint64_t mask = 0;
  for (std::size_t l = 0; l < used_; ++l) {
    if ((shut_[l] & entered) == 0) mask |= layers_[l][slot];
  }
  return mask;
}

}  // namespace detente
