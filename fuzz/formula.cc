// Any bytes as a formula over three issues: a formula that can be evaluated, or an error.
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "dispute/formula.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace detente;
  NameScope scope;
  scope.issues = {{"treaty", {"none", "signed"}, {}}, {"level_of", {"low", "high"}, {0, 1}}};
  scope.factors = {"trust"};
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto formula = parse_formula(text, {"f", 1, 1}, scope, FormulaKind::kTruth,
                                     FormulaSees::kOutcomesAndFactors);
  if (!formula) return 0;
  const std::vector<double> factors{0.5};
  const std::vector<int> outcome{0, 1};
  const std::vector<Formula> propositions;
  const std::vector<std::vector<double>> levels{{}, {0, 1}};
  (void)evaluate_truth(*formula, {factors, outcome, &propositions, &levels});
  return 0;
}
