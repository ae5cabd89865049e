#include "analysis/claims/query.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "analysis/claims/query_cursor.h"
#include "analysis/readiness/ladder.h"
#include "dispute/asked_formula.h"

namespace detente {
namespace {

constexpr std::string_view kFunctions[] = {"accepts", "never_accepts", "prefers",    "possible",
                                           "rung",    "ready",         "stopped_by", "breaks",
                                           "lifts",   "threshold"};

class Parser : private QueryCursor {
 public:
  Parser(std::string_view text, const Location& where, const Dispute& dispute)
      : QueryCursor(text, where), dispute_(dispute) {}

  Query parse() {
    Query query = parse_or();
    skip();
    if (at_ < text_.size())
      stop(at_, fmt::format("expected 'and', 'or' or the end, found '{}'", word_or_sign()));
    return query;
  }

 private:
  Query join(Query::Kind kind, std::vector<Query> parts) {
    if (parts.size() == 1) return std::move(parts.front());
    Query out;
    out.kind = kind;
    out.parts = std::move(parts);
    return out;
  }
  Query parse_or() {
    std::vector<Query> parts{parse_and()};
    while (peek_name() == "or") {
      at_ += 2;
      parts.push_back(parse_and());
    }
    return join(Query::Kind::kOr, std::move(parts));
  }
  Query parse_and() {
    std::vector<Query> parts{parse_not()};
    while (peek_name() == "and") {
      at_ += 3;
      parts.push_back(parse_not());
    }
    return join(Query::Kind::kAnd, std::move(parts));
  }
  Query parse_not() {
    if (++depth_ > kDeepestFormula)
      stop(at_, fmt::format("query is nested more than {} deep", kDeepestFormula));
    Query out;
    if (peek_name() == "not") {
      at_ += 3;
      out.kind = Query::Kind::kNot;
      out.parts.push_back(parse_not());
    } else if (take('(')) {
      out = parse_or();
      expect(')');
    } else {
      out = parse_function();
    }
    --depth_;
    return out;
  }

  Query parse_function() {
    skip();
    const std::size_t start = at_;
    const std::string_view name = take_name("a function");
    const auto known = std::find(std::begin(kFunctions), std::end(kFunctions), name);
    if (known == std::end(kFunctions)) {
      const std::vector<std::string> all(std::begin(kFunctions), std::end(kFunctions));
      const std::string near = nearest_name(name, all);
      stop(start, fmt::format("unknown function '{}'", name),
           near.empty() ? fmt::format("functions: {}", fmt::join(all, ", "))
                        : "did you mean '" + near + "'?",
           ErrorCode::kUnknownName);
    }
    expect('(');
    Query out;
    if (name == "accepts" || name == "never_accepts") {
      out.kind = name == "accepts" ? Query::Kind::kAccepts : Query::Kind::kNeverAccepts;
      out.party = party();
      expect(',');
      out.first = formula();
    } else if (name == "prefers") {
      out.kind = Query::Kind::kPrefers;
      out.party = party();
      expect(',');
      out.first = formula();
      expect(',');
      out.second = formula();
    } else if (name == "possible") {
      out.kind = Query::Kind::kPossible;
      out.first = formula();
    } else if (name == "breaks") {
      out.kind = Query::Kind::kBreaks;
      mover(out);
      expect(',');
      out.first = formula();
    } else if (name == "rung" || name == "ready") {
      out.kind = name == "rung" ? Query::Kind::kRung : Query::Kind::kIsReady;
      out.case_index = one_case();
    } else if (name == "stopped_by") {
      out.kind = Query::Kind::kStoppedBy;
      out.who = stopper();
      expect(',');
      out.case_index = one_case();
    } else if (name == "lifts") {
      out.kind = Query::Kind::kLifts;
      removal(out);
      expect(',');
      out.case_index = one_case();
    } else {
      out.kind = Query::Kind::kThreshold;
      out.factor = factor();
      expect(',');
      out.case_index = one_case();
    }
    expect(')');
    if (out.kind == Query::Kind::kRung || out.kind == Query::Kind::kThreshold) comparison(out);
    return out;
  }

