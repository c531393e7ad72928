#include "ui/heatmap/heat_view.h"

#include <QEvent>
#include <QScrollBar>
#include <QStyle>

#include <algorithm>

#include "ui/heatmap/heat_canvas.h"

namespace rollout {

namespace {

constexpr int margin = 12;
constexpr int headingCharacters = 18; // the least that a block among others is wide

} // namespace

HeatView::HeatView(QWidget* parent)
    : QScrollArea(parent)
    , m_canvas(new HeatCanvas)
{
    setObjectName(QStringLiteral("heatView"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setFocusProxy(m_canvas);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setBackgroundRole(QPalette::Base);
    setBackgroundRole(QPalette::Base);
    setWidget(m_canvas);
    connect(m_canvas, &HeatCanvas::sizeAsked, this, &HeatView::changeSide);
    connect(m_canvas, &HeatCanvas::sightAsked, this, [this](const QRect& rect) {
        ensureVisible(rect.center().x(), rect.center().y(), 0, rect.height() + margin);
    });
}

void HeatView::showPicture(const HeatPicturePtr& picture)
{
    const auto& before = m_canvas->picture();
    const bool areSameCells = before && picture && before->cells == picture->cells;
    m_canvas->setPicture(picture);
    if (!areSameCells)
        layOut();
}

void HeatView::changeSide(int steps)
{
    const int now = m_canvas->heatLayout().side();
    // By a fifth, and at least by a pixel: each step looks as large as the one before.
    const int change = std::max(1, now / 5) * steps;
    m_side = steps == 0 ? std::nullopt
                        : std::optional(std::clamp(now + change, HeatLayout::smallestSide,
                                                   HeatLayout::largestSide));
    layOut();
    if (const auto cursor = m_canvas->cursor())
        ensureVisible(0, m_canvas->heatLayout().cellRect(*cursor).center().y());
}

/// Without a scroll bar when all fits, with one otherwise: known before it is shown, so that the
/// one does not depend on the other.
void HeatView::layOut()
{
    const HeatPicturePtr& picture = m_canvas->picture();
    std::vector<int> counts;
    if (picture)
        for (const HeatGroup& group : picture->groups)
            counts.push_back(group.count);
    const QSize whole = maximumViewportSize();
    const int bar = style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, this);
    HeatSpace space{whole, margin, m_canvas->headingHeight(),
                    headingCharacters * fontMetrics().averageCharWidth(), m_side};
    HeatLayout layout(counts, space);
    const bool scrolls = layout.size().height() > whole.height();
    if (scrolls) {
        space.view.rwidth() -= bar;
        space.side = layout.side();
        layout = HeatLayout(counts, space);
    }
    setVerticalScrollBarPolicy(scrolls ? Qt::ScrollBarAlwaysOn : Qt::ScrollBarAlwaysOff);
    verticalScrollBar()->setSingleStep(3 * layout.side());
    m_canvas->resize(space.view.width(), std::max(layout.size().height(), whole.height()));
    m_canvas->setPage(whole.height());
    m_canvas->setHeatLayout(std::move(layout));
    Q_EMIT laidOut();
}

void HeatView::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    layOut();
}

void HeatView::changeEvent(QEvent* event)
{
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        layOut();
}

} // namespace rollout
