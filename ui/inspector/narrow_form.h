#pragma once

class QFormLayout;
class QWidget;

namespace rollout {

/// A form for a dock: no margins, fields as wide as there is room, long labels above their fields.
[[nodiscard]] QFormLayout* makeNarrowForm(QWidget* parent);

} // namespace rollout
