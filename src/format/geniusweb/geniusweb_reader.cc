#include "format/geniusweb/geniusweb_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <unordered_map>

#include "format/domains/domain.h"
#include "format/json_tree.h"
#include "format/text.h"

namespace detente {
namespace geniusweb {
namespace {

using domains::Ratio;
using Kind = JsonValue::Kind;

constexpr std::size_t kMostErrors = 100;
constexpr std::int64_t kMostSteps = 60'000;  // of one range

// One file, and where in it the domain and the profile stand.
struct Source {
  std::string file;
  std::string text;
  std::unique_ptr<Places> places;
  JsonValue root;
  const JsonValue* domain = nullptr;
  const JsonValue* profile = nullptr;  // what is in LinearAdditiveUtilitySpace

  Location at(const JsonValue& value) const { return places->at(value.at); }
};

Result<std::unique_ptr<Source>> parse(const SourceFile& from) {
  auto out = std::make_unique<Source>();
  out->file = from.file;
  out->text = from.text;
  if (Errors errors = check_text(out->text, out->file); !errors.empty())
    return tl::unexpected(std::move(errors));
  out->places = std::make_unique<Places>(out->text, out->file);
  auto root = parse_json(out->text, *out->places, "GeniusWeb domains and profiles are JSON");
  if (!root) return tl::unexpected(std::move(root.error()));
  out->root = std::move(*root);
  const Location start = out->at(out->root);
  if (out->root.get("issuesValues") != nullptr) {
    out->domain = &out->root;
  } else if (const JsonValue* profile = out->root.get("LinearAdditiveUtilitySpace")) {
    out->profile = profile;
    out->domain = profile->get("domain");
    if (out->domain == nullptr)
      return fail(ErrorCode::kMissingKey, "the profile has no 'domain'", out->at(*profile));
  } else if (out->root.keys.size() == 1 && out->root.items.front().get("domain") != nullptr) {
    return fail(ErrorCode::kUnsupported,
                fmt::format("profiles of type {} are not read", out->root.keys.front()), start,
                "LinearAdditiveUtilitySpace is");
  } else {
    return fail(ErrorCode::kUnsupported, "this is neither a GeniusWeb domain nor a profile", start,
                "a domain has the key issuesValues, a profile LinearAdditiveUtilitySpace");
  }
  return out;
}

class Reader {
 public:
  Result<draft::Draft> run(const Source& domain, const std::vector<const Source*>& profiles) {
    issues(domain);
    if (!errors_.empty()) return tl::unexpected(std::move(errors_));
    const JsonValue* name = domain.domain->get("name");
    const bool named = name != nullptr && name->is(Kind::kText) && !name->text.empty();
    out_.title = {named ? name->text : title_of(domain.file), {domain.file, 1, 1}};
    for (const Source* source : profiles) {
      same_domain(*source);
      domains::Profile profile;
      profile.name = {title_of(source->file), source->at(*source->profile)};
      out_.profiles.push_back(std::move(profile));
    }
    domains::name_everything(out_);
    for (std::size_t p = 0; p < profiles.size() && errors_.empty(); ++p)
      profile(*profiles[p], out_.profiles[p]);
    if (!errors_.empty()) return tl::unexpected(std::move(errors_));
    return domains::make_draft(out_);
  }

 private:
  void error(ErrorCode code, std::string message, const Location& where, std::string hint = {}) {
    if (errors_.size() < kMostErrors)
      errors_.push_back({code, std::move(message), where, std::move(hint), {}});
  }
  const JsonValue* needed(const Source& source, const JsonValue& from, const char* key, Kind kind) {
    const JsonValue* out = from.get(key);
    if (out == nullptr) {
      error(ErrorCode::kMissingKey, fmt::format("'{}' is missing", key), source.at(from));
      return nullptr;
    }
    if (!out->is(kind)) {
      error(ErrorCode::kType,
            fmt::format("'{}' must be {}, not {}", key, describe(kind), describe(out->kind)),
            source.at(*out));
      return nullptr;
    }
    return out;
  }
  // A number, also one in quotes.
  std::optional<Ratio> number(const Source& source, const JsonValue& from) {
    std::optional<Ratio> out;
    if (from.is(Kind::kNumber) || from.is(Kind::kText)) {
      out = from.text.empty() && from.whole ? Ratio::parse(std::to_string(*from.whole))
                                            : Ratio::parse(from.text);
    }
    if (!out) {
      error(ErrorCode::kRange, fmt::format("this must be a number of at most {}", Ratio::kLargest),
            source.at(from));
    }
    return out;
  }

