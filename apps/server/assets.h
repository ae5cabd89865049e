// Files that travel inside the program: the page, the description of the API, templates.
#ifndef DETENTE_APPS_SERVER_ASSETS_H_
#define DETENTE_APPS_SERVER_ASSETS_H_

#include <span>
#include <string_view>

namespace detente::server {

struct Asset {
  std::string_view name, text;
};
std::span<const Asset> assets();                // sorted by name; made by tools/embed.py
std::string_view asset(std::string_view name);  // empty if there is none

}  // namespace detente::server

#endif  // DETENTE_APPS_SERVER_ASSETS_H_
