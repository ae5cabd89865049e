// How long an analysis may go on, and why it stopped.
#ifndef DETENTE_BASE_LIMITS_H_
#define DETENTE_BASE_LIMITS_H_

#include <atomic>
#include <cstdint>

namespace detente {

enum class StopReason { kDone, kWorkLimit, kCancelled };

// A budget of work, counted in visits to outcomes, and a switch that stops everything.
// Thread-safe. Deterministic use: ask exhausted() only at points that do not depend on timing.
class Budget {
 public:
  static constexpr std::uint64_t kDefaultWork = 200'000'000'000;

  // `switch_of`: a budget whose cancel() stops this one as well. It must outlive this one.
  explicit Budget(std::uint64_t limit = kDefaultWork, const Budget* switch_of = nullptr)
      : limit_(limit), switch_of_(switch_of) {}
  Budget(const Budget&) = delete;
  Budget& operator=(const Budget&) = delete;

  void spend(std::uint64_t work) { spent_.fetch_add(work, std::memory_order_relaxed); }
  std::uint64_t spent() const { return spent_.load(std::memory_order_relaxed); }
  std::uint64_t limit() const { return limit_; }
  bool exhausted() const { return spent() > limit_; }
  // Would this much more work exhaust it?
  bool allows(std::uint64_t work) const { return spent() + work <= limit_; }
  void cancel() { cancelled_.store(true, std::memory_order_relaxed); }
  bool cancelled() const {
    return cancelled_.load(std::memory_order_relaxed) ||
           (switch_of_ != nullptr && switch_of_->cancelled());
  }

 private:
  std::uint64_t limit_;
  const Budget* switch_of_;
  std::atomic<std::uint64_t> spent_{0};
  std::atomic<bool> cancelled_{false};
};

}  // namespace detente

#endif  // DETENTE_BASE_LIMITS_H_
