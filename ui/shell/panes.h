#pragma once

#include <QString>

#include <vector>

class QMimeData;
class QWidget;

namespace rollout {

/// Gives the keyboard to the visible pane after the one that has it, round and round.
void focusNextPane(const std::vector<QWidget*>& panes, const QWidget* focused);

/// The local fleet file among what is dragged; empty when there is none.
[[nodiscard]] QString droppedFile(const QMimeData& data);

} // namespace rollout
