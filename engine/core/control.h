#pragma once

// What operators have done to an entity, beyond its policy: paused, locked, frozen.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/result.h"
#include "core/time.h"

namespace rollout {

/// Who does something, and why. Kept in the journal.
struct Signature
{
    std::string by; ///< a person's or a program's name; empty: not known
    std::string reason; ///< their own words; may be empty

    bool operator==(const Signature&) const = default;
};

/// Something that an operator holds until somebody ends it.
struct Hold
{
    Signature signature;
    Time since{}; ///< clock time

    bool operator==(const Hold&) const = default;
};

/// Times in which nothing new is assigned; rolling back goes on, timers run. Clock times: from
/// `from` up to, but not including, `to`, and the same again every `period`.
struct FreezeWindow
{
    Time from{};
    Time to{};
    Milliseconds period{0}; ///< 0: once; else at least `to` − `from`
    Signature signature;
    /// What it is called within its entity: given when it is added and to no other window ever; 0:
    /// not added yet.
    std::uint64_t number = 0;

    [[nodiscard]] bool contains(Time clock) const;
    /// When the window that contains `clock` ends.
    [[nodiscard]] Time endAt(Time clock) const;
    /// Never contains a time after this one.
    [[nodiscard]] bool isOverAt(Time clock) const { return period.count() == 0 && clock >= to; }
    bool operator==(const FreezeWindow&) const = default;
};

inline constexpr std::size_t maximumFreezeWindows = 256;

/// The end after the beginning, the period no shorter than the window.
[[nodiscard]] Result<void> checkFreezeWindow(const FreezeWindow& window);

struct Control
{
    std::optional<Hold> pause; ///< nothing is judged or assigned, timers stand still
    std::optional<Hold> lock; ///< the same, and no verb but unlocking
    std::vector<FreezeWindow> freezes; ///< as they were added: numbers ascend
    std::uint64_t lastFreezeNumber = 0; ///< given to the newest window, whether it is still there

    [[nodiscard]] bool isStopped() const { return pause || lock; }
    /// The window that `clock` is in; null: none.
    [[nodiscard]] const FreezeWindow* freezeAt(Time clock) const;
    /// Gives it the next number; one that was removed and comes with its number keeps that.
    void addFreeze(FreezeWindow window);
    bool operator==(const Control&) const = default;
};

} // namespace rollout
