#include "ui/shell/entity_header.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>

#include "ui/common/icons.h"
#include "ui/common/last_step.h"
#include "ui/common/sentences.h"
#include "ui/common/words.h"

namespace rollout {

namespace {

constexpr int roomBetween = 64; // margins and spaces of the line

QLabel* label(QWidget* parent, const QString& objectName)
{
    auto* label = new QLabel(parent);
    label->setObjectName(objectName);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

EntityHeader::EntityHeader(Session& session, Focus& focus, QWidget* parent)
    : QFrame(parent)
    , m_session(session)
    , m_focus(focus)
    , m_lastStep(new LastStep(session, this))
    , m_badge(new QLabel(this))
    , m_path(label(this, QStringLiteral("entityPath")))
    , m_sentence(label(this, QStringLiteral("entitySentence")))
    , m_figures(label(this, QStringLiteral("entityFigures")))
{
    QFont large = m_path->font();
    large.setPointSizeF(large.pointSizeF() * 1.25);
    m_path->setFont(large);
    m_figures->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    for (QLabel* wide : {m_path, m_figures})
        wide->setMinimumWidth(1); // a long name must not keep the window from becoming narrow
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 6, 12, 6);
    layout->setSpacing(10);
    layout->addWidget(m_badge);
    layout->addWidget(m_path);
    m_sentence->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // gives way first
    layout->addWidget(m_sentence, 1);
    layout->addStretch(0);
    layout->addWidget(m_figures);
    connect(&session, &Session::directoryChanged, this, &EntityHeader::refresh);
    connect(&session, &Session::entityChanged, this, [this](EntityKey key) {
        if (m_focus.entity() == key)
            refresh();
    });
    connect(m_lastStep, &LastStep::changed, this, &EntityHeader::refresh);
    connect(&focus, &Focus::groupChanged, this, &EntityHeader::refresh);
    connect(&focus, &Focus::pastChanged, this, &EntityHeader::refresh);
    refresh();
}

void EntityHeader::refresh()
{
    const SnapshotPtr snapshot = m_lastStep->complete(shownSnapshot(m_focus, m_session));
    const SummaryPtr summary = shownSummary(m_focus, m_session);
    if (snapshot && summary)
        return showEntity(*snapshot, *summary);
    m_badge->clear();
    m_figures->clear();
    m_path->setText(tr("No entity selected"));
    m_sentence->setText(tr("Select one in the fleet, or find one with Ctrl+K and @."));
    fitSentence();
}

void EntityHeader::showEntity(const EntitySnapshot& snapshot, const EntitySummary& summary)
{
    const Scheme scheme = schemeOf(palette());
    m_badge->setPixmap(
        badge(rolloutPhaseGlyph(summary.phase), rolloutPhaseColour(summary.phase, scheme), scheme)
            .pixmap(22, 22));
    m_badge->setToolTip(rolloutPhaseText(summary.phase));
    QString path = tr("%1 › <b>%2</b>")
                       .arg(text(snapshot.namespaceName).toHtmlEscaped(),
                            text(snapshot.entityName).toHtmlEscaped());
    if (const auto& group = m_focus.group())
        path += tr(" › %1").arg(group->empty() ? tr("(no group)") : text(*group).toHtmlEscaped());
    m_path->setText(path);
    m_sentence->setText(rolloutSentence(snapshot.state, summary.phase));
    const bool hasRollout =
        summary.total > 0 && snapshot.state.rollout.effectiveVersion() != VersionId::None;
    m_figures->setText(hasRollout ? progressSentence(currentFigures(snapshot, summary))
                                  : QString());
    fitSentence();
}

/// Half a sentence says nothing: it is there whole or not at all, and so are the figures. Every
/// page says more of it anyway.
void EntityHeader::fitSentence()
{
    const int room =
        width() - m_badge->sizeHint().width() - m_path->sizeHint().width() - roomBetween;
    const int figures = m_figures->sizeHint().width();
    m_figures->setVisible(figures <= room);
    m_sentence->setVisible(m_sentence->sizeHint().width()
                           <= room - (figures <= room ? figures : 0));
}

void EntityHeader::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    fitSentence();
}

void EntityHeader::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refresh();
}

} // namespace rollout
