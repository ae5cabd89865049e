#include "format/genius/genius_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <set>
#include <string_view>

#include "format/genius/xml_file.h"

namespace detente::genius {
namespace {

constexpr int kDeepest = 32;
constexpr std::size_t kMostErrors = 100;

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

class Parser {
 public:
  explicit Parser(const XmlFile& xml) : xml_(xml) {}

  Result<File> run(const std::string& file) {
    const pugi::xml_node root = xml_.root();
    out_.file = file;
    out_.where = xml_.at(root);
    const std::string name = root.name();
    if (name == "Tournament") {
      return fail(ErrorCode::kUnsupported,
                  "this holds the results of a tournament, not a domain or a profile", out_.where);
    }
    if (name != "negotiation_template" && name != "utility_space") {
      return fail(ErrorCode::kUnsupported,
                  fmt::format("<{}> is no root element of a GENIUS domain or profile", name),
                  out_.where,
                  "a domain begins with <negotiation_template>, a profile with <utility_space>");
    }
    const std::string type = lower(root.attribute("type").value());
    if (type == "constraint") {
      return fail(ErrorCode::kUnsupported, "utility spaces of type 'constraint' are not read",
                  xml_.at(root, "type"), "additive and nonlinear (hyper-rectangle) ones are");
    }
    level(root, 0);
    if (!errors_.empty()) return tl::unexpected(std::move(errors_));
    out_.is_domain = name == "negotiation_template" || !valued_;
    out_.ignored.assign(ignored_.begin(), ignored_.end());
    return std::move(out_);
  }

 private:
  void error(ErrorCode code, std::string message, const Location& where, std::string hint = {}) {
    errors_.push_back({code, std::move(message), where, std::move(hint), {}});
  }
  bool too_deep(pugi::xml_node node, int depth) {
    if (depth <= kDeepest) return false;
    error(ErrorCode::kLimit, fmt::format("nested more than {} deep", kDeepest), xml_.at(node));
    return true;
  }

  // A number in an attribute. Nothing if it is not there or empty.
  std::optional<Ratio> number(pugi::xml_node node, const char* attribute) {
    const std::string text = node.attribute(attribute).value();
    if (text.find_first_not_of(" \t\r\n") == std::string::npos || text == "null")
      return std::nullopt;
    auto out = Ratio::parse(text);
    if (!out) {
      constexpr std::size_t kLongest = 40;
      const std::string shown = text.size() > kLongest ? "a long text" : "'" + text + "'";
      error(ErrorCode::kRange,
            fmt::format("'{}' of <{}> must be a number of at most {}, not {}", attribute,
                        node.name(), Ratio::kLargest, shown),
            xml_.at(node, attribute),
            text.find(',') == std::string::npos ? "" : "decimals are written with a point");
    }
    return out;
  }
  std::optional<Ratio> needed(pugi::xml_node node, const char* attribute) {
    const std::size_t before = errors_.size();
    auto out = number(node, attribute);
    if (!out && errors_.size() == before) {
      error(ErrorCode::kMissingKey, fmt::format("<{}> has no '{}'", node.name(), attribute),
            xml_.at(node));
    }
    return out;
  }
  std::optional<int> index(pugi::xml_node node) {
    const auto value = needed(node, "index");
    if (!value) return std::nullopt;
    constexpr int kLargest = 1'000'000;
    if (!value->is_whole() || *value < Ratio(0) || *value > Ratio(kLargest)) {
      error(ErrorCode::kRange, "'index' must be a whole number", xml_.at(node, "index"));
      return std::nullopt;
    }
    return static_cast<int>(value->to_double());
  }

  // The children of a root, a utility space or an objective.
  void level(pugi::xml_node node, int depth) {
    if (too_deep(node, depth)) return;
    for (const pugi::xml_node child : node.children()) {
      if (errors_.size() >= kMostErrors) return;
      if (child.type() != pugi::node_element) continue;
      const std::string name = child.name();
      if (name == "objective" || name == "utility_space") {
        if (name == "objective" && !titled_) {
          titled_ = true;
          out_.name = child.attribute("name").value();
        }
        level(child, depth + 1);
      } else if (name == "issue") {
        issue(child);
      } else if (name == "weight") {
        weight(child);
      } else if (name == "utility" || name == "utility_function") {
        utility(child);
      } else if (name == "reservation") {
        if (const auto value = number(child, "value")) out_.reservation = value;
      } else if (name == "discount_factor") {
        if (const auto value = number(child, "value")) out_.discount = value;
      } else if (name == "agent") {
        const std::string file = child.attribute("utility_space").value();
        if (!file.empty()) out_.profiles.push_back(file);
      } else {
        ignored_.insert("<" + name + ">");
      }
    }
  }

