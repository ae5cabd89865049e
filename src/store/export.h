// The tables of a file of runs as CSV: one file per table, and one wide table per run.
//
// Definition: docs/formats/runs.md. Texts are quoted where RFC 4180 asks for it; numbers are the
//   shortest that are read back as the same; nothing is an empty field.
// Cost: one pass over the tables; memory for a line.
// Checked by: tests/runs.
#ifndef DETENTE_STORE_EXPORT_H_
#define DETENTE_STORE_EXPORT_H_

#include <string>
#include <string_view>

#include "store/run_store.h"

namespace detente {

// Where the files go. Nothing in this folder writes files of its own.
class FileSink {
 public:
  virtual ~FileSink() = default;
  virtual Errors open(const std::string& name) = 0;  // closes the file before
  virtual Errors write(std::string_view text) = 0;
  virtual Errors close() = 0;
};

Errors export_runs(const RunReader& reader, FileSink& sink);

}  // namespace detente

#endif  // DETENTE_STORE_EXPORT_H_
