// The answer as a document: plain words first, then the ladder of every case, then the detail.
#ifndef DETENTE_ANALYSIS_READINESS_ANSWER_DOCUMENT_H_
#define DETENTE_ANALYSIS_READINESS_ANSWER_DOCUMENT_H_

#include <nlohmann/json.hpp>
#include <span>

#include "analysis/readiness/answer.h"
#include "report/document.h"

namespace detente {

Document answer_document(const Dispute& dispute, std::span<const CaseAnswer> answers);

// {"schema": "detente.answer/1", ...}: docs/schemas/answer-1.schema.json
nlohmann::ordered_json answer_json(const Dispute& dispute, std::span<const CaseAnswer> answers);

}  // namespace detente

#endif  // DETENTE_ANALYSIS_READINESS_ANSWER_DOCUMENT_H_
