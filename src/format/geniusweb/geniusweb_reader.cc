#include "format/geniusweb/geniusweb_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "format/domains/domain.h"
#include "format/geniusweb/geniusweb_file.h"
#include "format/geniusweb/geniusweb_issues.h"
#include "format/text.h"

namespace detente {
namespace geniusweb {
namespace {

using domains::Ratio;
using Kind = JsonValue::Kind;

class Reader {
 public:
  Result<draft::Draft> run(const Source& domain, const std::vector<const Source*>& profiles) {
    issues_.read(domain);
    if (!checker_.errors.empty()) return tl::unexpected(std::move(checker_.errors));
    const JsonValue* name = domain.domain->get("name");
    const bool named = name != nullptr && name->is(Kind::kText) && !name->text.empty();
    out_.title = {named ? name->text : title_of(domain.file), {domain.file, 1, 1}};
    for (const Source* source : profiles) {
      issues_.same_domain(*source);
      domains::Profile profile;
      profile.name = {title_of(source->file), source->at(*source->profile)};
      out_.profiles.push_back(std::move(profile));
    }
    domains::name_everything(out_);
    for (std::size_t p = 0; p < profiles.size() && checker_.errors.empty(); ++p)
      profile(*profiles[p], out_.profiles[p]);
    if (!checker_.errors.empty()) return tl::unexpected(std::move(checker_.errors));
    return domains::make_draft(out_);
  }

 private:
  void profile(const Source& source, domains::Profile& into) {
    const JsonValue& from = *source.profile;
    const JsonValue* weights = checker_.needed(source, from, "issueWeights", Kind::kObject);
    const JsonValue* utilities = checker_.needed(source, from, "issueUtilities", Kind::kObject);
    if (weights == nullptr || utilities == nullptr) return;
    into.values.resize(out_.issues.size());
    for (std::size_t k = 0; k < out_.issues.size(); ++k)
      into.values[k].resize(out_.issues[k].options.size());
    std::vector<Ratio> weight(out_.issues.size());
    Ratio sum;
    for (std::size_t k = 0; k < weights->keys.size(); ++k) {
      const auto issue = issues_.find_issue(source, weights->keys[k], weights->items[k]);
      const auto value = checker_.number(source, weights->items[k]);
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
    for (std::size_t k = 0; k < utilities->keys.size() && !checker_.full(); ++k) {
      const auto issue = issues_.find_issue(source, utilities->keys[k], utilities->items[k]);
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
      const JsonValue* values = checker_.needed(source, *table, "valueUtilities", Kind::kObject);
      if (values == nullptr) return;
      std::vector<char> seen(into.size(), 0);
      for (std::size_t k = 0; k < values->keys.size() && !checker_.full(); ++k) {
        const auto place = issues_.find_value(issue, values->keys[k], source.at(values->items[k]));
        const auto value = checker_.number(source, values->items[k]);
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
    checker_.error(ErrorCode::kUnsupported, "these utilities are neither discrete nor of numbers",
                   source.at(from), "known: discreteutils, numberutils");
  }
  void straight(const Source& source, const JsonValue& line, std::size_t issue,
                std::vector<Ratio>& into) {
    std::optional<Ratio> corner[4];
    const char* const keys[] = {"lowValue", "lowUtility", "highValue", "highUtility"};
    for (std::size_t k = 0; k < 4; ++k) {
      const JsonValue* value = line.get(keys[k]);
      if (value == nullptr) {
        checker_.error(ErrorCode::kMissingKey, fmt::format("'{}' is missing", keys[k]),
                       source.at(line));
      } else {
        corner[k] = checker_.number(source, *value);
      }
      if (!corner[k]) return;
    }
    if (issues_.numbers(issue).empty()) {
      checker_.error(ErrorCode::kModel,
                     fmt::format("issue '{}' has values, and these utilities are for a range",
                                 out_.issues[issue].name.value),
                     source.at(line));
      return;
    }
    const Ratio wide = *corner[2] - *corner[0], tall = *corner[3] - *corner[1];
    for (std::size_t o = 0; o < into.size(); ++o) {
      into[o] = wide.is_zero()
                    ? *corner[1]
                    : *corner[1] + tall * ((issues_.numbers(issue)[o] - *corner[0]) / wide);
    }
  }

  // The outcome that it names. One that leaves issues open is worth what the others are.
  void no_deal(const Source& source, domains::Profile& into) {
    const JsonValue* bid = source.profile->get("reservationBid");
    if (bid == nullptr || bid->is(Kind::kNull)) return;
    const JsonValue* values = checker_.needed(source, *bid, "issuevalues", Kind::kObject);
    if (values == nullptr) return;
    domains::Bid out(out_.issues.size(), -1);
    Ratio worth;
    for (std::size_t k = 0; k < values->keys.size(); ++k) {
      const auto issue = issues_.find_issue(source, values->keys[k], values->items[k]);
      if (!issue) continue;
      const Location where = source.at(values->items[k]);
      const auto place = issues_.find_value(*issue, label_of(values->items[k]), where);
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
  Checker checker_;
  Issues issues_{out_, checker_};
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
  if (!source) {  // every profile, of whatever type, has its domain in it
    const bool ours = text.find("\"issuesValues\"") != std::string_view::npos;
    return {ours ? Part::kBroken : Part::kNone, {}};
  }
  return {(*source)->profile == nullptr ? Part::kDomain : Part::kProfile, {}};
}

}  // namespace detente
