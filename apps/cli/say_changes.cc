#include "cli/say_changes.h"

#include <fmt/format.h>

namespace detente::cli {

void say_changes(Document& document, const Options& options) {
  std::vector<std::string> changes;
  for (const std::string& text : options.set) {
    const std::size_t sign = text.find('=');
    changes.push_back(fmt::format("{} set to {}", text.substr(0, sign), text.substr(sign + 1)));
  }
  for (const std::string& name : options.without) changes.push_back("without " + name);
  for (const std::string& name : options.on) changes.push_back(name + " switched on");
  for (const std::string& name : options.off) changes.push_back(name + " switched off");
  if (!options.compromise.empty())
    changes.push_back("in every case this compromise: " + options.compromise);
  if (changes.empty()) return;
  auto& blocks = document.blocks;
  const bool titled = !blocks.empty() && std::holds_alternative<Heading>(blocks.front());
  blocks.insert(blocks.begin() + (titled ? 1 : 0),
                Paragraph{fmt::format("Changed for this answer: {}.", fmt::join(changes, "; "))});
}

}  // namespace detente::cli
