// Whose reading of a GENIUS profile is followed: what other programs make of one differs in these;
// docs/formats/genius.md has the table. Not for other folders.
#ifndef DETENTE_FORMAT_GENIUS_READINGS_H_
#define DETENTE_FORMAT_GENIUS_READINGS_H_

#include "format/reading.h"

namespace detente::genius {

struct Reading {
  explicit Reading(Compat compat)
      : round_evaluations(compat == Compat::kGenius),
        divide_values(compat != Compat::kNegmas),
        divide_large_weight_sums_only(compat == Compat::kGenius),
        divide_weights(compat != Compat::kNegmas),
        use_maximum(compat != Compat::kNegmas),
        open_bounds(compat == Compat::kNegmas),
        excludes_as_includes(compat == Compat::kNegmas),
        plain_lines(compat == Compat::kNegmas),
        other_weights_add(compat == Compat::kNegmas) {}

  bool round_evaluations, divide_values, divide_large_weight_sums_only, divide_weights, use_maximum,
      open_bounds, excludes_as_includes,
      plain_lines,        // offset + slope * value, from 0 in integer issues too, and not cut
      other_weights_add;  // weights behind those of the issues are a constant
};

}  // namespace detente::genius

#endif  // DETENTE_FORMAT_GENIUS_READINGS_H_
