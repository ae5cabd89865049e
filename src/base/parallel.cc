#include "base/parallel.h"

#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/partitioner.h>
#include <oneapi/tbb/task_arena.h>

#if defined(__SANITIZE_THREAD__)
#define DETENTE_TSAN 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define DETENTE_TSAN 1
#endif
#endif
#ifdef DETENTE_TSAN
#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>
#endif

namespace detente {

#ifdef DETENTE_TSAN

// ThreadSanitizer cannot see the synchronisation inside libtbb, which is not built with it, and
// takes what libtbb leaves on the caller's stack for a race. Plain threads run the same tasks in
// its sight.
void parallel_for(std::size_t count, int threads, const std::function<void(std::size_t)>& task) {
  const std::size_t wanted =
      threads <= 0 ? std::thread::hardware_concurrency() : static_cast<std::size_t>(threads);
  if (wanted <= 1 || count < 2) {
    for (std::size_t i = 0; i < count; ++i) task(i);
    return;
  }
  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  std::exception_ptr problem;
  const auto work = [&] {
    for (std::size_t i = next++; i < count; i = next++) {
      try {
        task(i);
      } catch (...) {
        const std::lock_guard lock(mutex);
        if (!problem) problem = std::current_exception();
      }
    }
  };
  std::vector<std::thread> pool;
  for (std::size_t k = 0; k < std::min(wanted, count); ++k) pool.emplace_back(work);
  for (std::thread& one : pool) one.join();
  if (problem) std::rethrow_exception(problem);
}

#else

void parallel_for(std::size_t count, int threads, const std::function<void(std::size_t)>& task) {
  if (threads == 1 || count < 2) {
    for (std::size_t i = 0; i < count; ++i) task(i);
    return;
  }
  oneapi::tbb::task_arena arena(threads <= 0 ? oneapi::tbb::task_arena::automatic : threads);
  arena.execute([&] {
    oneapi::tbb::parallel_for(
        std::size_t{0}, count, [&](std::size_t i) { task(i); }, oneapi::tbb::simple_partitioner());
  });
}

#endif

}  // namespace detente