  template <class Rows>
  int find(const Rows& rows, std::string_view name, std::string_view kind, std::size_t start) {
    std::vector<std::string> known;
    for (std::size_t k = 0; k < rows.size(); ++k) {
      if (rows[k].id == name) return static_cast<int>(k);
      known.push_back(rows[k].id);
    }
    unknown(kind, name, known, start);
  }
  [[noreturn]] void unknown(std::string_view kind, std::string_view name,
                            const std::vector<std::string>& known, std::size_t start) const {
    const std::string near = nearest_name(name, known);
    stop(start, fmt::format("unknown {} '{}'", kind, name),
         near.empty() ? "" : "did you mean '" + near + "'?", ErrorCode::kUnknownName);
  }
  int party() {
    skip();
    const std::size_t start = at_;
    return find(dispute_->parties, take_name("a party"), "party", start);
  }
  int one_case() {
    skip();
    const std::size_t start = at_;
    return find(dispute_->cases, take_name("a case"), "case", start);
  }
  int factor() {
    skip();
    const std::size_t start = at_;
    return find(dispute_->factors, take_name("a factor"), "factor", start);
  }
  void mover(Query& out) {
    skip();
    const std::size_t start = at_;
    out.who = take_name("a party or a coalition");
    if (const int p = dispute_.find_party(out.who); p >= 0) {
      out.members = party_bit(p);
      return;
    }
    for (const Coalition& coalition : dispute_->coalitions) {
      if (coalition.id == out.who) out.members = coalition.members;
    }
    if (out.members == 0) unknown("party or coalition", out.who, party_ids(), start);
  }
  std::vector<std::string> party_ids() const {
    std::vector<std::string> out;
    for (const Party& one : dispute_->parties) out.push_back(one.id);
    return out;
  }
  std::vector<std::string> all_ids() const {
    std::vector<std::string> out = party_ids();
    for (const Toggle& toggle : dispute_->toggles) out.push_back(toggle.id);
    return out;
  }
  std::string stopper() {
    skip();
    const std::size_t start = at_;
    std::string name(take_name("a party, a ratifier or a statement"));
    const auto known = all_ids();
    if (std::find(known.begin(), known.end(), name) == known.end())
      unknown("party, ratifier or statement", name, known, start);
    return name;
  }
  void removal(Query& out) {
    const bool several = take('{');
    do {
      skip();
      const std::size_t start = at_;
      const std::string_view name = take_name("an id");
      if (const int toggle = dispute_.find_toggle(name); toggle >= 0) {
        out.toggles.push_back(toggle);
      } else if (const int p = dispute_.find_party(name); p >= 0) {
        if ((dispute_.negotiators() & party_bit(p)) != 0)
          stop(start, fmt::format("party '{}' cannot be removed: the question is about it", name));
        out.parties |= party_bit(p);
      } else {
        unknown("id", name, all_ids(), start);
      }
    } while (several && take(','));
    if (several) expect('}');
  }

  // A formula ends at the next comma or closing parenthesis that is not inside brackets.
  Formula formula() {
    skip();
    const std::size_t start = at_;
    int depth = 0;
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '(' || c == '{') ++depth;
      if (depth == 0 && (c == ',' || c == ')')) break;
      if (c == ')' || c == '}') --depth;
    }
    auto parsed = parse_asked_formula(text_.substr(start, at_ - start), place(start), dispute_);
    if (!parsed) throw QueryStop{parsed.error()};
    return std::move(*parsed);
  }

  void comparison(Query& out) {
    skip();
    static constexpr struct {
      std::string_view sign;
      Relation relation;
    } kSigns[] = {{">=", Relation::kGreaterEqual}, {"<=", Relation::kLessEqual},
                  {"!=", Relation::kNotEqual},     {">", Relation::kGreater},
                  {"<", Relation::kLess},          {"=", Relation::kEqual}};
    const auto* sign = std::find_if(std::begin(kSigns), std::end(kSigns), [&](const auto& row) {
      return text_.substr(at_, row.sign.size()) == row.sign;
    });
    if (sign == std::end(kSigns))
      stop(at_, fmt::format("expected a comparison (>= > < <= = !=), found '{}'", word_or_sign()));
    at_ += sign->sign.size();
    out.relation = sign->relation;
    skip();
    const std::size_t start = at_;
    if (out.kind == Query::Kind::kThreshold) {
      const char* const end = text_.data() + text_.size();
      const auto parsed = std::from_chars(text_.data() + at_, end, out.number);
      const bool runs_on = parsed.ptr != end && in_name(*parsed.ptr);
      if (parsed.ec != std::errc() || runs_on || !std::isfinite(out.number))
        stop(start, fmt::format("expected a number, found '{}'", word_or_sign()));
      at_ = static_cast<std::size_t>(parsed.ptr - text_.data());
      return;
    }
    const std::string_view name = take_name("a rung");
    if (name == "rung") {
      expect('(');
      out.other_case = one_case();
      expect(')');
      return;
    }
    std::vector<std::string> known;
    for (int v = 0; v <= kRungs; ++v) known.emplace_back(verdict_name(v));
    const auto it = std::find(known.begin(), known.end(), name);
    if (it == known.end()) unknown("rung", name, known, start);
    out.rung = static_cast<int>(it - known.begin());
  }

  const Dispute& dispute_;
  int depth_ = 0;
};

}  // namespace

Result<Query> parse_query(std::string_view text, const Location& where, const Dispute& dispute) {
  try {
    return Parser(text, where, dispute).parse();
  } catch (QueryStop& stop) {
    return tl::unexpected(std::move(stop.errors));
  }
}

}  // namespace detente
