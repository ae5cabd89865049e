// Threads that work requests off, with a bounded queue: a lane for what must be quick, one for what
// may take its time.
#ifndef DETENTE_APPS_SERVER_LANES_H_
#define DETENTE_APPS_SERVER_LANES_H_

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace detente::server {

class Lane {
 public:
  // `yielding`: its threads stand back where others want the processor.
  Lane(int threads, std::size_t most_waiting, bool yielding);
  ~Lane();  // what waits is dropped, what runs is waited for
  Lane(const Lane&) = delete;
  Lane& operator=(const Lane&) = delete;

  // False if too many wait already.
  bool add(std::function<void()> work);

 private:
  void run(bool yielding);

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> waiting_;
  std::size_t most_waiting_;
  bool closing_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace detente::server

#endif  // DETENTE_APPS_SERVER_LANES_H_
