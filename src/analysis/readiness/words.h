// Words for parties, outcomes, statements and rungs, the same in every report.
#ifndef DETENTE_ANALYSIS_READINESS_WORDS_H_
#define DETENTE_ANALYSIS_READINESS_WORDS_H_

#include <span>
#include <string>
#include <vector>

#include "analysis/readiness/answer.h"

namespace detente {

// "Japan", "Japan and Russia"
std::string party_names(const Dispute& dispute, PartySet parties);
std::vector<std::string> party_ids(const Dispute& dispute, PartySet parties);
// "Peace treaty: signed; Small islands: to Japan" for the issues that differ from `from`; "nothing
// changes"
std::string changes_in_words(const Dispute& dispute, std::span<const int> from,
                             std::span<const int> to);
// "Katehon, 2016-09-02" or the title; empty for no source
std::string source_in_words(const Dispute& dispute, const std::string& source);
// "removing the United States", "dropping russia.3 'no transfer ...'"
std::string removal_in_words(const Dispute& dispute, const std::vector<std::string>& ids);
std::string factor_name(const Dispute& dispute, int factor);
std::string case_name(const Dispute& dispute, int case_index);
// A number without needless digits.
std::string number_in_words(double value);
// All of its digits.
std::string exact_number(double value);
// What passing the rung means, as the end of a sentence: "every signatory accepts it"
std::string rung_in_words(const Dispute& dispute, int rung);
// One sentence: who stops it and why.
std::string stopper_in_words(const Dispute& dispute, const Stopper& stopper);
std::string break_in_words(const Dispute& dispute, const Break& found);
std::string plural(std::size_t count, const std::string& noun);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_READINESS_WORDS_H_
