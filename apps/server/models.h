// Disputes that were parsed, each under the hash of its text, with the worlds of their cases.
//
// A page sends its text once and then asks about it by its hash. The base world of a case is kept,
//   so that a moved slider costs World::vary and a ladder, not a new beginning.
// Threads: any.
#ifndef DETENTE_APPS_SERVER_MODELS_H_
#define DETENTE_APPS_SERVER_MODELS_H_

#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "base/error.h"
#include "dispute/dispute.h"
#include "space/world.h"

namespace detente::server {

class Model {
 public:
  Model(std::string id, Dispute dispute) : id_(std::move(id)), dispute_(std::move(dispute)) {}

  const std::string& id() const { return id_; }
  const Dispute& dispute() const { return dispute_; }
  // The world of a case without further changes; made when first asked for.
  Result<const World*> world(int case_index) const;

 private:
  std::string id_;
  Dispute dispute_;
  mutable std::mutex mutex_;
  mutable std::map<int, std::unique_ptr<const World>> worlds_;
};

class Models {
 public:
  // Errors: what is wrong with the text.
  Result<std::shared_ptr<const Model>> parse(const std::string& text, const std::string& file);
  std::shared_ptr<const Model> find(const std::string& id);  // null: not known (any more)

 private:
  std::mutex mutex_;
  std::list<std::shared_ptr<const Model>> recent_;  // the latest first
};

}  // namespace detente::server

#endif  // DETENTE_APPS_SERVER_MODELS_H_
