#include "store/compare_runs.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "store/database.h"

namespace detente {
namespace {

Result<RunRow> find_run(const std::vector<RunRow>& runs, std::int64_t wanted,
                        const std::string& path) {
  std::vector<std::int64_t> known;
  for (const RunRow& row : runs) {
    if (row.run == wanted) return row;
    known.push_back(row.run);
  }
  return fail(
      ErrorCode::kUnknownName, fmt::format("there is no run {}", wanted), {path, 0, 0},
      known.empty() ? "the file has no runs" : fmt::format("known: {}", fmt::join(known, ", ")));
}

std::vector<std::string> input_differences(const std::vector<StoredInput>& first,
                                           const std::vector<StoredInput>& second) {
  std::vector<std::string> out;
  const auto find = [](const std::vector<StoredInput>& in, const StoredInput& one) {
    return std::find_if(in.begin(), in.end(), [&](const StoredInput& other) {
      return other.id == one.id && other.kind == one.kind;
    });
  };
  for (const StoredInput& one : first) {
    const auto other = find(second, one);
    if (other == second.end()) {
      out.push_back(fmt::format("{}: only in the first", one.id));
    } else if (other->base != one.base) {
      out.push_back(
          fmt::format("{}: {} in the first, {} in the second", one.id, one.base, other->base));
    }
  }
  for (const StoredInput& one : second) {
    if (find(first, one) == first.end())
      out.push_back(fmt::format("{}: only in the second", one.id));
  }
  return out;
}

bool same_inputs(const std::vector<StoredInput>& a, const std::vector<StoredInput>& b) {
  return std::equal(
      a.begin(), a.end(), b.begin(), b.end(),
      [](const StoredInput& x, const StoredInput& y) { return x.id == y.id && x.kind == y.kind; });
}

// Worlds per replicate in which only the second, and in which only the first, gets so far.
struct Swings {
  std::vector<std::int64_t> up, down, worlds;
};

double paired_error(const Swings& swings) {
  double up = 0, down = 0, n = 0, squares = 0;
  for (std::size_t r = 0; r < swings.worlds.size(); ++r) {
    up += static_cast<double>(swings.up[r]);
    down += static_cast<double>(swings.down[r]);
    n += static_cast<double>(swings.worlds[r]);
  }
  if (n == 0) return 0;
  const double mean = (up - down) / n;
  if (swings.worlds.size() < 2) return std::sqrt(((up + down) / n - mean * mean) / n);
  for (std::size_t r = 0; r < swings.worlds.size(); ++r) {
    const auto here = static_cast<double>(swings.up[r] - swings.down[r]) /
                      static_cast<double>(std::max<std::int64_t>(1, swings.worlds[r]));
    squares += (here - mean) * (here - mean);
  }
  const auto replicates = static_cast<double>(swings.worlds.size());
  return std::sqrt(squares / (replicates * (replicates - 1)));
}

std::array<Swings, kRungs + 1> swings_of(const Database& database, const RunRow& a, const RunRow& b,
                                         const std::string& case_id) {
  const auto replicates = static_cast<std::size_t>(a.replicates);
  std::array<Swings, kRungs + 1> out;
  for (Swings& one : out) {
    one.up.assign(replicates, 0);
    one.down = one.worlds = one.up;
  }
  Sql rows(database,
           "SELECT x.verdict, y.verdict, x.world % ?, count(*) "
           "FROM cases c JOIN cases d ON d.run = ? AND d.id = c.id "
           "JOIN verdicts x ON x.run = c.run AND x.case_number = c.case_number "
           "JOIN verdicts y ON y.run = d.run AND y.world = x.world "
           "AND y.case_number = d.case_number "
           "WHERE c.run = ? AND c.id = ? GROUP BY 1, 2, 3");
  rows.with(a.replicates, b.run, a.run, case_id);
  while (rows.next()) {
    const std::size_t r = rows.count(2) % replicates;
    for (int v = 0; v <= kRungs; ++v) {
      Swings& one = out[static_cast<std::size_t>(v)];
      const bool before = rows.integer(0) >= v, after = rows.integer(1) >= v;
      one.worlds[r] += rows.integer(3);
      if (after && !before) one.up[r] += rows.integer(3);
      if (before && !after) one.down[r] += rows.integer(3);
    }
  }
  return out;
}

}  // namespace

Result<std::vector<RunsListed>> list_runs(const RunReader& reader) {
  auto rows = reader.runs();
  if (!rows) return tl::unexpected(rows.error());
  std::vector<RunsListed> out;
  for (RunRow& row : *rows) {
    auto cases = reader.cases(row);
    if (!cases) return tl::unexpected(cases.error());
    out.push_back({std::move(row), std::move(*cases)});
  }
  return out;
}

Result<RunComparison> compare_runs(const RunReader& reader, std::int64_t first,
                                   std::int64_t second) {
  const auto rows = reader.runs();
  if (!rows) return tl::unexpected(rows.error());
  RunComparison out;
  for (const auto& [wanted, row] : {std::pair(first, &out.first), std::pair(second, &out.second)}) {
    auto found = find_run(*rows, wanted, reader.database().path());
    if (!found) return tl::unexpected(found.error());
    *row = std::move(*found);
  }
  const auto inputs_a = reader.inputs(out.first), inputs_b = reader.inputs(out.second);
  if (!inputs_a) return tl::unexpected(inputs_a.error());
  if (!inputs_b) return tl::unexpected(inputs_b.error());
  const auto cases_a = reader.cases(out.first), cases_b = reader.cases(out.second);
  if (!cases_a) return tl::unexpected(cases_a.error());
  if (!cases_b) return tl::unexpected(cases_b.error());

  out.differences =
      differences(out.first.description, out.second.description, "in the first", "in the second");
  out.inputs = input_differences(*inputs_a, *inputs_b);
  out.paired = same_inputs(*inputs_a, *inputs_b) && out.first.seed == out.second.seed &&
               out.first.sampling == out.second.sampling &&
               out.first.replicates == out.second.replicates &&
               out.first.worlds == out.second.worlds;
  const auto find = [](const std::vector<StoredCase>& in, const std::string& id) {
    return std::find_if(in.begin(), in.end(), [&](const StoredCase& one) { return one.id == id; });
  };
  for (const StoredCase& a : *cases_a) {
    const auto b = find(*cases_b, a.id);
    if (b == cases_b->end()) {
      out.only_first.push_back(a.id);
      continue;
    }
    CaseComparison one{a.id, a, *b, {}};
    std::array<Swings, kRungs + 1> swings;
    if (out.paired) {
      auto found =
          guarded([&] { return swings_of(reader.database(), out.first, out.second, a.id); });
      if (!found) return tl::unexpected(found.error());
      swings = std::move(*found);
    }
    for (std::size_t v = 0; v <= kRungs; ++v) {
      one.difference[v].value = b->at_least[v].value - a.at_least[v].value;
      one.difference[v].error = out.paired ? paired_error(swings[v])
                                           : std::hypot(a.at_least[v].error, b->at_least[v].error);
    }
    out.cases.push_back(std::move(one));
  }
  for (const StoredCase& b : *cases_b) {
    if (find(*cases_a, b.id) == cases_a->end()) out.only_second.push_back(b.id);
  }
  return out;
}

}  // namespace detente
