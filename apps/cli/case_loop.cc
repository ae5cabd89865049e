#include "cli/case_loop.h"

#include <iostream>

namespace detente::cli {

void print(const Options& options, const std::function<std::string()>& json,
           const std::function<Document()>& document) {
  if (options.format == "json") std::cout << json() << "\n";
  if (options.format == "md") std::cout << render_markdown(document());
  if (options.format == "csv") std::cout << render_csv(document());
  if (options.format == "text")
    std::cout << render_text(document(), {terminal_width(), colour_wanted(options)});
}

}  // namespace detente::cli
