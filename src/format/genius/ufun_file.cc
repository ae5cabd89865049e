#include "format/genius/ufun_file.h"

#include <fmt/format.h>

#include <string>
#include <utility>

namespace detente::genius {
namespace {

class UfunParser {
 public:
  explicit UfunParser(FileValues& values) : values_(values) {}

  Ufun ufun(pugi::xml_node node, int depth) {
    Ufun out;
    if (values_.too_deep(node, depth)) return out;
    out.where = values_.at(node);
    const std::string how = lower(node.attribute("aggregation").value());
    if (how == "max") {
      out.aggregation = Aggregation::kMax;
    } else if (how == "min") {
      out.aggregation = Aggregation::kMin;
    } else if (!how.empty() && how != "sum") {
      values_.error(ErrorCode::kUnsupported, fmt::format("unknown aggregation '{}'", how),
                    values_.at(node, "aggregation"), "known: sum, min, max");
    }
    if (const auto value = values_.number(node, "weight")) out.weight = *value;
    for (const pugi::xml_node child : node.children()) {
      if (values_.full()) return out;
      if (child.type() != pugi::node_element) continue;
      const std::string name = lower(child.name());
      if (name == "ufun") {
        out.parts.push_back(ufun(child, depth + 1));
      } else if (name == "hyperrectangle") {
        box(child, out);
      } else {
        values_.error(ErrorCode::kUnsupported,
                      fmt::format("<{}> in a <ufun> is not known", child.name()), values_.at(child),
                      "known: hyperRectangle, ufun");
      }
    }
    return out;
  }

 private:
  void box(pugi::xml_node node, Ufun& into) {
    Box out;
    out.where = values_.at(node);
    const bool renamed = !node.attribute("utility") && node.attribute("utility_function");
    const auto value = values_.needed(node, renamed ? "utility_function" : "utility");
    const auto factor = values_.number(node, "weight");
    out.weight = value.value_or(Ratio()) * factor.value_or(Ratio(1));
    bool includes = false;
    for (const pugi::xml_node child : node.children()) {
      if (values_.full()) return;
      if (child.type() != pugi::node_element) continue;
      const std::string name = lower(child.name());
      if (name != "includes" && name != "excludes") {
        values_.error(ErrorCode::kUnsupported,
                      fmt::format("<{}> in a hyper-rectangle is not known", child.name()),
                      values_.at(child), "known: INCLUDES, EXCLUDES");
        continue;
      }
      (name == "includes" ? includes : out.excludes) = true;
      bound(child, out);
    }
    if (includes && out.excludes) {
      values_.error(ErrorCode::kUnsupported, "a hyper-rectangle has both INCLUDES and EXCLUDES",
                    out.where, "GENIUS reads the EXCLUDES only; write two hyper-rectangles");
    }
    into.boxes.push_back(std::move(out));
  }
  void bound(pugi::xml_node node, Box& into) {
    Bound out;
    out.where = values_.at(node);
    const auto of = values_.index(node);
    const auto low = values_.needed(node, "min"), high = values_.needed(node, "max");
    if (!of || !low || !high) return;
    out.index = *of;
    out.low = *low;
    out.high = *high;
    into.bounds.push_back(std::move(out));
  }

  FileValues& values_;
};

}  // namespace

Ufun ufun_of(pugi::xml_node node, FileValues& values) { return UfunParser(values).ufun(node, 0); }

}  // namespace detente::genius
