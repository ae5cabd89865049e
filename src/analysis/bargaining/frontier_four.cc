#include "analysis/bargaining/frontier_four.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "analysis/bargaining/divide_maxima.h"
#include "analysis/bargaining/quantiles.h"
#include "base/parallel.h"

namespace detente {
namespace {

using Columns = std::span<const std::int64_t* const>;

constexpr std::size_t kSample = 16384;
constexpr std::size_t kBuckets = 1024, kCells = 256;
constexpr std::size_t kChunk = 1U << 17U;  // of rows that are moved together
constexpr std::size_t kGroup = 1U << 15U;  // of rows between two states of the table, at least
constexpr std::size_t kSlice = 1U << 12U;  // of rows that one task asks about

// What the outcomes so far have: for each part of the second and third number, the most of the
// fourth that comes with higher parts of both.
template <class Number>
class MostBeyond {
 public:
  MostBeyond() : most_(kCells * kCells, kNone), own_(kCells * kCells, kNone) {}

  void add(std::size_t second, std::size_t third, Number fourth) {
    Number& own = own_[second * kCells + third];
    own = std::max(own, fourth);
  }
  void settle() {
    for (std::size_t i = kCells - 1; i-- > 0;) {
      Number* const row = &most_[i * kCells];
      const Number* const next = row + kCells;
      const Number* const own = &own_[(i + 1) * kCells];
      for (std::size_t j = kCells - 1; j-- > 0;)
        row[j] = std::max({row[j + 1], next[j], own[j + 1]});
    }
  }
  bool exceeds(std::size_t second, std::size_t third, Number fourth) const {
    return most_[second * kCells + third] > fourth;
  }

 private:
  static constexpr Number kNone = std::numeric_limits<Number>::min();  // exceeds nothing

  std::vector<Number> most_, own_;  // [part of the second][part of the third]
};

template <class Number>
class Four {
 public:
  Four(Columns columns, const std::array<std::int64_t, 4>& least,
       const std::vector<Outcome>& outcomes, int threads)
      : columns_(columns), least_(least), outcomes_(outcomes), threads_(threads) {}

  ExplicitFrontier run() {
    fill_buckets();
    drop_exceeded();
    parallel_for(starts_.size() - 1, threads_,
                 [&](std::size_t b) { std::sort(row_at(starts_[b]), row_at(starts_[b + 1])); });
    return divide();
  }

 private:
  // In descending order, equal rows by outcome.
  struct Row {
    std::array<Number, 4> number;
    Outcome outcome;
    bool operator<(const Row& other) const {
      for (std::size_t p = 0; p < 4; ++p) {
        if (number[p] != other.number[p]) return number[p] > other.number[p];
      }
      return outcome < other.outcome;
    }
  };
  using Iterator = typename std::vector<Row>::iterator;
  Iterator row_at(std::size_t k) { return rows_.begin() + static_cast<std::ptrdiff_t>(k); }

  Number number(std::size_t party, Outcome s) const {
    return static_cast<Number>(columns_[party][s] - least_[party]);
  }
  Quantiles<Number> quantiles(std::size_t party, std::size_t parts) const {
    std::vector<Number> sample;
    const std::size_t step = outcomes_.size() / kSample + 1;
    for (std::size_t k = 0; k < outcomes_.size(); k += step)
      sample.push_back(number(party, outcomes_[k]));
    return Quantiles<Number>(std::move(sample), parts);
  }

  // Rows by the part of their first number, the highest part first.
  void fill_buckets() {
    const Quantiles<Number> cut = quantiles(0, kBuckets);
    const std::size_t buckets = cut.parts(), chunks = (outcomes_.size() + kChunk - 1) / kChunk;
    std::vector<std::uint16_t> bucket(outcomes_.size());
    std::vector<std::vector<std::size_t>> next(chunks, std::vector<std::size_t>(buckets, 0));
    const auto each = [&](std::size_t chunk, const auto& visit) {
      const std::size_t end = std::min(outcomes_.size(), (chunk + 1) * kChunk);
      for (std::size_t k = chunk * kChunk; k < end; ++k) visit(k);
    };
    parallel_for(chunks, threads_, [&](std::size_t chunk) {
      each(chunk, [&](std::size_t k) {
        bucket[k] = static_cast<std::uint16_t>(buckets - 1 - cut.part(number(0, outcomes_[k])));
        ++next[chunk][bucket[k]];
      });
    });
    std::size_t at = 0;
    for (std::size_t b = 0; b < buckets; ++b) {
      starts_.push_back(at);
      for (std::vector<std::size_t>& places : next) at += std::exchange(places[b], at);
    }
    starts_.push_back(at);
    rows_.resize(outcomes_.size());
    parallel_for(chunks, threads_, [&](std::size_t chunk) {
      each(chunk, [&](std::size_t k) {
        Row& row = rows_[next[chunk][bucket[k]]++];
        row.outcome = outcomes_[k];
        for (std::size_t p = 0; p < 4; ++p) row.number[p] = number(p, row.outcome);
      });
    });
  }

