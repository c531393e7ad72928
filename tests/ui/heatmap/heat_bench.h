#pragma once

// A heat map that is shown, of a fleet made for it.

#include <QLabel>
#include <QTest>

#include "core/record.h"
#include "tests/ui/support/page_fixture.h"
#include "ui/heatmap/heat_canvas.h"
#include "ui/heatmap/heat_page.h"
#include "ui/heatmap/heat_view.h"

namespace rollout {

using Cells = std::vector<int>;

/// Targets in groups of ten, the last `failing` in error.
inline SnapshotPtr reportOf(int count, int failing, int perGroup = 10)
{
    auto snapshot = std::make_shared<EntitySnapshot>();
    snapshot->now = Time(std::chrono::hours(1));
    snapshot->entityName = "web";
    std::vector<ClientState> report;
    for (int number = 0; number < count; ++number)
        report.push_back({PageFixture::nameOf(number),
                          "zone-" + PageFixture::nameOf(number / perGroup),
                          "",
                          "v1",
                          {},
                          number >= count - failing});
    EntityState& state = snapshot->state;
    if (!recordReport(state.fleet, report, {snapshot->now, Seconds(60), VersionId::None}))
        return nullptr;
    return snapshot;
}

/// The page with a snapshot, and how a person handles it.
struct ShownMap
{
    explicit ShownMap(PageFixture& fixture, const SnapshotPtr& snapshot)
        : page(fixture.context())
        , canvas(page.findChild<HeatCanvas*>(QStringLiteral("heatCanvas")))
        , view(page.findChild<HeatView*>(QStringLiteral("heatView")))
        , focus(fixture.focus)
    {
        page.resize(640, 480);
        page.show();
        show(snapshot);
    }
    void show(const SnapshotPtr& snapshot)
    {
        page.showSnapshot(snapshot);
        (void)QTest::qWaitFor([&] {
            return canvas->picture() && canvas->picture()->snapshot == snapshot
                && canvas->heatLayout().cellCount() == std::ssize(canvas->picture()->phases);
        });
    }
    [[nodiscard]] QPoint middleOf(int cell) const
    {
        return canvas->heatLayout().cellRect(cell).center();
    }
    [[nodiscard]] Cells selected() const
    {
        Cells cells;
        for (const TargetId id : focus.targets())
            cells.push_back((*canvas->picture()->cellOf)[raw(id)]);
        return cells;
    }
    void drag(int from, int to, Qt::KeyboardModifiers modifiers = {})
    {
        const QPoint end = middleOf(to);
        QTest::mousePress(canvas, Qt::LeftButton, modifiers, middleOf(from));
        QMouseEvent move(QEvent::MouseMove, end, canvas->mapToGlobal(end), Qt::NoButton,
                         Qt::LeftButton, modifiers);
        QCoreApplication::sendEvent(canvas, &move);
        QTest::mouseRelease(canvas, Qt::LeftButton, modifiers, end);
    }
    [[nodiscard]] QString figures() const
    {
        return page.findChild<QLabel*>(QStringLiteral("heatFigures"))->text();
    }

    HeatPage page;
    HeatCanvas* canvas;
    HeatView* view;
    Focus& focus;
};

} // namespace rollout
