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
#include <sanitizer/tsan_interface.h>
#endif

namespace detente {
namespace {

// Tell ThreadSanitizer what libtbb guarantees: a task sees what was
// written before the call, and the caller sees afterwards what the tasks wrote. Tasks are not
// ordered among each other, so that a race between two of them is still found.
#ifdef DETENTE_TSAN
char started;
char finished;
void before_tasks() { __tsan_release(&started); }
struct DuringTask {
  DuringTask() { __tsan_acquire(&started); }
  ~DuringTask() { __tsan_release(&finished); }
};
struct AfterTasks {
  ~AfterTasks() { __tsan_acquire(&finished); }
};
#else
void before_tasks() {}
struct DuringTask {
  DuringTask() {}
};
struct AfterTasks {
  ~AfterTasks() {}
};
#endif

}  // namespace

void parallel_for(std::size_t count, int threads, const std::function<void(std::size_t)>& task) {
  if (threads == 1 || count < 2) {
    for (std::size_t i = 0; i < count; ++i) task(i);
    return;
  }
  oneapi::tbb::task_arena arena(threads <= 0 ? oneapi::tbb::task_arena::automatic : threads);
  const auto body = [&](std::size_t i) {
    const DuringTask during;
    task(i);
  };
  const AfterTasks after;
  before_tasks();
  arena.execute([&] {
    oneapi::tbb::parallel_for(std::size_t{0}, count, body, oneapi::tbb::simple_partitioner());
  });
}

}  // namespace detente