  std::optional<IssueKind> kind(pugi::xml_node node) {
    const char* attribute = "type";
    for (const char* other : {"type", "etype", "vtype"}) {
      attribute = other;
      if (*node.attribute(other).value() != '\0') break;
    }
    const std::string type = lower(node.attribute(attribute).value());
    if (type == "integer") return IssueKind::kInteger;
    if (type == "real") return IssueKind::kReal;
    if (type.empty() || type == "discrete") return IssueKind::kDiscrete;
    error(ErrorCode::kUnsupported, fmt::format("unknown type of issue '{}'", type),
          xml_.at(node, attribute), "known: discrete, integer, real");
    return std::nullopt;
  }

  void issue(pugi::xml_node node) {
    FileIssue out;
    out.name = {node.attribute("name").value(), xml_.at(node)};
    if (!node.attribute("index")) {
      out.index = static_cast<int>(out_.issues.size()) + 1;
    } else if (const auto value = index(node)) {
      out.index = *value;
    } else {
      return;
    }
    if (!indices_.insert(out.index).second) {
      error(ErrorCode::kDuplicate, fmt::format("two issues have the index {}", out.index),
            xml_.at(node, "index"), "weights and bounds name issues by their index");
      return;
    }
    const auto type = kind(node);
    if (!type) return;
    out.kind = *type;
    bounds_of(node, out);
    for (const pugi::xml_node child : node.children()) {
      if (errors_.size() >= kMostErrors) return;
      if (child.type() != pugi::node_element) continue;
      const std::string name = child.name();
      if (name == "item") {
        item(child, out);
      } else if (name == "range") {
        bounds_of(child, out);
      } else if (name == "evaluator") {
        evaluator(child, out);
      } else {
        ignored_.insert("<" + name + ">");
      }
    }
    const bool untyped = node.attribute("type").empty() && node.attribute("etype").empty() &&
                         node.attribute("vtype").empty();
    if (untyped && out.items.empty() && out.low && out.high)
      out.kind =
          out.low->is_whole() && out.high->is_whole() ? IssueKind::kInteger : IssueKind::kReal;
    if (out.low && out.high && *out.low > *out.high) {
      error(ErrorCode::kRange,
            fmt::format("the lower bound of issue '{}' is above its upper bound", out.name.value),
            out.name.where);
    }
    if (out.kind == IssueKind::kInteger &&
        ((out.low && !out.low->is_whole()) || (out.high && !out.high->is_whole()))) {
      error(ErrorCode::kRange,
            fmt::format("the bounds of the integer issue '{}' are not whole", out.name.value),
            out.name.where);
    }
    out_.issues.push_back(std::move(out));
  }
  void bounds_of(pugi::xml_node node, FileIssue& into) {
    if (const auto value = number(node, "lowerbound")) into.low = value;
    if (const auto value = number(node, "upperbound")) into.high = value;
  }
  void item(pugi::xml_node node, FileIssue& into) {
    Item out;
    if (!node.attribute("value")) {
      error(ErrorCode::kMissingKey, "<item> has no 'value'", xml_.at(node), "it is its label");
      return;
    }
    out.label = {node.attribute("value").value(), xml_.at(node)};
    out.evaluation = number(node, "evaluation");
    valued_ = valued_ || out.evaluation.has_value();
    if (*node.attribute("description").value() != '\0') ignored_.insert("descriptions of values");
    if (node.attribute("cost")) ignored_.insert("costs of values");
    into.items.push_back(std::move(out));
  }

  void evaluator(pugi::xml_node node, FileIssue& into) {
    valued_ = true;
    Evaluator out;
    const auto either = [&](const char* name, const char* old) {
      return number(node, node.attribute(name) ? name : old).value_or(Ratio());
    };
    const std::string type = lower(node.attribute("ftype").value());
    if (type.empty() || type == "linear") {
      out.offset = either("offset", "parameter0");
      out.slope = either("slope", "parameter1");
    } else if (type == "constant") {
      out.kind = Evaluator::Kind::kConstant;
      out.offset = either("offset", "parameter0");
    } else if (type == "triangular") {
      out.kind = Evaluator::Kind::kTriangular;
      out.low = needed(node, "parameter0").value_or(Ratio());
      out.high = needed(node, "parameter1").value_or(Ratio());
      out.top = needed(node, "parameter2").value_or(Ratio());
      if (out.low > out.top || out.top > out.high)
        error(ErrorCode::kRange, "the top of a triangle lies between its ends", xml_.at(node),
              "parameter0 and parameter1 are the ends, parameter2 is the top");
    } else {
      error(ErrorCode::kUnsupported, fmt::format("unknown function '{}'", type),
            xml_.at(node, "ftype"), "known: linear, constant, triangular");
    }
    into.evaluator = out;
  }

