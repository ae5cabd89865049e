// Ids for what other formats know by free names: "Air strike!" becomes air_strike.
#ifndef DETENTE_FORMAT_IDS_H_
#define DETENTE_FORMAT_IDS_H_

#include <map>
#include <set>
#include <string>
#include <string_view>

namespace detente {

// Gives each name an id that a dispute file allows, and no id twice. The same names in the same
// order get the same ids.
class IdMaker {
 public:
  explicit IdMaker(std::set<std::string> taken = {}) : taken_(std::move(taken)) {}

  // A name that can be an id stays as it is. Otherwise letters become small, whatever is no ASCII
  // letter or digit becomes one "_", and an id that starts with a digit gets the first letter of
  // `kind` before it. A name of which nothing is left is called KIND_NUMBER. Ids that are taken get
  // _2, _3, ... behind them.
  std::string make(std::string_view name, std::string_view kind, std::size_t number);

 private:
  std::set<std::string> taken_;
  std::map<std::string, int> last_;  // the number behind the last id that was made of this one
};

}  // namespace detente

#endif  // DETENTE_FORMAT_IDS_H_
