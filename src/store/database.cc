#include "store/database.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cmath>

namespace detente {
namespace {

constexpr int kPatience = 5000;  // milliseconds to wait for another program's transaction

int flags_of(Database::Opening opening) {
  switch (opening) {
    case Database::Opening::kRead:
      return SQLITE_OPEN_READONLY;
    case Database::Opening::kWrite:
      return SQLITE_OPEN_READWRITE;
    case Database::Opening::kMakeIfMissing:
      break;
  }
  return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
}

Error error_of(int code, const std::string& said, const std::string& path) {
  switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {ErrorCode::kIo,
              "the database is in use by another program",
              {path, 0, 0},
              "wait until that is done, or save to another file",
              {}};
    case SQLITE_NOTADB:
      return {ErrorCode::kSyntax,
              "this is no SQLite database",
              {path, 0, 0},
              "runs are saved by 'detente worlds FILE --save runs.db'",
              {}};
    case SQLITE_CORRUPT:
      return {ErrorCode::kSyntax,
              "the database is damaged: " + said,
              {path, 0, 0},
              "save the run anew, in another file",
              {}};
    case SQLITE_CANTOPEN:
      return {ErrorCode::kIo,
              "the database cannot be opened",
              {path, 0, 0},
              "is the path right, and may you write there?",
              {}};
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return {ErrorCode::kIo,
              "the database may not be written",
              {path, 0, 0},
              "save to another file",
              {}};
    case SQLITE_FULL:
      return {ErrorCode::kIo,
              "the disk is full",
              {path, 0, 0},
              "whole blocks are kept: make room, then --resume",
              {}};
    default:
      return {ErrorCode::kIo, "the database: " + said, {path, 0, 0}, {}, {}};
  }
}

}  // namespace

void Sql::Finalise::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

Sql::Sql(const Database& database, std::string_view sql) : database_(&database) {
  sqlite3_stmt* made = nullptr;
  const int code = sqlite3_prepare_v2(database.handle(), sql.data(), static_cast<int>(sql.size()),
                                      &made, nullptr);
  statement_.reset(made);
  if (code != SQLITE_OK) database.trouble();
}
Sql& Sql::bind(int parameter, std::int64_t value) {
  if (sqlite3_bind_int64(statement_.get(), parameter, value) != SQLITE_OK) database_->trouble();
  return *this;
}
Sql& Sql::bind(int parameter, double value) {
  if (sqlite3_bind_double(statement_.get(), parameter, value) != SQLITE_OK) database_->trouble();
  return *this;
}
Sql& Sql::bind(int parameter, std::string_view text) {
  if (sqlite3_bind_text64(statement_.get(), parameter, text.data(), text.size(), SQLITE_TRANSIENT,
                          SQLITE_UTF8) != SQLITE_OK)
    database_->trouble();
  return *this;
}
bool Sql::next() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) database_->trouble();
  return false;
}
void Sql::run() {
  while (next()) {
  }
  reset();
}
void Sql::reset() { sqlite3_reset(statement_.get()); }

int Sql::columns() const { return sqlite3_column_count(statement_.get()); }
std::string Sql::name(int column) const { return sqlite3_column_name(statement_.get(), column); }
bool Sql::is_text(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_TEXT;
}
bool Sql::is_real(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_FLOAT;
}
bool Sql::is_null(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}
std::int64_t Sql::integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}
double Sql::real(int column) const { return sqlite3_column_double(statement_.get(), column); }
std::string Sql::text(int column) const {
  const auto* const from = sqlite3_column_text(statement_.get(), column);
  const int size = sqlite3_column_bytes(statement_.get(), column);
  return from == nullptr
             ? std::string()
             : std::string(reinterpret_cast<const char*>(from), static_cast<std::size_t>(size));
}

void Database::Close::operator()(sqlite3* handle) const { sqlite3_close(handle); }

Database::Database(const std::string& path, Opening opening) : path_(path) {
  sqlite3* made = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &made, flags_of(opening), nullptr);
  handle_.reset(made);
  if (code != SQLITE_OK) trouble();
  sqlite3_busy_timeout(made, kPatience);
}
void Database::run(const std::string& sql) const {
  if (sqlite3_exec(handle(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) trouble();
}
int Database::changed() const { return sqlite3_changes(handle()); }
void Database::trouble() const {
  if (handle_ == nullptr) throw std::bad_alloc();
  throw DatabaseTrouble{{error_of(sqlite3_errcode(handle()), sqlite3_errmsg(handle()), path_)}};
}
void Database::trouble(ErrorCode code, std::string message, std::string hint) const {
  throw DatabaseTrouble{{Error{code, std::move(message), {path_, 0, 0}, std::move(hint), {}}}};
}

Transaction::~Transaction() {
  if (!done_) sqlite3_exec(database_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

}  // namespace detente
