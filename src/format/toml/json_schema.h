// The JSON Schema (draft 2020-12) of dispute files, made from the reader's own key table.
#ifndef DETENTE_FORMAT_TOML_JSON_SCHEMA_H_
#define DETENTE_FORMAT_TOML_JSON_SCHEMA_H_

#include <nlohmann/json.hpp>

namespace detente {

nlohmann::ordered_json dispute_schema();

}  // namespace detente

#endif  // DETENTE_FORMAT_TOML_JSON_SCHEMA_H_
