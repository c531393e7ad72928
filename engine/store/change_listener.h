#pragma once

// Waiting for what other programs do to a store. A hint only: who waits looks for itself, also when
// none came.

#include "core/time.h"

namespace rollout {

class ChangeListener
{
public:
    virtual ~ChangeListener() = default;

    /// Returns when another program has said that it changed the store, when wake() was called, and
    /// at the latest after `most`. One thread only; it need not be the store's.
    virtual void wait(Milliseconds most) = 0;
    /// Ends a wait(), or the next one. Any thread.
    virtual void wake() = 0;
};

} // namespace rollout