  void issues(const Source& source) {
    const JsonValue* all = needed(source, *source.domain, "issuesValues", Kind::kObject);
    if (all == nullptr) return;
    std::size_t count = 0;
    for (std::size_t k = 0; k < all->keys.size() && errors_.size() < kMostErrors; ++k) {
      const JsonValue& values = all->items[k];
      domains::Issue issue;
      issue.name = {all->keys[k], source.at(values)};
      places_.emplace_back();
      numbers_.emplace_back();
      if (const JsonValue* list = values.get("values")) {
        listed(source, *list, issue);
      } else if (const JsonValue* range = values.get("range")) {
        stepped(source, *range, issue);
      } else {
        error(ErrorCode::kMissingKey,
              fmt::format("issue '{}' has neither 'values' nor 'range'", issue.name.value),
              issue.name.where);
      }
      count += issue.options.size();
      if (count > domains::kMostOptions) {
        error(ErrorCode::kLimit,
              fmt::format("the issues have more than {} values together", domains::kMostOptions),
              issue.name.where);
        return;
      }
      issue_places_.emplace(issue.name.value, k);
      out_.issues.push_back(std::move(issue));
    }
  }
  static std::string label_of(const JsonValue& value) {
    const bool whole = value.is(Kind::kNumber) && value.text.empty() && value.whole;
    return whole ? std::to_string(*value.whole) : value.text;
  }
  void listed(const Source& source, const JsonValue& list, domains::Issue& into) {
    if (!list.is(Kind::kList)) {
      error(ErrorCode::kType, "'values' must be a list", source.at(list));
      return;
    }
    for (const JsonValue& value : list.items) {
      if (!value.is(Kind::kText) &&
          !(value.is(Kind::kNumber) && (value.whole || !value.text.empty()))) {
        error(ErrorCode::kType, "a value must be a text", source.at(value));
        continue;
      }
      const std::string label = label_of(value);
      if (!places_.back().emplace(label, into.options.size()).second) continue;  // said again
      into.options.push_back({{label, source.at(value)}});
    }
    if (into.options.empty() && errors_.empty())
      error(ErrorCode::kModel, fmt::format("issue '{}' has no values", into.name.value),
            source.at(list));
  }
  void stepped(const Source& source, const JsonValue& range, domains::Issue& into) {
    if (!range.is(Kind::kList) || range.items.size() != 3) {
      error(ErrorCode::kType, "'range' must be a list of three numbers: lowest, highest, step",
            source.at(range));
      return;
    }
    const auto low = number(source, range.items[0]), high = number(source, range.items[1]),
               step = number(source, range.items[2]);
    if (!low || !high || !step) return;
    const Location where = source.at(range);
    if (*step <= Ratio(0) || *low > *high) {
      error(ErrorCode::kRange, "a range needs lowest <= highest and a step above 0", where);
      return;
    }
    if ((*high - *low) / *step > Ratio(kMostSteps - 1)) {
      error(ErrorCode::kLimit,
            fmt::format("issue '{}' has more than the limit of {} values", into.name.value,
                        kMostSteps),
            where);
      return;
    }
    into.ordered = true;
    for (Ratio value = *low; value <= *high; value += *step) {
      const std::string label = value.to_text();
      if (!numbers_.back().empty() && value.to_double() <= numbers_.back().back().to_double()) {
        error(ErrorCode::kRange, "the step is too small to tell its values apart", where);
        return;
      }
      places_.back().emplace(label, into.options.size());
      numbers_.back().push_back(value);
      into.options.push_back({{label, where}, value.to_double()});
    }
  }

