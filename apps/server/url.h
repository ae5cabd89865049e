// The parts of a request's target.
#ifndef DETENTE_APPS_SERVER_URL_H_
#define DETENTE_APPS_SERVER_URL_H_

#include <map>
#include <string>

namespace detente::server {

// "/a%20b?x=1" -> "/a b", {x: 1}. What is badly encoded stays as it is.
void split_target(const std::string& target, std::string& path,
                  std::map<std::string, std::string>& query);
std::string url_decoded(const std::string& text, bool plus_is_space);

}  // namespace detente::server

#endif  // DETENTE_APPS_SERVER_URL_H_
