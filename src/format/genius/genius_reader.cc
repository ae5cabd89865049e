#include "format/genius/genius_reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "format/genius/box_event.h"
#include "format/genius/genius_file.h"
#include "format/genius/plan.h"
#include "format/genius/readings.h"
#include "format/genius/staircase.h"
#include "format/genius/weights.h"
#include "format/text.h"

namespace detente {
namespace genius {
namespace {

class Reader {
 public:
  Reader(const File& domain, std::vector<const File*> profiles, const ReadOptions& options)
      : domain_(domain), plan_(domain, std::move(profiles)), reading_(options.compat) {}

  Result<draft::Draft> run() {
    auto made = plan_.make();
    if (!made) return tl::unexpected(std::move(made.error()));
    out_ = std::move(*made);
    const std::string plain = title_of(domain_.file);
    const bool named = domain_.name.find_first_not_of(" \t\r\n") != std::string::npos &&
                       domain_.name != "root" && domain_.name != "any";
    out_.title = {named ? domain_.name : plain, {domain_.file, 1, 1}};
    for (const Matched& matched : plan_.matched()) {
      domains::Profile profile;
      profile.name = {title_of(matched.file->file), matched.file->where};
      out_.profiles.push_back(std::move(profile));
    }
    IdMaker ids = domains::name_everything(out_);
    for (std::size_t p = 0; p < out_.profiles.size() && errors_.size() < 100; ++p) {
      const Matched& matched = plan_.matched()[p];
      no_deal(*matched.file, out_.profiles[p]);
      if (matched.file->ufun) {
        boxes(*matched.file, ids, out_.profiles[p]);
      } else {
        additive(matched, out_.profiles[p]);
      }
      remark_ignored(*matched.file, out_.profiles[p].remarks);
    }
    if (domain_.is_domain) remark_ignored(domain_, out_.remarks);
    if (!errors_.empty()) return tl::unexpected(std::move(errors_));
    return domains::make_draft(out_);
  }

 private:
  void error(ErrorCode code, std::string message, const Location& where, std::string hint = {}) {
    errors_.push_back({code, std::move(message), where, std::move(hint), {}});
  }
  static void remark_ignored(const File& file, std::vector<std::string>& into) {
    if (file.ignored.empty()) return;
    into.push_back(fmt::format("not read: {}", fmt::join(file.ignored, ", ")));
  }

  static void no_deal(const File& file, domains::Profile& into) {
    into.no_deal = file.reservation.value_or(Ratio());
    if (!file.discount) return;
    if (*file.discount > Ratio(0) && *file.discount < Ratio(1)) {
      into.discount = file.discount;
      into.remarks.push_back(fmt::format(
          "GENIUS multiplies utilities by {}^t, t from 0 to 1 being the share of the time used",
          file.discount->to_text()));
    }
  }

  void additive(const Matched& matched, domains::Profile& into) {
    const auto weights = weights_of(matched, plan_, reading_, into.remarks);
    if (!weights) {
      errors_.insert(errors_.end(), weights.error().begin(), weights.error().end());
      return;
    }
    std::size_t missing = 0;
    for (std::size_t k = 0; k < matched.issues.size(); ++k) {
      std::vector<Ratio> column = matched.issues[k]->kind == IssueKind::kDiscrete
                                      ? evaluations(k, *matched.issues[k], missing)
                                      : numbers(k, *matched.issues[k]);
      for (Ratio& value : column) {
        value = value * weights->of_issues[k];
        if (k == 0) value += weights->constant;
      }
      into.values.push_back(std::move(column));
      remark_range(k, *matched.issues[k], into);
    }
    remark_no_deal(into);
    if (missing > 0) {
      into.remarks.push_back(
          fmt::format("{} value{} without evaluation, so 0", missing, missing == 1 ? "" : "s"));
    }
  }
  static void remark_no_deal(domains::Profile& into) {
    Ratio most;
    for (const auto& column : into.values) most += *std::max_element(column.begin(), column.end());
    const Ratio* no_deal = std::get_if<Ratio>(&into.no_deal);
    if (no_deal == nullptr || *no_deal <= most) return;
    into.remarks.push_back(
        fmt::format("the reservation value {} is above every agreement, of which the best is worth "
                    "{}: is it on another scale?",
                    no_deal->to_text(), most.to_text()));
  }
  // GENIUS too takes the outcomes from the domain.
  void remark_range(std::size_t k, const FileIssue& issue, domains::Profile& into) const {
    const FileIssue& there = *plan_.issues()[k].from;
    const bool same =
        (!issue.low || issue.low == there.low) && (!issue.high || issue.high == there.high);
    if (same || there.kind == IssueKind::kDiscrete) return;
    into.remarks.push_back(
        fmt::format("issue '{}' has another range here than in the domain, whose range counts",
                    issue.name.value));
  }
  std::vector<Ratio> evaluations(std::size_t k, const FileIssue& issue, std::size_t& missing) {
    const PlanIssue& plan = plan_.issues()[k];
    const std::size_t options = out_.issues[k].options.size();
    std::vector<std::optional<Ratio>> found(options);
    for (const Item& item : issue.items) {
      const auto place = plan.find(item.label.value);
      if (!place) {
        std::vector<std::string> labels;
        for (const domains::Option& option : out_.issues[k].options)
          labels.push_back(option.label.value);
        const std::string near = nearest_name(item.label.value, labels);
        error(ErrorCode::kUnknownName,
              fmt::format("issue '{}' of the domain has no value '{}'", issue.name.value,
                          item.label.value),
              item.label.where,
              near.empty() ? fmt::format("the domain is {}", domain_.file)
                           : "did you mean '" + near + "'?");
        if (errors_.size() >= 100) break;
      } else if (item.evaluation) {
        found[*place] = item.evaluation;  // of a label that comes again the last one counts
      }
    }
    std::vector<Ratio> out;
    Ratio most;
    for (const auto& value : found) {
      if (!value) ++missing;
      out.push_back(value.value_or(Ratio()));
      most = std::max(most, out.back());
    }
    if (!reading_.divide_values) return out;
    if (reading_.round_evaluations) {
      most = most.rounded_to_whole();
      if (most > Ratio(1)) {
        for (Ratio& value : out) value = value.rounded_to_whole() / most;
      }
    } else if (most > Ratio(1)) {
      for (Ratio& value : out) value = value / most;
    }
    return out;
  }
  std::vector<Ratio> numbers(std::size_t k, const FileIssue& issue) const {
    std::vector<Ratio> out;
    Evaluator evaluator = issue.evaluator.value_or(Evaluator());
    evaluator.cut = !reading_.plain_lines;
    if (issue.kind == IssueKind::kInteger && !reading_.plain_lines)
      evaluator.origin = issue.low.value_or(plan_.issues()[k].from->low.value_or(Ratio()));
    for (const Ratio& value : plan_.issues()[k].numbers) out.push_back(evaluator.at(value));
    return out;
  }

