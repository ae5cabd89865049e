#include "server/url.h"

#include <algorithm>

namespace detente::server {
namespace {

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

std::string url_decoded(const std::string& text, bool plus_is_space) {
  std::string out;
  for (std::size_t k = 0; k < text.size(); ++k) {
    if (text[k] == '%' && k + 2 < text.size() && digit_of(text[k + 1]) >= 0 &&
        digit_of(text[k + 2]) >= 0) {
      out += static_cast<char>(digit_of(text[k + 1]) * 16 + digit_of(text[k + 2]));
      k += 2;
    } else {
      out += plus_is_space && text[k] == '+' ? ' ' : text[k];
    }
  }
  return out;
}

void split_target(const std::string& target, std::string& path,
                  std::map<std::string, std::string>& query) {
  const std::size_t mark = std::min(target.find('?'), target.size());
  path = url_decoded(target.substr(0, mark), false);
  for (std::size_t from = mark + 1; from < target.size();) {
    const std::size_t to = std::min(target.find('&', from), target.size());
    const std::string pair = target.substr(from, to - from);
    const std::size_t sign = std::min(pair.find('='), pair.size());
    query.emplace(url_decoded(pair.substr(0, sign), true),
                  sign < pair.size() ? url_decoded(pair.substr(sign + 1), true) : "");
    from = to + 1;
  }
}

}  // namespace detente::server
