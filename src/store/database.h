// A thin cover over SQLite: statements, transactions, and errors as ours.
//
// Inside this folder trouble with a database is thrown as DatabaseTrouble, because any statement
// can meet it; the functions that other folders call catch it and return Errors.
#ifndef DETENTE_STORE_DATABASE_H_
#define DETENTE_STORE_DATABASE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "base/error.h"

struct sqlite3;
struct sqlite3_stmt;

namespace detente {

struct DatabaseTrouble {
  Errors errors;
};

class Database;

// A prepared statement. Parameters count from 1, columns from 0.
class Sql {
 public:
  Sql(const Database& database, std::string_view sql);

  Sql& bind(int parameter, std::int64_t value);
  Sql& bind(int parameter, double value);
  Sql& bind(int parameter, std::string_view text);
  // Binds all parameters, in order.
  template <class... Values>
  Sql& with(const Values&... values) {
    int parameter = 0;
    (bind_one(++parameter, values), ...);
    return *this;
  }
  // Is there another row?
  bool next();
  // Runs it to its end and makes it ready for the next values.
  void run();
  void reset();

  int columns() const;
  std::string name(int column) const;
  bool is_text(int column) const;
  bool is_real(int column) const;
  bool is_null(int column) const;
  std::int64_t integer(int column) const;
  std::uint64_t count(int column) const { return static_cast<std::uint64_t>(integer(column)); }
  double real(int column) const;
  std::string text(int column) const;

 private:
  template <class Value>
  void bind_one(int parameter, const Value& value) {
    if constexpr (std::is_floating_point_v<Value>) {
      bind(parameter, static_cast<double>(value));
    } else if constexpr (std::is_arithmetic_v<Value>) {
      bind(parameter, static_cast<std::int64_t>(value));
    } else {
      bind(parameter, std::string_view(value));
    }
  }

  const Database* database_;
  struct Finalise {
    void operator()(sqlite3_stmt* statement) const;
  };
  std::unique_ptr<sqlite3_stmt, Finalise> statement_;
};

class Database {
 public:
  enum class Opening { kRead, kWrite, kMakeIfMissing };
  Database(const std::string& path, Opening opening);

  void run(const std::string& sql) const;
  // How many rows the last statement changed.
  int changed() const;
  const std::string& path() const { return path_; }
  sqlite3* handle() const { return handle_.get(); }
  // Throws what SQLite says of its last failure, as an error about this file.
  [[noreturn]] void trouble() const;
  [[noreturn]] void trouble(ErrorCode code, std::string message, std::string hint) const;

 private:
  std::string path_;
  struct Close {
    void operator()(sqlite3* handle) const;
  };
  std::unique_ptr<sqlite3, Close> handle_;
};

// Undone at the end of its scope unless it is committed. From its beginning nobody else can write.
class Transaction {
 public:
  explicit Transaction(const Database& database) : database_(database) {
    database_.run("BEGIN IMMEDIATE");
  }
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit() {
    database_.run("COMMIT");
    done_ = true;
  }

 private:
  const Database& database_;
  bool done_ = false;
};

// Calls `work`; trouble becomes errors.
template <class Work>
auto guarded(Work work) -> Result<decltype(work())> {
  try {
    return work();
  } catch (DatabaseTrouble& trouble) {
    return tl::unexpected(std::move(trouble.errors));
  }
}

}  // namespace detente

#endif  // DETENTE_STORE_DATABASE_H_
