#include "ui/inspector/seen_check.h"

#include <QStyleOptionButton>
#include <QStylePainter>

#include "ui/common/palette.h"

namespace rollout {

SeenCheck::SeenCheck(const QString& words, QWidget* parent)
    : QCheckBox(words, parent)
{
}

/// Its own palette only while it paints: set on the widget it would have to follow every change.
void SeenCheck::paintEvent(QPaintEvent*)
{
    QStyleOptionButton option;
    initStyleOption(&option);
    if (isDark(palette()))
        option.palette.setColor(QPalette::Base, checkGround());
    QStylePainter(this).drawControl(QStyle::CE_CheckBox, option);
}

} // namespace rollout
