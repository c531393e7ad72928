#pragma once

// Runs a comparison of policies in a thread of its own, which uses every core. What there is comes
// after each round, at most ten times a second and the newest only; the window waits for nothing.

#include <QObject>

#include <functional>
#include <memory>
#include <stop_token>

#include "core/result.h"
#include "ui/whatif/whatif_figures.h"
#include "ui/whatif/whatif_source.h"

namespace rollout {

struct WhatIfQuestion
{
    WhatIfSource source;
    std::vector<NamedPolicy> policies; ///< the first is what the others are held against
    std::uint64_t runs = 1000;
    std::uint64_t seed = 1; ///< in place of the scenario's own
    CostWeights weights;
};

/// A comparison that is over, whole or stopped.
struct WhatIfAnswer
{
    NamedScenario named;
    Comparison comparison;
    CostWeights weights;
};
using WhatIfAnswerPtr = std::shared_ptr<const WhatIfAnswer>;

/// Runs of each policy before the next take their turn: few where one run takes long, so that there
/// is soon something to see.
[[nodiscard]] std::uint64_t roundFor(std::int64_t targets);

/// Lives in the window's thread.
class WhatIfWorker : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    /// Stops, and waits for the runs under way.
    ~WhatIfWorker() override;

    /// One that is under way is dropped.
    void start(const WhatIfQuestion& question);
    /// Over at once; what was done is kept, and the runs under way end by themselves.
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    /// Of the last comparison that came to its end or was stopped; null while one is under way.
    [[nodiscard]] const WhatIfAnswerPtr& answer() const { return m_answer; }

Q_SIGNALS:
    void progressed(const rollout::WhatIfFiguresPtr& figures);
    void finished(); ///< all runs are done
    void cancelled();
    void failed(const rollout::Error& error); ///< nothing was run
    void answered(); ///< answer() is there; after a cancel a little later than that

private:
    struct Channel;
    void take(const std::shared_ptr<Channel>& channel);
    void end(const std::shared_ptr<Channel>& channel, const Result<WhatIfAnswerPtr>& result);
    void drop();

    std::shared_ptr<Channel> m_channel; ///< of the comparison asked for last
    std::stop_source m_stop;
    WhatIfAnswerPtr m_answer;
    bool m_isRunning = false;
};

} // namespace rollout