  // The domain that a profile holds must be the domain.
  void same_domain(const Source& source) {
    const JsonValue* all = needed(source, *source.domain, "issuesValues", Kind::kObject);
    if (all == nullptr) return;
    for (std::size_t k = 0; k < all->keys.size(); ++k) {
      if (!issue_places_.contains(all->keys[k]))
        unknown_issue(all->keys[k], source.at(all->items[k]));
    }
    for (const domains::Issue& issue : out_.issues) {
      if (all->keys.size() == out_.issues.size()) break;
      if (std::find(all->keys.begin(), all->keys.end(), issue.name.value) != all->keys.end())
        continue;
      error(ErrorCode::kModel, fmt::format("the profile has no issue '{}'", issue.name.value),
            source.at(*all), fmt::format("{} has it", out_.title.where.file));
      break;
    }
  }
  void unknown_issue(const std::string& name, const Location& where) {
    std::vector<std::string> names;
    for (const domains::Issue& one : out_.issues) names.push_back(one.name.value);
    const std::string near = nearest_name(name, names);
    error(ErrorCode::kUnknownName, fmt::format("the domain has no issue '{}'", name), where,
          near.empty() ? "" : "did you mean '" + near + "'?");
  }
  std::optional<std::size_t> find_issue(const Source& source, const std::string& name,
                                        const JsonValue& value) {
    const auto known = issue_places_.find(name);
    if (known != issue_places_.end()) return known->second;
    unknown_issue(name, source.at(value));
    return std::nullopt;
  }
  std::optional<std::size_t> find_value(std::size_t issue, const std::string& label,
                                        const Location& where) {
    auto known = places_[issue].find(label);
    if (known == places_[issue].end() && !numbers_[issue].empty()) {
      const auto value = Ratio::parse(label);  // "5.0" is 5
      if (value) known = places_[issue].find(value->to_text());
    }
    if (known != places_[issue].end()) return known->second;
    std::vector<std::string> labels;
    for (const domains::Option& option : out_.issues[issue].options)
      labels.push_back(option.label.value);
    const std::string near = labels.size() > 1000 ? "" : nearest_name(label, labels);
    error(ErrorCode::kUnknownName,
          fmt::format("issue '{}' has no value '{}'", out_.issues[issue].name.value, label), where,
          near.empty() ? "" : "did you mean '" + near + "'?");
    return std::nullopt;
  }

  void profile(const Source& source, domains::Profile& into) {
    const JsonValue& from = *source.profile;
    const JsonValue* weights = needed(source, from, "issueWeights", Kind::kObject);
    const JsonValue* utilities = needed(source, from, "issueUtilities", Kind::kObject);
    if (weights == nullptr || utilities == nullptr) return;
    into.values.resize(out_.issues.size());
    for (std::size_t k = 0; k < out_.issues.size(); ++k)
      into.values[k].resize(out_.issues[k].options.size());
    std::vector<Ratio> weight(out_.issues.size());
    Ratio sum;
    for (std::size_t k = 0; k < weights->keys.size(); ++k) {
      const auto issue = find_issue(source, weights->keys[k], weights->items[k]);
      const auto value = number(source, weights->items[k]);
      if (!issue || !value) continue;
      weight[*issue] = *value;
      sum += *value;
    }
    if (sum != Ratio(1)) {
      into.remarks.push_back(
          fmt::format("weights add up to {}, where GeniusWeb wants 1; they are read as they are",
                      sum.to_text()));
    }
    std::size_t missing = 0;
    for (std::size_t k = 0; k < utilities->keys.size() && errors_.size() < kMostErrors; ++k) {
      const auto issue = find_issue(source, utilities->keys[k], utilities->items[k]);
      if (issue) column(source, utilities->items[k], *issue, into.values[*issue], missing);
    }
    if (missing > 0)
      into.remarks.push_back(fmt::format("{} values without utility, so 0", missing));
    std::vector<std::string> without;
    for (std::size_t k = 0; k < out_.issues.size(); ++k) {
      const std::string& name = out_.issues[k].name.value;
      if (utilities->get(name) == nullptr || weights->get(name) == nullptr)
        without.push_back("'" + name + "'");
      for (Ratio& value : into.values[k]) value = value * weight[k];
    }
    if (!without.empty()) {
      into.remarks.push_back(
          fmt::format("no weight or no utilities, so 0: {}", fmt::join(without, ", ")));
    }
    no_deal(source, into);
  }

