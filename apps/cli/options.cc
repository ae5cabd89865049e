#include "cli/options.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <iostream>

#include "analysis/claims/claims.h"
#include "cli/casebook.h"
#include "cli/say_changes.h"
#include "dispute/asked_formula.h"
#include "format/registry.h"

namespace detente::cli {

void add_file(CLI::App& command, Options& options) {
  command
      .add_option("file", options.file,
                  "a dispute file, the id of a dispute in the casebook, or a GENIUS or GeniusWeb "
                  "domain, profile or folder of them")
      ->required();
  command.add_option("profiles", options.profiles,
                     "the parties' profiles, behind a domain or a first profile");
  add_compat(command, options);
}
void add_compat(CLI::App& command, Options& options) {
  command
      .add_option("--compat", options.compat,
                  "read GENIUS files as that program does (docs/formats/genius.md)")
      ->check(CLI::IsMember({"none", "genius", "negmas"}));
}
void add_changes(CLI::App& command, Options& options) {
  command
      .add_option("--case", options.cases,
                  "answer this case (again for more; default: all, 'now' first)")
      ->allow_extra_args(false);
  command.add_option("--set", options.set, "factor=value, in every case")->allow_extra_args(false);
  command.add_option("--without", options.without, "remove a third party")->allow_extra_args(false);
  command
      .add_option("--on", options.on,
                  "switch on an issue, statement, rule, order constraint, ratifier or coalition")
      ->allow_extra_args(false);
  command.add_option("--off", options.off, "switch one off")->allow_extra_args(false);
  command.add_option("--compromise", options.compromise,
                     "another formula for what counts as a compromise");
}
void add_output(CLI::App& command, Options& options, const std::vector<std::string>& formats) {
  command.add_option("--format", options.format, fmt::format("{}", fmt::join(formats, ", ")))
      ->check(CLI::IsMember(formats));
  command.add_flag("--no-color", options.no_colour, "no colours, also on a terminal");
}
void add_most_outcomes(CLI::App& command, Options& options) {
  command.add_option("--max-outcomes", options.most_outcomes, "refuse disputes with more outcomes")
      ->check(CLI::Range(std::uint64_t{1}, kMostOutcomesEver));
}
void add_limits(CLI::App& command, Options& options) {
  command
      .add_option("--threads", options.threads,
                  "at most so many threads (default: all processors); the answer is the same")
      ->check(CLI::Range(0, 1024));
  add_most_outcomes(command, options);
  command
      .add_option("--work-limit", options.work_limit,
                  "stop after so many visits to outcomes, with what is proved by then")
      ->check(CLI::PositiveNumber);
}

int report(const Errors& errors) {
  for (const Error& error : errors) std::cerr << format_error(error);
  return kBadInput;
}

namespace {

// What readers of other tools' files left out or changed. In our own files notes are the user's.
void print_notes(const Dispute& dispute) {
  const Format* format = format_of_ending(dispute->file);
  if (format == nullptr || format->look == nullptr) return;
  const auto print = [](const std::string& file, const std::string& note) {
    if (!note.empty()) std::cerr << fmt::format("{}: note: {}\n", file, note);
  };
  print(dispute->file, dispute->note);
  for (const Party& party : dispute->parties) print(party.remarks.where.file, party.remarks.note);
}

}  // namespace

std::optional<Dispute> load(const Options& options) {
  std::vector<std::string> paths{resolve_file(options.file)};
  paths.insert(paths.end(), options.profiles.begin(), options.profiles.end());
  ReadOptions reading;
  if (options.compat == "genius") reading.compat = Compat::kGenius;
  if (options.compat == "negmas") reading.compat = Compat::kNegmas;
  auto dispute = load_dispute(paths, reading);
  if (dispute) {
    if (const Errors errors = check_queries(*dispute); !errors.empty()) {
      report(errors);
      return std::nullopt;
    }
    print_notes(*dispute);
    return std::move(*dispute);
  }
  Errors errors = dispute.error();
  if (errors.front().code == ErrorCode::kIo && options.file.find('/') == std::string::npos) {
    const std::string near = nearest_name(options.file, casebook_ids());
    if (!near.empty()) errors.front().hint = "did you mean '" + near + "' of the casebook?";
  }
  report(errors);
  return std::nullopt;
}

std::optional<Dispute> load_with_ladder(const Options& options) {
  auto dispute = load(options);
  if (!dispute) return std::nullopt;
  if (!dispute->asks()) {
    report({Error{ErrorCode::kMissingKey,
                  "the file asks no question, so there is no ladder to climb",
                  {(*dispute)->file, 0, 0},
                  "add [question] with of, with and compromise",
                  {}}});
    return std::nullopt;
  }
  if (!dispute->has_ladder()) {
    report({Error{ErrorCode::kLimit,
                  fmt::format("a graph of {} outcomes is too large for the ladder",
                              (*dispute)->issues.front().options.size()),
                  {(*dispute)->file, 0, 0},
                  fmt::format("at most {}; as [issues] with who controls them it may have more",
                              Graph::kMostOfLadder),
                  {}}});
    return std::nullopt;
  }
  return dispute;
}

void print_document(const Document& answer, const Options& options) {
  Document document = answer;
  say_changes(document, options);
  if (options.format == "md") std::cout << render_markdown(document);
  if (options.format == "csv") std::cout << render_csv(document);
  if (options.format == "text")
    std::cout << render_text(document, {terminal_width(), colour_wanted(options)});
}

namespace {

Error unknown(const std::string& option, const std::string& kind, const std::string& name,
              const std::vector<std::string>& known) {
  const std::string near = nearest_name(name, known);
  return {ErrorCode::kUnknownName,
          fmt::format("{} names no {}: '{}'", option, kind, name),
          {},
          near.empty() ? fmt::format("known: {}", fmt::join(known, ", "))
                       : "did you mean '" + near + "'?",
          {}};
}

template <class Rows>
std::vector<std::string> ids_of(const Rows& rows) {
  std::vector<std::string> out;
  out.reserve(rows.size());
  for (const auto& row : rows) out.push_back(row.id);
  return out;
}

void add_set(const Dispute& dispute, const std::string& text, Changes& changes, Errors& errors) {
  const std::size_t sign = text.find('=');
  const std::string name = text.substr(0, sign);
  const int factor = dispute.find_factor(name);
  if (factor < 0) {
    errors.push_back(unknown("--set", "factor", name, ids_of(dispute->factors)));
    return;
  }
  double value = 0;
  const char* const from =
      sign == std::string::npos ? text.data() + text.size() : text.data() + sign + 1;
  const char* const to = text.data() + text.size();
  const auto parsed = std::from_chars(from, to, value);
  if (parsed.ec != std::errc() || parsed.ptr != to || from == to) {
    errors.push_back({ErrorCode::kRange,
                      fmt::format("--set {} gives no number", text),
                      {},
                      "as in --set " + name + "=0.5",
                      {}});
    return;
  }
  changes.set.emplace_back(factor, value);
}

}  // namespace

Result<Changes> changes_of(const Dispute& dispute, const Options& options) {
  Changes changes;
  Errors errors;
  for (const std::string& text : options.set) add_set(dispute, text, changes, errors);
  for (const std::string& name : options.without) {
    const int party = dispute.find_party(name);
    if (party < 0) {
      errors.push_back(unknown("--without", "party", name, ids_of(dispute->parties)));
    } else {
      changes.without |= party_bit(party);
    }
  }
  for (const auto& [names, on] :
       {std::make_pair(&options.on, true), std::make_pair(&options.off, false)}) {
    for (const std::string& name : *names) {
      const int toggle = dispute.find_toggle(name);
      if (toggle < 0) {
        errors.push_back(unknown(on ? "--on" : "--off", "id", name, ids_of(dispute->toggles)));
      } else {
        changes.toggles.emplace_back(toggle, on);
      }
    }
  }
  if (!options.compromise.empty()) {
    auto formula = parse_asked_formula(options.compromise, {"--compromise", 1, 1}, dispute);
    if (formula) {
      changes.compromise = std::move(*formula);
    } else {
      Errors found = formula.error();
      for (Error& error : found) error.line_text = options.compromise;
      errors.insert(errors.end(), found.begin(), found.end());
    }
  }
  const Errors more = check_changes(dispute, changes);
  errors.insert(errors.end(), more.begin(), more.end());
  if (!errors.empty()) return tl::unexpected(std::move(errors));
  return changes;
}

Result<std::vector<int>> cases_of(const Dispute& dispute, const Options& options) {
  std::vector<int> out;
  Errors errors;
  for (const std::string& name : options.cases) {
    const int index = dispute.find_case(name);
    if (index < 0) {
      errors.push_back(unknown("--case", "case", name, ids_of(dispute->cases)));
    } else if (std::find(out.begin(), out.end(), index) == out.end()) {
      out.push_back(index);
    }
  }
  if (!errors.empty()) return tl::unexpected(std::move(errors));
  if (options.cases.empty()) {
    for (int c = 0; c < static_cast<int>(dispute->cases.size()); ++c) out.push_back(c);
  }
  return out;
}

bool colour_wanted(const Options& options) {
  const char* const no_colour = std::getenv("NO_COLOR");
  return !options.no_colour && (no_colour == nullptr || *no_colour == '\0') &&
         isatty(STDOUT_FILENO) != 0;
}

int terminal_width() {
  winsize size{};
  if (isatty(STDOUT_FILENO) != 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 &&
      size.ws_col >= 40) {
    return std::min<int>(size.ws_col, 120);
  }
  return 80;
}

double seconds_now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

Progress::Progress(bool always)
    : terminal_(isatty(STDERR_FILENO) != 0), always_(always), start_(seconds_now()) {}
Progress::~Progress() {
  if (shown_ && terminal_) std::cerr << "\r\x1b[K" << std::flush;
}
void Progress::show(const std::string& what, double share) {
  say(fmt::format("{} {:.0f}%", what, share * 100));
}
void Progress::show_with_time(const std::string& what, double share) {
  if (what != timed_) left_ = {};
  timed_ = what;
  const auto left = left_.after(seconds_now(), share);
  const std::string line = fmt::format("{} {:.0f}%", what, share * 100);
  say(left ? fmt::format("{}, {} left", line, duration_in_words(*left)) : line);
}
void Progress::say(const std::string& line) {
  const double now = seconds_now(), pause = terminal_ ? 0.1 : 1;
  if (!(terminal_ || always_) || now - start_ < 1 || now - last_ < pause) return;
  last_ = now;
  shown_ = true;
  if (terminal_) {
    std::cerr << "\r\x1b[K" << line << std::flush;
  } else {
    std::cerr << line << std::endl;
  }
}

namespace {

std::atomic<Budget*> interrupted_budget{nullptr};

extern "C" void on_interrupt(int) {
  if (Budget* const budget = interrupted_budget.load()) budget->cancel();
}

}  // namespace

CancelOnInterrupt::CancelOnInterrupt(Budget& budget) {
  interrupted_budget = &budget;
  std::signal(SIGINT, on_interrupt);
}
CancelOnInterrupt::~CancelOnInterrupt() {
  std::signal(SIGINT, SIG_DFL);
  interrupted_budget = nullptr;
}

}  // namespace detente::cli
