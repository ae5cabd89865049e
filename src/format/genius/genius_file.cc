#include "format/genius/genius_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>

#include "format/genius/file_values.h"
#include "format/genius/ufun_file.h"
#include "format/genius/xml_file.h"

namespace detente::genius {
namespace {

class Parser : private FileValues {
 public:
  explicit Parser(const XmlFile& xml) : FileValues(xml) {}

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
    if (out_.ufun && weighed()) ignored_.insert("weights and evaluations beside a <utility>");
    out_.ignored.assign(ignored_.begin(), ignored_.end());
    return std::move(out_);
  }

 private:
  // The children of a root, a utility space or an objective.
  void level(pugi::xml_node node, int depth) {
    if (too_deep(node, depth)) return;
    for (const pugi::xml_node child : node.children()) {
      if (errors_.size() >= kMostErrors) return;
      if (child.type() != pugi::node_element) continue;
      const std::string name = child.name();
      if (name == "objective" || name == "utility_space") {
        if (name == "objective") out_.objectives.insert(child.attribute("index").as_int(-1));
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
        once(child, out_.reservation);
      } else if (name == "discount_factor") {
        once(child, out_.discount);
      } else if (name == "agent") {
        const std::string file = child.attribute("utility_space").value();
        if (!file.empty()) out_.profiles.push_back(file);
      } else if (name == "weightmultiplyer") {
        error(
            ErrorCode::kUnsupported, "a profile with <weightmultiplyer> is not read",
            xml_.at(child),
            "it comes from a branch of GENIUS with evaluations and reservations on another scale");
      } else {
        ignored_.insert("<" + name + ">");
      }
    }
  }

  void once(pugi::xml_node node, std::optional<Ratio>& into) {
    const auto value = number(node, "value");
    if (value && into && *value != *into) {
      error(ErrorCode::kDuplicate,
            fmt::format("a second <{}>, and another one than the first", node.name()),
            xml_.at(node));
    }
    if (value) into = value;
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
          xml_.at(node, attribute),
          type == "price" ? "an early type whose formula is not in the file; known: discrete, "
                            "integer, real"
                          : "known: discrete, integer, real");
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
        out_.ufun = ufun_of(child, *this);
      }
    }
    if (!out_.ufun && errors_.empty())
      error(ErrorCode::kMissingKey, fmt::format("<{}> has no <ufun>", node.name()), xml_.at(node));
  }
  // Does it say what single values are worth?
  bool weighed() const {
    return !out_.weights.empty() ||
           std::any_of(out_.issues.begin(), out_.issues.end(), [](const FileIssue& issue) {
             return issue.evaluator ||
                    std::any_of(issue.items.begin(), issue.items.end(),
                                [](const Item& item) { return item.evaluation.has_value(); });
           });
  }

  File out_;
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
