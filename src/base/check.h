// Broken invariants: our own bugs, never the user's. On in release builds too.
#ifndef DETENTE_BASE_CHECK_H_
#define DETENTE_BASE_CHECK_H_

#include <stdexcept>
#include <string>

namespace detente {

// Thrown by DETENTE_CHECK; caught only in main, the binding layer and the server.
class InternalError : public std::logic_error {
 public:
  explicit InternalError(const std::string& what) : std::logic_error(what) {}
};

}  // namespace detente

#define DETENTE_CHECK(condition, meaning)                                                     \
  do {                                                                                        \
    if (!(condition)) {                                                                       \
      throw ::detente::InternalError(std::string(__FILE__) + ":" + std::to_string(__LINE__) + \
                                     ": " + (meaning));                                       \
    }                                                                                         \
  } while (false)

#endif  // DETENTE_BASE_CHECK_H_