  void weight(pugi::xml_node node) {
    valued_ = true;
    const auto of = index(node);
    const auto value = needed(node, "value");
    if (!of || !value) return;
    if (!out_.weights.emplace(*of, *value).second) {
      error(ErrorCode::kDuplicate, fmt::format("the weight of issue {} is there twice", *of),
            xml_.at(node));
    }
  }

  void utility(pugi::xml_node node) {
    valued_ = true;
    out_.max_utility = number(node, "maxutility");
    for (const pugi::xml_node child : node.children()) {
      if (child.type() != pugi::node_element) continue;
      if (std::string_view(child.name()) != "ufun") {
        ignored_.insert(fmt::format("<{}>", child.name()));
      } else if (out_.ufun) {
        error(ErrorCode::kUnsupported, "a second <ufun>: GENIUS reads the first only",
              xml_.at(child), "put both into one <ufun aggregation=\"sum\">");
      } else {
        out_.ufun = ufun(child, 0);
      }
    }
    if (!out_.ufun && errors_.empty())
      error(ErrorCode::kMissingKey, fmt::format("<{}> has no <ufun>", node.name()), xml_.at(node));
  }
  Ufun ufun(pugi::xml_node node, int depth) {
    Ufun out;
    if (too_deep(node, depth)) return out;
    out.where = xml_.at(node);
    const std::string how = lower(node.attribute("aggregation").value());
    if (how == "max") {
      out.aggregation = Aggregation::kMax;
    } else if (how == "min") {
      out.aggregation = Aggregation::kMin;
    } else if (!how.empty() && how != "sum") {
      error(ErrorCode::kUnsupported, fmt::format("unknown aggregation '{}'", how),
            xml_.at(node, "aggregation"), "known: sum, min, max");
    }
    if (const auto value = number(node, "weight")) out.weight = *value;
    for (const pugi::xml_node child : node.children()) {
      if (errors_.size() >= kMostErrors) return out;
      if (child.type() != pugi::node_element) continue;
      const std::string name = lower(child.name());
      if (name == "ufun") {
        out.parts.push_back(ufun(child, depth + 1));
      } else if (name == "hyperrectangle") {
        box(child, out);
      } else {
        error(ErrorCode::kUnsupported, fmt::format("<{}> in a <ufun> is not known", child.name()),
              xml_.at(child), "known: hyperRectangle, ufun");
      }
    }
    return out;
  }
  void box(pugi::xml_node node, Ufun& into) {
    Box out;
    out.where = xml_.at(node);
    const bool renamed = !node.attribute("utility") && node.attribute("utility_function");
    const auto value = needed(node, renamed ? "utility_function" : "utility");
    const auto factor = number(node, "weight");
    out.weight = value.value_or(Ratio()) * factor.value_or(Ratio(1));
    bool includes = false;
    for (const pugi::xml_node child : node.children()) {
      if (errors_.size() >= kMostErrors) return;
      if (child.type() != pugi::node_element) continue;
      const std::string name = lower(child.name());
      if (name != "includes" && name != "excludes") {
        error(ErrorCode::kUnsupported,
              fmt::format("<{}> in a hyper-rectangle is not known", child.name()), xml_.at(child),
              "known: INCLUDES, EXCLUDES");
        continue;
      }
      (name == "includes" ? includes : out.excludes) = true;
      bound(child, out);
    }
    if (includes && out.excludes) {
      error(ErrorCode::kUnsupported, "a hyper-rectangle has both INCLUDES and EXCLUDES", out.where,
            "GENIUS reads the EXCLUDES only; write two hyper-rectangles");
    }
    into.boxes.push_back(std::move(out));
  }
  void bound(pugi::xml_node node, Box& into) {
    Bound out;
    out.where = xml_.at(node);
    const auto of = index(node);
    const auto low = needed(node, "min"), high = needed(node, "max");
    if (!of || !low || !high) return;
    out.index = *of;
    out.low = *low;
    out.high = *high;
    into.bounds.push_back(std::move(out));
  }

  const XmlFile& xml_;
  File out_;
  Errors errors_;
  std::set<int> indices_;
  std::set<std::string> ignored_;
  bool titled_ = false;
  bool valued_ = false;  // does it say what anybody wants?
};

}  // namespace

std::string_view to_string(IssueKind kind) {
  return kind == IssueKind::kInteger ? "integer" : kind == IssueKind::kReal ? "real" : "discrete";
}

Result<File> parse_file(const std::string& text, const std::string& file) {
  const auto xml = XmlFile::parse(text, file);
  if (!xml) return tl::unexpected(xml.error());
  return Parser(**xml).run(file);
}

}  // namespace detente::genius
