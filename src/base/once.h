// A value made when it is first asked for, by whichever thread asks first.
#ifndef DETENTE_BASE_ONCE_H_
#define DETENTE_BASE_ONCE_H_

#include <atomic>
#include <mutex>
#include <optional>

namespace detente {

template <class T>
class Once {
 public:
  template <class Make>
  const T& get(Make make) {
    if (!ready_.load(std::memory_order_acquire)) {
      std::call_once(flag_, [&] {
        value_.emplace(make());
        ready_.store(true, std::memory_order_release);
      });
    }
    return *value_;
  }
  bool made() const { return ready_.load(std::memory_order_acquire); }

 private:
  std::atomic<bool> ready_{false};
  std::once_flag flag_;
  std::optional<T> value_;
};

}  // namespace detente

#endif  // DETENTE_BASE_ONCE_H_
