// How long a piece of work will go on, from how fast it went of late.
#ifndef DETENTE_APPS_CLI_TIME_LEFT_H_
#define DETENTE_APPS_CLI_TIME_LEFT_H_

#include <deque>
#include <optional>
#include <string>
#include <utility>

namespace detente::cli {

// The last ten seconds count: a run that is gone on with begins with worlds that cost nothing.
class TimeLeft {
 public:
  // At this time (in seconds) this share is done. Nothing before a second of work has been seen.
  std::optional<double> after(double now, double share);

 private:
  std::deque<std::pair<double, double>> seen_;  // time, share
};

// "40 s", "3 min", "2 h 5 min"
std::string duration_in_words(double seconds);

}  // namespace detente::cli

#endif  // DETENTE_APPS_CLI_TIME_LEFT_H_
