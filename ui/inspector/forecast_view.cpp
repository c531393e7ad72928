#include "ui/inspector/forecast_view.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "ui/common/icons.h"
#include "ui/common/words.h"
#include "ui/inspector/fact_table.h"
#include "ui/inspector/forecast_words.h"

namespace rollout {

namespace {

constexpr int markSide = 15;

/// How many more there are than the one that is shown.
QString moreWords(const PolicyReview& review)
{
    const int more = review.problems() - 1;
    if (more < 1)
        return {};
    return more == 1 ? ForecastView::tr(" 1 more problem.")
                     : ForecastView::tr(" %1 more problems.").arg(more);
}

} // namespace

ForecastView::ForecastView(QWidget* parent)
    : QWidget(parent)
    , m_title(new QLabel)
    , m_facts(new QLabel)
    , m_mark(new QLabel)
    , m_finding(new QLabel)
{
    m_title->setObjectName(QStringLiteral("forecastTitle"));
    QFont bold = font();
    bold.setBold(true);
    m_title->setFont(bold);
    setEdited(false);
    m_facts->setObjectName(QStringLiteral("policyForecast"));
    m_facts->setAccessibleName(tr("What the policy comes to"));
    m_facts->setTextFormat(Qt::RichText);
    m_finding->setObjectName(QStringLiteral("policyFinding"));
    m_finding->setTextFormat(Qt::PlainText);
    for (QLabel* label : {m_facts, m_finding}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_mark->setAlignment(Qt::AlignTop);
    auto* line = new QHBoxLayout;
    line->setSpacing(6);
    line->addWidget(m_mark);
    line->addWidget(m_finding, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_title);
    column->addWidget(m_facts);
    column->addLayout(line);
    fill();
}

void ForecastView::showReview(const PolicyReviewPtr& review)
{
    m_review = review;
    fill();
}

void ForecastView::setEdited(bool isEdited)
{
    m_title->setText(isEdited ? tr("Forecast, once applied") : tr("Forecast"));
}

void ForecastView::fill()
{
    const auto facts = m_review ? forecastOf(*m_review) : std::vector<Fact>{};
    m_facts->setVisible(!facts.empty());
    m_facts->setText(factTable(facts, palette()));
    showFinding();
}

void ForecastView::showFinding()
{
    const bool isAny = m_review && m_review->problems() > 0;
    m_mark->setVisible(isAny);
    m_finding->setVisible(m_review && m_review->input.targets > 0);
    if (!isAny)
        return m_finding->setText(tr("✓ No problems."));
    const LintFinding& worst = m_review->findings.front();
    const Scheme scheme = schemeOf(palette());
    m_mark->setPixmap(
        badge(severityGlyph(worst.severity), severityColour(worst.severity, scheme), scheme)
            .pixmap(QSize(markSide, markSide), devicePixelRatioF()));
    m_finding->setText(tr("%1 %2: %3%4")
                           .arg(severityText(worst.severity), text(worst.rule), findingText(worst),
                                moreWords(*m_review)));
}

void ForecastView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        fill();
    QWidget::changeEvent(event);
}

} // namespace rollout
