#include "format/genius/staircase.h"

#include <fmt/format.h>

#include <algorithm>

namespace detente::genius {

using domains::Weighed;

Event negated(const Event& event) {
  if (event.always()) return {"false"};
  if (event.never()) return {"true"};
  const bool bare = event.binding == Event::Binding::kAtom;
  return {bare ? "not " + event.text : "not (" + event.text + ")", Event::Binding::kNot};
}

Event joined(const std::vector<Event>& events, bool all) {
  const Event::Binding binding = all ? Event::Binding::kAnd : Event::Binding::kOr;
  std::vector<const Event*> kept;
  for (const Event& event : events) {
    if (all ? event.never() : event.always()) return event;
    if (all ? event.always() : event.never()) continue;
    const bool again = std::any_of(kept.begin(), kept.end(),
                                   [&](const Event* known) { return known->text == event.text; });
    if (!again) kept.push_back(&event);
  }
  if (kept.empty()) return {all ? "true" : "false"};
  if (kept.size() == 1) return *kept.front();
  std::string text;
  for (const Event* event : kept) {
    if (!text.empty()) text += all ? " and " : " or ";
    text += event->binding > binding ? "(" + event->text + ")" : event->text;
  }
  return {text, binding};
}

namespace {

constexpr std::size_t kMostText = 8U << 20U;  // bytes of formulas of one profile
constexpr std::size_t kMostValues = 64;       // of a sum inside a maximum or minimum
constexpr std::size_t kMostSteps = 4096;      // of a maximum or minimum

struct Step {
  Ratio value;  // what the function is at least worth where the event happens
  Event event;
};
struct Staircase {
  Ratio lowest;
  std::vector<Step> steps;  // values rise above `lowest`, events shrink

  Event at_least(const Ratio& value) const {
    if (value <= lowest) return {"true"};
    const auto step =
        std::find_if(steps.begin(), steps.end(), [&](const Step& s) { return s.value >= value; });
    return step == steps.end() ? Event{"false"} : step->event;
  }
  const Ratio& highest() const { return steps.empty() ? lowest : steps.back().value; }
};

class Layers {
 public:
  explicit Layers(const BoxEvent& event) : event_(event) {}

  Result<std::vector<Weighed>> run(const Ufun& ufun, const Ratio& divisor) {
    write(ufun, Ratio(1) / divisor);
    if (!errors_.empty()) return tl::unexpected(std::move(errors_));
    return std::move(out_);
  }

 private:
  bool failed() const { return !errors_.empty(); }
  void stop(ErrorCode code, std::string message, const Location& where, std::string hint = {}) {
    if (!failed()) errors_.push_back({code, std::move(message), where, std::move(hint), {}});
  }
  Ratio product(const Ratio& a, const Ratio& b, const Location& where) {
    const Ratio out = a * b;
    if (out > Ratio(Ratio::kLargest) || out < Ratio(-Ratio::kLargest))
      stop(ErrorCode::kRange, "this weight times those around it is too large", where);
    return out;
  }
  void add(const Event& event, const Ratio& weight, const Location& where) {
    text_ += event.text.size();
    if (text_ > kMostText) {
      stop(ErrorCode::kLimit, "the formulas of this profile would need more than 8 MiB", where,
           "a maximum of very many hyper-rectangles with different utilities is too much");
      return;
    }
    if (!event.never()) out_.push_back({event.text, weight, where});
  }

  void write(const Ufun& ufun, const Ratio& factor) {
    if (ufun.aggregation == Aggregation::kSum) {
      for (const Box& box : ufun.boxes) {
        if (failed()) return;
        add(event_(box, BoxUse::kFormula), product(box.weight, factor, box.where), box.where);
      }
      for (const Ufun& part : ufun.parts) write(part, product(part.weight, factor, part.where));
      return;
    }
    const Staircase stairs = scaled(staircase(ufun), factor);
    if (!stairs.lowest.is_zero()) add({"true"}, stairs.lowest, ufun.where);
    Ratio before = stairs.lowest;
    for (const Step& step : stairs.steps) {
      if (failed()) return;
      add(step.event, step.value - before, ufun.where);
      before = step.value;
    }
  }