  void column(const Source& source, const JsonValue& from, std::size_t issue,
              std::vector<Ratio>& into, std::size_t& missing) {
    for (const char* key : {"discreteutils", "DiscreteValueSetUtilities"}) {
      const JsonValue* table = from.get(key);
      if (table == nullptr) continue;
      const JsonValue* values = needed(source, *table, "valueUtilities", Kind::kObject);
      if (values == nullptr) return;
      std::vector<char> seen(into.size(), 0);
      for (std::size_t k = 0; k < values->keys.size() && errors_.size() < kMostErrors; ++k) {
        const auto place = find_value(issue, values->keys[k], source.at(values->items[k]));
        const auto value = number(source, values->items[k]);
        if (!place || !value) continue;
        into[*place] = *value;
        seen[*place] = 1;
      }
      missing += static_cast<std::size_t>(std::count(seen.begin(), seen.end(), 0));
      return;
    }
    for (const char* key : {"numberutils", "NumberValueSetUtilities"}) {
      if (const JsonValue* line = from.get(key)) {
        straight(source, *line, issue, into);
        return;
      }
    }
    error(ErrorCode::kUnsupported, "these utilities are neither discrete nor of numbers",
          source.at(from), "known: discreteutils, numberutils");
  }
  void straight(const Source& source, const JsonValue& line, std::size_t issue,
                std::vector<Ratio>& into) {
    std::optional<Ratio> corner[4];
    const char* const keys[] = {"lowValue", "lowUtility", "highValue", "highUtility"};
    for (std::size_t k = 0; k < 4; ++k) {
      const JsonValue* value = line.get(keys[k]);
      if (value == nullptr) {
        error(ErrorCode::kMissingKey, fmt::format("'{}' is missing", keys[k]), source.at(line));
      } else {
        corner[k] = number(source, *value);
      }
      if (!corner[k]) return;
    }
    if (numbers_[issue].empty()) {
      error(ErrorCode::kModel,
            fmt::format("issue '{}' has values, and these utilities are for a range",
                        out_.issues[issue].name.value),
            source.at(line));
      return;
    }
    const Ratio wide = *corner[2] - *corner[0], tall = *corner[3] - *corner[1];
    for (std::size_t o = 0; o < into.size(); ++o) {
      into[o] = wide.is_zero() ? *corner[1]
                               : *corner[1] + tall * ((numbers_[issue][o] - *corner[0]) / wide);
    }
  }

  // The outcome that it names. One that leaves issues open is worth what the others are.
  void no_deal(const Source& source, domains::Profile& into) {
    const JsonValue* bid = source.profile->get("reservationBid");
    if (bid == nullptr || bid->is(Kind::kNull)) return;
    const JsonValue* values = needed(source, *bid, "issuevalues", Kind::kObject);
    if (values == nullptr) return;
    domains::Bid out(out_.issues.size(), -1);
    Ratio worth;
    for (std::size_t k = 0; k < values->keys.size(); ++k) {
      const auto issue = find_issue(source, values->keys[k], values->items[k]);
      if (!issue) continue;
      const Location where = source.at(values->items[k]);
      const auto place = find_value(*issue, label_of(values->items[k]), where);
      if (!place) continue;
      out[*issue] = static_cast<int>(*place);
      const auto rounded = into.values[*issue][*place].to_decimal();
      worth += rounded ? Ratio::of(*rounded) : Ratio();
    }
    if (std::find(out.begin(), out.end(), -1) == out.end()) {
      into.no_deal = std::move(out);
    } else {
      into.no_deal = worth;
      into.remarks.emplace_back("the reservation bid leaves issues open: its worth is kept");
    }
  }

  domains::Domain out_;
  std::vector<std::unordered_map<std::string, std::size_t>> places_;  // [issue]: label -> option
  std::vector<std::vector<Ratio>> numbers_;                           // [issue]: of a range
  std::unordered_map<std::string, std::size_t> issue_places_;
  Errors errors_;
};

Result<draft::Draft> read(const std::vector<SourceFile>& files) {
  std::vector<std::unique_ptr<Source>> sources;
  Errors errors;
  for (const SourceFile& file : files) {
    auto one = parse(file);
    if (one) {
      sources.push_back(std::move(*one));
    } else {
      errors.insert(errors.end(), one.error().begin(), one.error().end());
    }
  }
  if (!errors.empty()) return tl::unexpected(std::move(errors));
  const Source* domain = nullptr;
  std::vector<const Source*> profiles;
  for (const auto& source : sources) {
    if (source->profile != nullptr) {
      profiles.push_back(source.get());
    } else if (domain == nullptr) {
      domain = source.get();
    } else {
      return fail(ErrorCode::kModel, "this is a second domain", source->at(source->root),
                  fmt::format("the first is {}; behind it stand profiles", domain->file));
    }
  }
  if (profiles.empty()) {
    return fail(ErrorCode::kModel,
                "this is a domain: it says what can be agreed, not who wants what",
                domain == nullptr ? Location{} : domain->at(domain->root),
                "name the parties' profiles behind it");
  }
  return Reader().run(domain == nullptr ? *profiles.front() : *domain, profiles);
}

}  // namespace
}  // namespace geniusweb

Result<draft::Draft> read_geniusweb(const std::vector<SourceFile>& files, const ReadOptions&) {
  return geniusweb::read(files);
}
Result<draft::Draft> read_geniusweb(std::string text, std::string file) {
  return geniusweb::read({SourceFile{std::move(file), std::move(text)}});
}
PartLook look_geniusweb(std::string_view text) {
  const auto source = geniusweb::parse({"", std::string(text)});
  if (!source) return {};
  return {(*source)->profile == nullptr ? Part::kDomain : Part::kProfile, {}};
}

}  // namespace detente
