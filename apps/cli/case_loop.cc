#include "cli/case_loop.h"

#include <iostream>

namespace detente::cli {

void print(const Options& options, const std::function<std::string()>& json,
           const std::function<Document()>& document) {
  if (options.format == "json") std::cout << json() << "\n";
  if (options.format == "text" || options.format == "md" || options.format == "csv")
    print_document(document(), options);
}

}  // namespace detente::cli
