#include "ui/shell/panes.h"

#include <QKeyEvent>
#include <QMimeData>
#include <QUrl>
#include <QWidget>

#include "io/fleet_file.h"

namespace rollout {

namespace {

QWidget* firstFocusable(QWidget* pane)
{
    for (QWidget* widget = pane->nextInFocusChain(); widget != pane;
         widget = widget->nextInFocusChain())
        if (pane->isAncestorOf(widget) && widget->isVisible() && widget->isEnabled()
            && (widget->focusPolicy() & Qt::TabFocus))
            return widget;
    return pane;
}

} // namespace

void focusNextPane(const std::vector<QWidget*>& panes, const QWidget* focused)
{
    const std::size_t count = panes.size();
    std::size_t current = count - 1;
    for (std::size_t i = 0; i < count; ++i)
        if (focused && (panes[i] == focused || panes[i]->isAncestorOf(focused)))
            current = i;
    for (std::size_t step = 1; step <= count; ++step) {
        QWidget* pane = panes[(current + step) % count];
        if (!pane->isVisible())
            continue;
        firstFocusable(pane)->setFocus(Qt::ShortcutFocusReason);
        return;
    }
}

bool offerEscape(QWidget* focused)
{
    QKeyEvent escape(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier);
    // Not by way of the application, which would ask the shortcuts first.
    for (QObject* widget = focused; widget && widget->isWidgetType(); widget = widget->parent()) {
        escape.accept();
        if (widget->event(&escape) && escape.isAccepted())
            return true;
    }
    return false;
}

QString droppedFile(const QMimeData& data)
{
    for (const QUrl& url : data.urls())
        if (url.isLocalFile() && fleetFormatOf(url.toLocalFile().toStdString()))
            return url.toLocalFile();
    return {};
}

} // namespace rollout
