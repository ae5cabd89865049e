#include "format/gmcr/option_order.h"

#include <fmt/format.h>

#include <string>
#include <utility>

namespace detente::gmcr {
namespace {

constexpr std::size_t kMostOptions = 31;  // of a Layout, in bits

}  // namespace

Result<OptionOrder> order_options(const GmcrFile& file) {
  OptionOrder out;
  Errors errors;
  const auto error = [&](ErrorCode code, std::string message, const Location& where,
                         std::string hint) {
    errors.push_back({code, std::move(message), where, std::move(hint), {}});
  };
  const auto name = [&](int index) -> const std::string& {
    return file.options[static_cast<std::size_t>(index)].name.value;
  };

  if (file.options.size() > kMostOptions) {
    error(ErrorCode::kLimit,
          fmt::format("the file has {} options; their states are more than this program can "
                      "number",
                      file.options.size()),
          file.options[kMostOptions].where, fmt::format("at most {} options", kMostOptions));
    return tl::unexpected(std::move(errors));
  }
  out.position.assign(file.options.size(), -1);
  out.owner.assign(file.options.size(), -1);
  for (int m = 0; m < static_cast<int>(file.makers.size()); ++m) {
    for (const auto& [index, where] : file.makers[static_cast<std::size_t>(m)].options) {
      int& owner = out.owner[static_cast<std::size_t>(index)];
      if (owner >= 0) {
        error(ErrorCode::kModel,
              owner == m
                  ? fmt::format("'{}' lists option '{}' twice",
                                file.makers[static_cast<std::size_t>(m)].name.value, name(index))
                  : fmt::format("option '{}' belongs to both '{}' and '{}'", name(index),
                                file.makers[static_cast<std::size_t>(owner)].name.value,
                                file.makers[static_cast<std::size_t>(m)].name.value),
              where, "GMCR+ finds wrong moves then; give every option one owner");
        continue;
      }
      owner = m;
      out.position[static_cast<std::size_t>(index)] = static_cast<int>(out.order.size());
      out.order.push_back(index);
    }
  }
  for (std::size_t k = 0; k < out.owner.size(); ++k) {
    if (out.owner[k] >= 0) continue;
    error(ErrorCode::kModel,
          fmt::format("option '{}' belongs to no decision maker", file.options[k].name.value),
          file.options[k].where, "nobody can change it: give it an owner, or remove it");
  }
  if (!errors.empty()) return tl::unexpected(std::move(errors));
  return out;
}

}  // namespace detente::gmcr
