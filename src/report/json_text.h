// JSON as text, with what is not UTF-8 (a file's name may be any bytes) as U+FFFD.
#ifndef DETENTE_REPORT_JSON_TEXT_H_
#define DETENTE_REPORT_JSON_TEXT_H_

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace detente {

// indent -1: all on one line.
std::string json_text(const nlohmann::ordered_json& json, int indent = -1);

}  // namespace detente

#endif  // DETENTE_REPORT_JSON_TEXT_H_
