// Notes on a few of many outcomes: a hash table with open addressing, for outcomes only.
#ifndef DETENTE_SPACE_OUTCOME_MAP_H_
#define DETENTE_SPACE_OUTCOME_MAP_H_

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "space/outcome_table.h"

namespace detente {

template <class T>
class OutcomeMap {
 public:
  // Null if there is no note. Good until the next call of at().
  const T* find(Outcome key) const {
    if (cells_.empty()) return nullptr;
    const Cell& cell = cells_[place(key)];
    return cell.key == key ? &cell.value : nullptr;
  }
  // The note, made if there is none.
  T& at(Outcome key) {
    if (2 * (count_ + 1) > cells_.size()) grow();
    Cell& cell = cells_[place(key)];
    if (cell.key != key) {
      cell.key = key;
      ++count_;
    }
    return cell.value;
  }
  std::size_t size() const { return count_; }

 private:
  static constexpr Outcome kEmpty = ~Outcome{0};  // no table has that many outcomes
  struct Cell {
    Outcome key = kEmpty;
    T value{};
  };
  std::size_t place(Outcome key) const {
    const std::size_t mask = cells_.size() - 1;
    std::size_t at = (key * std::uint64_t{0x9E3779B97F4A7C15} >> 32U) & mask;
    while (cells_[at].key != kEmpty && cells_[at].key != key) at = (at + 1) & mask;
    return at;
  }
  void grow() {
    std::vector<Cell> before(cells_.empty() ? 64 : 2 * cells_.size());
    std::swap(before, cells_);
    for (Cell& cell : before) {
      if (cell.key != kEmpty) cells_[place(cell.key)] = std::move(cell);
    }
  }

  std::vector<Cell> cells_;  // a power of two, at most half full
  std::size_t count_ = 0;
};

}  // namespace detente

#endif  // DETENTE_SPACE_OUTCOME_MAP_H_
