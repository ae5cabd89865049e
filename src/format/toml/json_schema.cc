#include "format/toml/json_schema.h"

#include <string>

#include "format/toml/schema_table.h"

namespace detente {
namespace {

using Json = nlohmann::ordered_json;

Json list_of(Json items) { return {{"type", "array"}, {"items", std::move(items)}}; }
Json one_of(std::initializer_list<Json> choices) { return {{"anyOf", Json(choices)}}; }
Json reference(std::string_view name) { return {{"$ref", "#/$defs/" + std::string(name)}}; }
Json map_of(Json values) {
  return {{"type", "object"}, {"additionalProperties", std::move(values)}};
}

Json type_schema(KeyType type) {
  Json text{{"type", "string"}}, number{{"type", "number"}};
  switch (type) {
    case KeyType::kText:
    case KeyType::kDate:
    case KeyType::kFormula:
    case KeyType::kQuery:
    case KeyType::kName:
      return text;
    case KeyType::kNumber:
      return number;
    case KeyType::kWhole:
      return {{"type", "integer"}, {"minimum", 1}};
    case KeyType::kFlag:
      return {{"type", "boolean"}};
    case KeyType::kTruth3:
      return {{"enum", {true, false, "unknown"}}};
    case KeyType::kNames:
    case KeyType::kTexts:
      return list_of(text);
    case KeyType::kNumbers:
      return list_of(number);
    case KeyType::kInterval:
      return {{"type", "array"}, {"items", number}, {"minItems", 2}, {"maxItems", 2}};
    case KeyType::kAssignment:
      return map_of(text);
    case KeyType::kOutcome:
      return one_of({text, map_of(text)});
    case KeyType::kRanking:
      return list_of(list_of(one_of({text, map_of(text)})));
    case KeyType::kValues:
      return map_of(map_of(number));
    case KeyType::kOutcomeValues:
      return list_of(reference("outcome_value"));
    case KeyType::kWeight:
      return one_of({number, text, reference("weight")});
    case KeyType::kNoDeal:
      return one_of({map_of(text), number});
    case KeyType::kSegments:
      return list_of(reference("segment"));
    case KeyType::kStatements:
      return list_of(reference("statement"));
    case KeyType::kDistribution:
      return reference("distribution");
    case KeyType::kFactorValues:
      return map_of(number);
    case KeyType::kMoves:
      return map_of(list_of(text));
  }
  return true;
}

Json object_schema(std::string_view place) {
  Json properties = Json::object();
  Json required = Json::array();
  for (const KeyRow& row : key_rows()) {
    if (row.table != place) continue;
    Json schema = type_schema(row.type);
    std::string doc(row.doc);
    if (!row.fallback.empty()) doc += " (default: " + std::string(row.fallback) + ")";
    schema["description"] = doc;
    properties[std::string(row.key)] = std::move(schema);
    if (row.required) required.push_back(row.key);
  }
  return {{"type", "object"},
          {"properties", std::move(properties)},
          {"required", std::move(required)},
          {"additionalProperties", false}};
}

Json table_schema(const TableRow& row) {
  const std::string name(row.name);
  if (row.kind == TableKind::kList) return list_of(object_schema(name + "[]"));
  if (row.kind == TableKind::kPlain)
    return name == "status_quo" ? type_schema(KeyType::kAssignment) : object_schema(name);
  if (name == "propositions") return map_of(type_schema(KeyType::kFormula));
  Json entry = object_schema(name + ".*");
  if (name == "factors") entry = one_of({type_schema(KeyType::kNumber), entry});
  if (name == "preferences") entry = one_of({type_schema(KeyType::kStatements), entry});
  return map_of(std::move(entry));
}

}  // namespace

Json dispute_schema() {
  Json properties = Json::object();
  Json required = Json::array();
  for (const TableRow& row : table_rows()) {
    Json schema = table_schema(row);
    schema["description"] = row.doc;
    properties[std::string(row.name)] = std::move(schema);
    if (row.required) required.push_back(row.name);
  }
  Json definitions = Json::object();
  for (const char* name : {"statement", "segment", "distribution", "weight", "outcome_value"})
    definitions[name] = object_schema(name);
  return {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
          {"title", "Détente dispute file"},
          {"type", "object"},
          {"properties", std::move(properties)},
          {"required", std::move(required)},
          {"oneOf", {{{"required", {"issues"}}}, {{"required", {"graph"}}}}},
          {"additionalProperties", false},
          {"$defs", std::move(definitions)}};
}

}  // namespace detente
