#include "store/run_store.h"

#include <fmt/format.h>

#include <algorithm>

#include "store/database.h"
#include "store/schema.h"

namespace detente {
namespace {

constexpr const char* kAnew = "save the run anew, in another file";
constexpr const char* kKinds[] = {"factor", "weight", "share"};

std::vector<std::string> values_of(const RunDescription& run, const std::string& option) {
  std::vector<std::string> out;
  for (const auto& [name, value] : run.options) {
    if (name == option) out.push_back(value);
  }
  return out;
}
std::string said(const std::vector<std::string>& values) {
  if (values.empty()) return "not given";
  return values.front().empty() ? "given" : fmt::format("{}", fmt::join(values, " and "));
}

// Errors of work that gives nothing.
template <class Work>
Errors errors_of(Work work) {
  const auto done = guarded([&] {
    work();
    return true;
  });
  return done ? Errors{} : done.error();
}

}  // namespace

std::vector<std::string> differences(const RunDescription& one, const RunDescription& other,
                                     const std::string& in_one, const std::string& in_other) {
  std::vector<std::string> out;
  const auto compare = [&](const std::string& what, const std::string& a, const std::string& b) {
    if (a != b) out.push_back(fmt::format("{}: {} {}, {} {}", what, a, in_one, b, in_other));
  };
  compare("version of the program", one.version, other.version);
  if (one.sha256 != other.sha256) out.emplace_back("the file: other bytes");
  std::vector<std::string> names;
  for (const auto* run : {&one, &other}) {
    for (const auto& [name, value] : run->options) {
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
  }
  for (const std::string& name : names)
    compare(name, said(values_of(one, name)), said(values_of(other, name)));
  if (out.empty() && one.options != other.options) out.emplace_back("the order of the options");
  return out;
}

std::string RunDescription::measure() const {
  const std::vector<std::string> values = values_of(*this, "--of");
  return values.empty() ? "ladder" : values.front();
}
std::string_view RunDescription::level(Verdict verdict) const {
  if (measure() == "ladder") return verdict_name(verdict);
  return verdict == kReady ? "holds" : "fails";
}

struct RunStore::Statements {
  explicit Statements(const Database& database)
      : number(database, "INSERT INTO numbers VALUES (?, ?, ?, ?)"),
        verdict(database, "INSERT INTO verdicts VALUES (?, ?, ?, ?)"),
        holds(database, "INSERT INTO holds VALUES (?, ?, ?, ?)"),
        deal(database, "INSERT OR IGNORE INTO deals VALUES (?, ?, ?, ?)"),
        ready(database, "INSERT INTO ready_deals VALUES (?, ?, ?, ?)"),
        progress(database, "UPDATE runs SET worlds = ? WHERE run = ? AND worlds = ?") {}
  Sql number, verdict, holds, deal, ready, progress;
};

RunStore::RunStore(std::unique_ptr<Database> database, RunDescription description, bool resume)
    : database_(std::move(database)), description_(std::move(description)), resume_(resume) {}
RunStore::~RunStore() = default;

Result<std::unique_ptr<RunStore>> RunStore::open(const std::string& path,
                                                 RunDescription description, bool resume) {
  return guarded([&] {
    auto database = std::make_unique<Database>(path, Database::Opening::kMakeIfMissing);
    prepare_tables(*database);
    return std::unique_ptr<RunStore>(
        new RunStore(std::move(database), std::move(description), resume));
  });
}

Errors RunStore::begin(const WorldsRun& run, DealName name) {
  name_ = std::move(name);
  inputs_ = run.inputs.size();
  cases_ = run.cases.size();
  claims_ = run.claims.size();
  return errors_of([&] {
    Transaction transaction(*database_);
    find_or_begin(run);
    transaction.commit();
    statements_ = std::make_unique<Statements>(*database_);
  });
}

void RunStore::find_or_begin(const WorldsRun& run) {
  const std::vector<RunRow> runs = resume_ ? read_runs(*database_) : std::vector<RunRow>{};
  for (auto row = runs.rbegin(); row != runs.rend(); ++row) {
    if (!differences(row->description, description_).empty()) continue;
    run_ = row->run;
    kept_ = row->worlds;
    if (kept_ > row->asked || row->asked != run.asked || row->replicates != run.replicates)
      database_->trouble(ErrorCode::kSyntax,
                         fmt::format("the database is damaged: worlds of run {}", run_), kAnew);
    return;
  }
  if (runs.empty()) return insert_run(run);
  // The newest that is not done, else the newest, is what was meant.
  auto meant = runs.rbegin();
  while (meant != runs.rend() && meant->finished) ++meant;
  if (meant == runs.rend()) meant = runs.rbegin();
  database_->trouble(ErrorCode::kModel,
                     fmt::format("no run can be gone on with: run {} differs ({})", meant->run,
                                 fmt::join(differences(meant->description, description_), "; ")),
                     "ask as it was asked then, or leave --resume out to begin a new run");
}

void RunStore::insert_run(const WorldsRun& run) {
  Sql row(*database_,
          "INSERT INTO runs SELECT coalesce(max(run), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0 "
          "FROM runs");
  row.with(description_.version, description_.file, description_.sha256, description_.title,
           run.sampling == Sampling::kSobol ? "sobol" : "random", run.replicates, run.seed,
           run.asked)
      .run();
  Sql newest(*database_, "SELECT max(run) FROM runs");
  newest.next();
  run_ = newest.integer(0);
  Sql option(*database_, "INSERT INTO options VALUES (?, ?, ?, ?)");
  for (std::size_t k = 0; k < description_.options.size(); ++k)
    option.with(run_, k, description_.options[k].first, description_.options[k].second).run();
  Sql input(*database_, "INSERT INTO inputs VALUES (?, ?, ?, ?, ?)");
  for (std::size_t i = 0; i < inputs_; ++i)
    input.with(run_, i, run.inputs[i].id, kKinds[static_cast<int>(run.inputs[i].kind)], run.base[i])
        .run();
  Sql grouped(*database_, "INSERT INTO groups VALUES (?, ?, ?)");
  for (const auto& group : run.groups) {
    if (group.size() < 2) continue;
    for (const std::size_t i : group) grouped.with(run_, i, group.front()).run();
  }
  Sql one(*database_, "INSERT INTO cases VALUES (?, ?, ?, ?)");
  for (std::size_t c = 0; c < cases_; ++c)
    one.with(run_, c, run.cases[c].id, run.cases[c].base).run();
  Sql claim(*database_, "INSERT INTO claims VALUES (?, ?, ?, ?)");
  for (std::size_t k = 0; k < claims_; ++k)
    claim.with(run_, k, run.claims[k].id, run.claims[k].case_id).run();
}

Errors RunStore::keep(const WorldsBlock& block) {
  return errors_of([&] {
    Transaction transaction(*database_);
    statements_->progress.with(block.first + block.worlds, run_, block.first).run();
    if (database_->changed() != 1)
      database_->trouble(ErrorCode::kModel,
                         fmt::format("another program goes on with run {}", run_),
                         "wait until that is done");
    write(block);
    transaction.commit();
    kept_ = block.first + block.worlds;
  });
}

void RunStore::write(const WorldsBlock& block) {
  for (std::size_t k = 0; k < block.worlds; ++k) {
    const std::uint64_t world = block.first + k;
    for (std::size_t i = 0; i < inputs_; ++i)
      statements_->number.with(run_, world, i, block.numbers[k * inputs_ + i]).run();
    for (std::size_t c = 0; c < cases_; ++c)
      statements_->verdict.with(run_, world, c, block.verdicts[k * cases_ + c]).run();
    for (std::size_t j = 0; j < claims_; ++j)
      statements_->holds.with(run_, world, j, block.holds[k * claims_ + j]).run();
    if (block.deals.empty()) continue;
    for (std::size_t c = 0; c < cases_; ++c) {
      for (const Outcome outcome : block.deals[k * cases_ + c]) {
        statements_->deal.with(run_, c, outcome, name_(c, outcome)).run();
        statements_->ready.with(run_, world, c, outcome).run();
      }
    }
  }
}

Errors RunStore::recall(WorldsBlock& block) {
  return errors_of([&] { read(block); });
}

void RunStore::read(WorldsBlock& block) {
  const auto damaged = [&](const char* table) {
    database_->trouble(ErrorCode::kSyntax,
                       fmt::format("the database is damaged: {} of the worlds {} to {} of run {}",
                                   table, block.first, block.first + block.worlds - 1, run_),
                       kAnew);
  };
  // Calls take(world in the block, column of the row) for every row, which must be all there are.
  const auto each = [&](const char* table, const char* columns, std::size_t per_world,
                        std::size_t limit, auto take) {
    Sql rows(*database_,
             fmt::format("SELECT world, {} FROM {} WHERE run = ? AND world BETWEEN ? AND ?",
                         columns, table));
    rows.with(run_, block.first, block.first + block.worlds - 1);
    std::size_t found = 0;
    while (rows.next()) {
      if (rows.count(1) >= limit) damaged(table);
      take(static_cast<std::size_t>(rows.count(0) - block.first),
           static_cast<std::size_t>(rows.count(1)), rows);
      ++found;
    }
    if (per_world > 0 && found != per_world * block.worlds) damaged(table);
  };
  each("numbers", "input, value", inputs_, inputs_,
       [&](std::size_t k, std::size_t i, const Sql& row) {
         block.numbers[k * inputs_ + i] = row.real(2);
       });
  each("verdicts", "case_number, verdict", cases_, cases_,
       [&](std::size_t k, std::size_t c, const Sql& row) {
         if (row.integer(2) < 0 || row.integer(2) > kRungs) damaged("verdicts");
         block.verdicts[k * cases_ + c] = static_cast<std::uint8_t>(row.integer(2));
       });
  each("holds", "claim, holds", claims_, claims_,
       [&](std::size_t k, std::size_t j, const Sql& row) {
         block.holds[k * claims_ + j] = row.integer(2) != 0 ? 1 : 0;
       });
  if (block.deals.empty()) return;
  each("ready_deals", "case_number, outcome", 0, cases_,
       [&](std::size_t k, std::size_t c, const Sql& row) {
         block.deals[k * cases_ + c].push_back(static_cast<Outcome>(row.count(2)));
       });
}

Errors RunStore::finish(const WorldsRun& run) {
  return errors_of([&] {
    Transaction transaction(*database_);
    Sql driver(*database_, "INSERT OR REPLACE INTO drivers VALUES (?, ?, ?, ?, ?, ?)");
    for (std::size_t c = 0; c < cases_; ++c) {
      for (const Driver& one : run.cases[c].drivers) {
        driver.bind(1, run_).bind(2, static_cast<std::int64_t>(c));
        driver.bind(3, static_cast<std::int64_t>(one.inputs.front())).bind(4, one.explained);
        if (run.indices > 0) driver.bind(5, one.first).bind(6, one.total);
        driver.run();
      }
    }
    Sql(*database_, "UPDATE runs SET finished = 1 WHERE run = ?").with(run_).run();
    transaction.commit();
  });
}

}  // namespace detente