  void boxes(const File& file, IdMaker& ids, domains::Profile& into) {
    Ratio most = 1;
    if (reading_.use_maximum) {
      if (!file.max_utility) {
        error(ErrorCode::kMissingKey, "<utility> has no 'maxutility'", file.ufun->where,
              "utilities are divided by it; --compat negmas reads them as they are");
        return;
      }
      if (*file.max_utility <= Ratio(0)) {
        error(ErrorCode::kRange,
              fmt::format("maxutility must be above 0, not {}", file.max_utility->to_text()),
              file.ufun->where,
              "utilities are divided by it; --compat negmas reads them as they are");
        return;
      }
      most = *file.max_utility;
    }
    std::size_t number = 0;
    const BoxEvent event = [&](const Box& box, BoxUse use) {
      Event inside = box_event(box, plan_, out_, reading_);
      if (use == BoxUse::kFormula || inside.always() || inside.never()) return inside;
      ++number;
      const std::string id = ids.make(fmt::format("{}_box_{}", into.id, number), "box", number);
      out_.propositions.push_back({{id, box.where}, {std::move(inside.text), box.where}});
      return Event{id};
    };
    auto statements = weighed(*file.ufun, most, event);
    if (!statements) {
      errors_.insert(errors_.end(), statements.error().begin(), statements.error().end());
      return;
    }
    into.statements = std::move(*statements);
    if (file.ufun->weight != Ratio(1)) {
      into.remarks.push_back(
          fmt::format("the outermost function's weight {} does not count, as in GENIUS",
                      file.ufun->weight.to_text()));
    }
  }
  const File& domain_;
  Plan plan_;
  Reading reading_;
  domains::Domain out_;
  Errors errors_;
};

Result<draft::Draft> read(const std::vector<SourceFile>& files, const ReadOptions& options) {
  std::vector<File> parsed;
  Errors errors;
  for (const SourceFile& source : files) {
    auto one = parse_file(source.text, source.file);
    if (one) {
      parsed.push_back(std::move(*one));
    } else {
      errors.insert(errors.end(), one.error().begin(), one.error().end());
    }
  }
  if (!errors.empty()) return tl::unexpected(std::move(errors));
  const File* domain = nullptr;
  std::vector<const File*> profiles;
  for (const File& file : parsed) {
    if (!file.is_domain) {
      profiles.push_back(&file);
    } else if (domain == nullptr) {
      domain = &file;
    } else {
      return fail(ErrorCode::kModel, "this is a second domain", file.where,
                  fmt::format("the first is {}; behind it stand profiles", domain->file));
    }
  }
  if (profiles.empty()) {
    return fail(
        ErrorCode::kModel, "this is a domain: it says what can be agreed, not who wants what",
        domain == nullptr ? Location{} : domain->where, "name the parties' profiles behind it");
  }
  if (domain == nullptr) domain = profiles.front();
  return Reader(*domain, std::move(profiles), options).run();
}

// Is the first element one of ours, whatever follows?
bool begins_as_part(std::string_view text) {
  for (;;) {
    text.remove_prefix(std::min(text.find('<'), text.size()));
    const std::string_view end = text.starts_with("<?")     ? "?>"
                                 : text.starts_with("<!--") ? "-->"
                                                            : "";
    if (end.empty()) break;
    text.remove_prefix(std::min(text.find(end), text.size()));
  }
  return text.starts_with("<negotiation_template") || text.starts_with("<utility_space");
}

}  // namespace
}  // namespace genius

Result<draft::Draft> read_genius(const std::vector<SourceFile>& files, const ReadOptions& options) {
  return genius::read(files, options);
}

Result<draft::Draft> read_genius(std::string text, std::string file) {
  return read_genius({SourceFile{std::move(file), std::move(text)}}, {});
}

PartLook look_genius(std::string_view text) {
  const auto file = genius::parse_file(std::string(text), "");
  if (!file) return {genius::begins_as_part(text) ? Part::kBroken : Part::kNone, {}};
  return {file->is_domain ? Part::kDomain : Part::kProfile, file->profiles};
}

}  // namespace detente