  static Staircase scaled(const Staircase& from, const Ratio& factor) {
    if (factor.is_zero()) return {};
    Staircase out;
    if (factor > Ratio(0)) {
      out.lowest = from.lowest * factor;
      for (const Step& step : from.steps) out.steps.push_back({step.value * factor, step.event});
      return out;
    }
    out.lowest = from.highest() * factor;
    for (std::size_t k = from.steps.size(); k-- > 0;) {
      const Ratio& below = k == 0 ? from.lowest : from.steps[k - 1].value;
      out.steps.push_back({below * factor, negated(from.steps[k].event)});
    }
    return out;
  }

  Staircase staircase(const Ufun& ufun) {
    std::vector<Staircase> parts;
    for (const Box& box : ufun.boxes) {
      if (failed()) return {};
      Staircase one;
      one.steps.push_back({1, event_(box, BoxUse::kName)});
      parts.push_back(one.steps.front().event.always() ? Staircase{box.weight, {}}
                                                       : scaled(one, box.weight));
    }
    for (const Ufun& part : ufun.parts) {
      if (failed()) return {};
      const Staircase inner = staircase(part);
      if (inner.steps.size() > kMostSteps) return {};
      product(inner.highest(), part.weight, part.where);
      parts.push_back(scaled(inner, part.weight));
    }
    if (parts.empty()) return {};
    if (ufun.aggregation != Aggregation::kSum) return extreme(parts, ufun);
    Staircase out = parts.front();
    for (std::size_t k = 1; k < parts.size() && !failed(); ++k) out = sum(out, parts[k], ufun);
    return out;
  }

  Staircase extreme(const std::vector<Staircase>& parts, const Ufun& ufun) {
    const bool most = ufun.aggregation == Aggregation::kMax;
    Staircase out;
    out.lowest = parts.front().lowest;
    Ratio highest = parts.front().highest();
    std::vector<Ratio> values;
    for (const Staircase& part : parts) {
      if (most ? part.lowest > out.lowest : part.lowest < out.lowest) out.lowest = part.lowest;
      if (most ? part.highest() > highest : part.highest() < highest) highest = part.highest();
      values.push_back(part.lowest);
      for (const Step& step : part.steps) values.push_back(step.value);
    }
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    std::erase_if(values, [&](const Ratio& v) { return v <= out.lowest || v > highest; });
    if (values.size() > kMostSteps) {
      stop(ErrorCode::kLimit,
           fmt::format("a maximum or minimum takes more than {} values", kMostSteps), ufun.where);
      return {};
    }
    std::size_t text = 0;
    for (const Ratio& value : values) {
      std::vector<Event> events;
      events.reserve(parts.size());
      for (const Staircase& part : parts) events.push_back(part.at_least(value));
      out.steps.push_back({value, joined(events, !most)});
      text += out.steps.back().event.text.size();
      if (text > kMostText) {
        add({std::string(kMostText + 1, ' ')}, value, ufun.where);
        return {};
      }
    }
    return out;
  }

  Staircase sum(const Staircase& a, const Staircase& b, const Ufun& ufun) {
    std::vector<Ratio> values;
    const auto each = [](const Staircase& s) {
      std::vector<Ratio> out{s.lowest};
      for (const Step& step : s.steps) out.push_back(step.value);
      return out;
    };
    const std::vector<Ratio> of_a = each(a), of_b = each(b);
    if (of_a.size() * of_b.size() > kMostValues * 4) {
      stop(ErrorCode::kLimit,
           fmt::format("a sum inside a maximum or minimum takes more than {} values", kMostValues),
           ufun.where, "such nestings are read where they are small");
      return {};
    }
    for (const Ratio& x : of_a) {
      for (const Ratio& y : of_b) values.push_back(x + y);
    }
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    Staircase out;
    out.lowest = a.lowest + b.lowest;
    for (const Ratio& value : values) {
      if (value <= out.lowest) continue;
      std::vector<Event> ways;
      ways.reserve(of_a.size());
      for (const Ratio& x : of_a)
        ways.push_back(joined({a.at_least(x), b.at_least(value - x)}, true));
      out.steps.push_back({value, joined(ways, false)});
    }
    if (out.steps.size() > kMostValues)
      stop(ErrorCode::kLimit,
           fmt::format("a sum inside a maximum or minimum takes more than {} values", kMostValues),
           ufun.where, "such nestings are read where they are small");
    return out;
  }

  const BoxEvent& event_;
  std::vector<Weighed> out_;
  std::size_t text_ = 0;
  Errors errors_;
};

}  // namespace

Result<std::vector<Weighed>> weighed(const Ufun& ufun, const Ratio& divisor,
                                     const BoxEvent& event) {
  return Layers(event).run(ufun, divisor);
}

}  // namespace detente::genius
