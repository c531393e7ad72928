#pragma once

// rollout-console --bench: how quick the window stays while a large fleet is stepped ten times a
// second.

#include <QElapsedTimer>
#include <QObject>
#include <QTemporaryDir>

#include "app/console/console.h"
#include "app/console/stall_probe.h"

namespace rollout {

/// Milliseconds, unless said otherwise.
struct WindowFigures
{
    std::int64_t targets = 0;
    double stepsPerSecond = 0;
    double stallP99 = 0; ///< gaps of a 1 ms timer in the window's thread
    double stallMax = 0;
    double fastest = 0; ///< how many times real time, when asked for a thousand times
    double firstPaint = 0; ///< from opening the store to the first picture with its targets
    double filter = 0; ///< from a changed filter text to the filtered table
    double sort = 0;
    double residentMiB = 0;
};

[[nodiscard]] QString toJson(const WindowFigures& figures);
[[nodiscard]] QString toText(const WindowFigures& figures);

class WindowBench : public QObject
{
    Q_OBJECT
public:
    WindowBench(Console& console, std::int64_t targets, QObject* parent = nullptr);
    void start();

Q_SIGNALS:
    void finished(const rollout::WindowFigures& figures);
    void failed(const QString& sentence);

private:
    void open();
    void run();
    void runFast();
    void measureFilter();
    void measureSort();
    void finish();
    [[nodiscard]] std::uint64_t steps() const;

    Console& m_console;
    QTemporaryDir m_folder;
    StallProbe m_probe;
    QElapsedTimer m_since;
    std::uint64_t m_firstStep = 0;
    Time m_simulatedSince{};
    WindowFigures m_figures;
};

} // namespace rollout
