// The sums behind Sobol's indices: kept after every round, so that they go on where they were.
#include <fmt/format.h>

#include "store/database.h"
#include "store/run_store.h"

namespace detente {

Result<IndexSums> RunStore::kept_indices(std::size_t c, std::size_t groups) {
  auto sums = guarded([&] { return read_indices(c, groups); });
  if (sums) kept_indices_ = sums->worlds;
  return sums;
}

IndexSums RunStore::read_indices(std::size_t c, std::size_t groups) const {
  IndexSums sums;
  Sql whole(*database_,
            "SELECT worlds, sum, squares FROM index_worlds WHERE run = ? AND case_number = ?");
  whole.with(run_, c);
  if (!whole.next()) return sums;
  sums.worlds = whole.count(0);
  sums.sum = whole.real(1);
  sums.squares = whole.real(2);
  Sql rows(*database_,
           "SELECT first_order, total FROM index_sums WHERE run = ? AND case_number = ? "
           "ORDER BY place");
  rows.with(run_, c);
  while (rows.next()) {
    sums.first.push_back(rows.real(0));
    sums.total.push_back(rows.real(1));
  }
  if (sums.first.size() != groups)
    database_->trouble(ErrorCode::kSyntax,
                       fmt::format("the database is damaged: index_sums of run {}", run_),
                       "save the run anew, in another file");
  return sums;
}

Errors RunStore::keep_indices(std::size_t c, const IndexSums& sums) {
  const auto done = guarded([&] {
    Transaction transaction(*database_);
    write_indices(c, sums);
    transaction.commit();
    kept_indices_ = sums.worlds;
    return true;
  });
  return done ? Errors{} : done.error();
}

void RunStore::write_indices(std::size_t c, const IndexSums& sums) {
  Sql before(*database_, "SELECT worlds FROM index_worlds WHERE run = ? AND case_number = ?");
  before.with(run_, c);
  if ((before.next() ? before.count(0) : 0) != kept_indices_)
    database_->trouble(ErrorCode::kModel, fmt::format("another program goes on with run {}", run_),
                       "wait until that is done");
  before.reset();
  Sql(*database_, "INSERT OR REPLACE INTO index_worlds VALUES (?, ?, ?, ?, ?)")
      .with(run_, c, sums.worlds, sums.sum, sums.squares)
      .run();
  Sql row(*database_, "INSERT OR REPLACE INTO index_sums VALUES (?, ?, ?, ?, ?)");
  for (std::size_t g = 0; g < sums.first.size(); ++g)
    row.with(run_, c, g, sums.first[g], sums.total[g]).run();
}

}  // namespace detente
