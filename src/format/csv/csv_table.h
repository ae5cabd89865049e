// A table of comma- or tab-separated values as rows of fields with places.
#ifndef DETENTE_FORMAT_CSV_CSV_TABLE_H_
#define DETENTE_FORMAT_CSV_CSV_TABLE_H_

#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "dispute/draft.h"

namespace detente::csv {

struct Row {
  std::vector<draft::Text> fields;
  Location where;
};

// Rows without any text are left out. A field in quotes may hold the separator, line ends and
// doubled quotes. Blanks around a field are dropped. Errors: kSyntax.
Result<std::vector<Row>> read_table(std::string_view text, const std::string& file, char separator);

// One field as a table holds it.
std::string field(const std::string& text, char separator);

}  // namespace detente::csv

#endif  // DETENTE_FORMAT_CSV_CSV_TABLE_H_
