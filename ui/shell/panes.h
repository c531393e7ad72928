#pragma once

#include <QString>

#include <vector>

class QMimeData;
class QWidget;

namespace rollout {

/// Gives the keyboard to the visible pane after the one that has it, round and round.
void focusNextPane(const std::vector<QWidget*>& panes, const QWidget* focused);

/// Offers the Escape key to the widget and those around it; whether one of them took it. For a
/// window whose own shortcut keeps the key from them.
[[nodiscard]] bool offerEscape(QWidget* focused);

/// The local fleet file among what is dragged; empty when there is none.
[[nodiscard]] QString droppedFile(const QMimeData& data);

} // namespace rollout
