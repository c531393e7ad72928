#include "ui/overview/version_card.h"

#include <QLabel>
#include <QVBoxLayout>

#include "ui/common/format.h"
#include "ui/common/palette.h"

namespace rollout {

VersionCard::VersionCard(const QString& caption, const QString& explanation, const QString& name,
                         QWidget* parent)
    : QFrame(parent)
    , m_caption(caption)
    , m_version(new QLabel(this))
    , m_note(new QLabel(this))
{
    setFrameShape(QFrame::StyledPanel);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    setToolTip(explanation);
    auto* title = new QLabel(caption, this);
    title->setForegroundRole(QPalette::PlaceholderText);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    large.setBold(true);
    m_version->setFont(large);
    m_version->setObjectName(name);
    m_version->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_version->setSizePolicy(
        QSizePolicy::Ignored,
        QSizePolicy::Preferred); // long versions are cut, not the window widened

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 8);
    column->setSpacing(2);
    column->addWidget(title);
    column->addWidget(m_version);
    column->addWidget(m_note);
}

void VersionCard::setPlace(const VersionPlace& place, const QString& version)
{
    m_version->setText(version.isEmpty() ? QStringLiteral("–") : version);
    m_version->setToolTip(version);
    if (version.isEmpty())
        m_note->setText(tr("none yet"));
    else if (place.failing > 0)
        m_note->setText(tr("%1 run it, %2 in error")
                            .arg(formatCount(place.reporting), formatCount(place.failing)));
    else
        m_note->setText(tr("%1 run it").arg(formatCount(place.reporting)));
    setAccessibleName(m_caption + QLatin1String(": ") + m_version->text() + QLatin1String(", ")
                      + m_note->text());
}

} // namespace rollout
