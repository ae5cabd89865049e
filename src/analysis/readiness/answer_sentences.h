// Parts of the answer in words: what a screen of text and the detail below it are made of.
#ifndef DETENTE_ANALYSIS_READINESS_ANSWER_SENTENCES_H_
#define DETENTE_ANALYSIS_READINESS_ANSWER_SENTENCES_H_

#include <span>
#include <string>
#include <vector>

#include "analysis/readiness/answer.h"
#include "report/document.h"

namespace detente {

// How far it gets, in one sentence.
std::string stop_sentence(const Dispute& dispute, const CaseAnswer& answer);
// A number of survivors, or its bounds.
std::string count_cell(std::size_t survivors, std::size_t undecided);
// One row per case: the survivors of each rung, and where it stops by whom.
Table ladder_table(const Dispute& dispute, std::span<const CaseAnswer> answers);
// What would change it, the easiest to imagine first; at most `most` and how many more.
std::vector<std::string> change_sentences(const Dispute& dispute, const CaseAnswer& answer,
                                          std::size_t most);
// `also_none`: factors that change nothing are named too.
std::vector<std::string> threshold_sentences(const Dispute& dispute, const CaseAnswer& answer,
                                             bool also_none);
// "it is ready only at 0.35 exactly"
std::string single_value_words(const SingleValue& single);
// Which factors' thresholds a limit left unfinished; empty if none.
std::string unfinished_sentence(const Dispute& dispute, const CaseAnswer& answer);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_READINESS_ANSWER_SENTENCES_H_