  // Leaves out what an outcome of a group of buckets before exceeds in all of the last three.
  void drop_exceeded() {
    const Quantiles<Number> second = quantiles(1, kCells), third = quantiles(2, kCells);
    MostBeyond<Number> beyond;
    std::vector<std::size_t> kept_to;  // [slice of the group]
    std::vector<std::size_t> starts{0};
    std::size_t kept = 0;
    for (std::size_t b = 0, end = 0; b + 1 < starts_.size(); b = end) {
      for (end = b + 1; end + 1 < starts_.size() && starts_[end] - starts_[b] < kGroup;) ++end;
      const std::size_t from = starts_[b], to = starts_[end];
      kept_to.assign((to - from + kSlice - 1) / kSlice, 0);
      parallel_for(kept_to.size(), threads_, [&](std::size_t slice) {
        std::size_t out = from + slice * kSlice;
        const std::size_t last = std::min(to, out + kSlice);
        for (std::size_t k = out; k < last; ++k) {
          const Row& row = rows_[k];
          if (beyond.exceeds(second.part(row.number[1]), third.part(row.number[2]), row.number[3]))
            continue;
          rows_[out++] = row;
        }
        kept_to[slice] = out;
      });
      for (std::size_t slice = 0; slice < kept_to.size(); ++slice) {
        for (std::size_t k = from + slice * kSlice; k < kept_to[slice]; ++k) {
          const Row& row = rows_[k];
          beyond.add(second.part(row.number[1]), third.part(row.number[2]), row.number[3]);
          rows_[kept++] = row;
        }
      }
      beyond.settle();
      starts.push_back(kept);
    }
    rows_.resize(kept);
    starts_ = std::move(starts);
  }

  ExplicitFrontier divide() const {
    std::vector<TripleOf<Number>> triples;
    for (std::size_t k = 0; k < rows_.size(); ++k) {
      const auto& x = rows_[k].number;
      if (k > 0 && x == rows_[k - 1].number) continue;
      triples.push_back({{x[1], x[2], x[3]}, static_cast<std::uint32_t>(k)});
    }
    ExplicitFrontier out;
    for (const std::uint32_t first : maxima_of_triples(std::move(triples), threads_)) {
      out.starts.push_back(out.outcomes.size());
      for (std::size_t k = first; k < rows_.size() && rows_[k].number == rows_[first].number; ++k)
        out.outcomes.push_back(rows_[k].outcome);
    }
    out.starts.push_back(out.outcomes.size());
    return out;
  }

  Columns columns_;
  std::array<std::int64_t, 4> least_;  // what is taken off each column
  const std::vector<Outcome>& outcomes_;
  int threads_;
  std::vector<Row> rows_;
  std::vector<std::size_t> starts_;  // [bucket], and the end
};

}  // namespace

ExplicitFrontier frontier_of_four(Columns columns, const std::vector<Outcome>& outcomes,
                                  int threads) {
  std::array<std::int64_t, 4> least{};
  bool narrow = true;
  for (std::size_t p = 0; p < 4 && !outcomes.empty(); ++p) {
    const auto [low, high] =
        std::minmax_element(outcomes.begin(), outcomes.end(),
                            [&](Outcome a, Outcome b) { return columns[p][a] < columns[p][b]; });
    least[p] = columns[p][*low];
    const std::uint64_t spread =
        static_cast<std::uint64_t>(columns[p][*high]) - static_cast<std::uint64_t>(least[p]);
    narrow = narrow && spread <= std::numeric_limits<std::uint32_t>::max();
  }
  if (narrow) return Four<std::uint32_t>(columns, least, outcomes, threads).run();
  return Four<std::int64_t>(columns, {}, outcomes, threads).run();
}

}  // namespace detente
