// Independent tasks on several threads: each writes to its own slot, so results never depend on
// how many threads there are.
#ifndef DETENTE_BASE_PARALLEL_H_
#define DETENTE_BASE_PARALLEL_H_

#include <cstddef>
#include <functional>

namespace detente {

// Calls task(i) for every i in [0, count), on at most `threads` threads (0: as many as the machine
// has). An exception in a task is thrown again here.
void parallel_for(std::size_t count, int threads, const std::function<void(std::size_t)>& task);

}  // namespace detente

#endif  // DETENTE_BASE_PARALLEL_H_
