#include "server/models.h"

#include <algorithm>

#include "analysis/claims/claims.h"
#include "analysis/readiness/inquiry.h"
#include "format/registry.h"
#include "server/folder.h"

namespace detente::server {
namespace {

constexpr std::size_t kMostKept = 8;

}  // namespace

Result<const World*> Model::world(int case_index) const {
  const std::lock_guard lock(mutex_);
  auto& place = worlds_[case_index];
  if (place == nullptr) {
    auto made = World::make(dispute_, make_scenario(dispute_, case_index));
    if (!made) return tl::unexpected(made.error());
    place = std::make_unique<const World>(std::move(*made));
    Improvements::prepare_orders(*place);  // worlds varied from it share them
  }
  return place.get();
}

Result<std::shared_ptr<const Model>> Models::parse(const std::string& text,
                                                   const std::string& file) {
  const std::string id = version_of(text);
  if (auto known = find(id); known != nullptr && known->dispute()->file == file) return known;
  auto dispute = parse_dispute(text, file);
  if (!dispute) return tl::unexpected(std::move(dispute.error()));
  if (Errors errors = check_queries(*dispute); !errors.empty())
    return tl::unexpected(std::move(errors));
  auto model = std::make_shared<const Model>(id, std::move(*dispute));
  const std::lock_guard lock(mutex_);
  recent_.remove_if([&](const auto& other) { return other->id() == id; });
  recent_.push_front(model);
  if (recent_.size() > kMostKept) recent_.pop_back();
  return model;
}

std::shared_ptr<const Model> Models::find(const std::string& id) {
  const std::lock_guard lock(mutex_);
  const auto found = std::find_if(recent_.begin(), recent_.end(),
                                  [&](const auto& model) { return model->id() == id; });
  if (found == recent_.end()) return nullptr;
  recent_.splice(recent_.begin(), recent_, found);
  return recent_.front();
}

}  // namespace detente::server
