#include "format/ids.h"

#include <algorithm>
#include <cctype>

#include "dispute/formula.h"

namespace detente {
namespace {

constexpr std::size_t kLongestId = 40;

bool ascii_letter_or_digit(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x80 && std::isalnum(byte) != 0;
}

bool is_id(std::string_view name) {
  return !name.empty() && name.size() <= kLongestId &&
         std::isdigit(static_cast<unsigned char>(name.front())) == 0 && !is_reserved_word(name) &&
         std::all_of(name.begin(), name.end(),
                     [](char c) { return ascii_letter_or_digit(c) || c == '_'; });
}

std::string plain(std::string_view name, std::string_view kind, std::size_t number) {
  std::string out;
  for (const char c : name) {
    if (ascii_letter_or_digit(c)) {
      out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    } else if (!out.empty() && out.back() != '_') {
      out += '_';
    }
  }
  if (out.size() > kLongestId) out.resize(kLongestId);
  while (!out.empty() && out.back() == '_') out.pop_back();
  if (out.empty()) return std::string(kind) + "_" + std::to_string(number);
  if (std::isdigit(static_cast<unsigned char>(out.front())) != 0) out.insert(0, 1, kind.front());
  if (is_reserved_word(out)) out += '_';
  return out;
}

}  // namespace

std::string IdMaker::make(std::string_view name, std::string_view kind, std::size_t number) {
  std::string wanted = is_id(name) ? std::string(name) : plain(name, kind, number);
  if (taken_.insert(wanted).second) return wanted;
  int& k = last_.try_emplace(wanted, 1).first->second;  // those before it are taken
  for (;;) {
    std::string id = wanted + "_" + std::to_string(++k);
    if (taken_.insert(id).second) return id;
  }
}

}  // namespace detente
