#include "ui/problems/problems_page.h"

#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "ui/common/empty_hint.h"
#include "ui/common/focus.h"
#include "ui/common/format.h"
#include "ui/common/palette.h"
#include "ui/common/session.h"
#include "ui/common/set_policy_command.h"
#include "ui/common/settings.h"
#include "ui/common/words.h"
#include "ui/problems/finding_delegate.h"
#include "ui/problems/findings_model.h"
#include "ui/problems/fix_bar.h"

namespace rollout {

namespace {

constexpr Milliseconds interval{1000};

/// What was found, and on what.
QString verdictOf(const PolicyReview& review)
{
    const QString targets = formatTargets(review.input.targets);
    return review.problems() == 0
        ? ProblemsPage::tr("✓ No problems: this policy is sound for %1.").arg(targets)
        : ProblemsPage::tr("%1 on %2.").arg(findingsText(review.findings), targets);
}

QString basisOf(const PolicyReview& review)
{
    const QString words = review.isEstimate
        ? ProblemsPage::tr("Estimated for a live fleet: a step every %1, a version adopted in %2.")
        : ProblemsPage::tr("As simulated: a step every %1, a version adopted in %2.");
    return words.arg(formatDuration(review.input.tick),
                     formatDuration(wholeSeconds(review.input.adopt)));
}

} // namespace

ProblemsPage::ProblemsPage(const PageContext& context, QWidget* parent)
    : EntityPage(parent)
    , m_context(context)
    , m_reviewer(new PolicyReviewer(context.session, interval, this))
    , m_model(new FindingsModel(this))
    , m_headline(new QLabel)
    , m_list(new QListView)
    , m_hint(new EmptyHint)
    , m_faces(new QStackedWidget)
{
    setObjectName(QStringLiteral("problemsPage"));
    m_headline->setObjectName(QStringLiteral("problemsHeadline"));
    m_headline->setWordWrap(true);
    m_headline->setContentsMargins(8, 5, 8, 5);
    makeList();
    auto* body = new QWidget;
    auto* inside = new QVBoxLayout(body);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->setSpacing(0);
    inside->addWidget(m_headline);
    inside->addWidget(m_list, 1);
    m_faces->addWidget(body);
    m_faces->addWidget(m_hint);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_faces);
    setFocusProxy(m_list);
    connect(m_reviewer, &PolicyReviewer::reviewed, this, &ProblemsPage::showReview);
    // Also while hidden, for the title: a snapshot in which nothing has changed costs nothing.
    connect(&context.focus, &Focus::entityChanged, this, &ProblemsPage::look);
    connect(&context.session, &Session::entityChanged, this, [this](EntityKey key) {
        if (m_context.focus.entity() == key)
            look();
    });
    connect(&context.session, &Session::opened, this, [this] { showSnapshot(nullptr); });
    showSnapshot(nullptr);
}

QString ProblemsPage::title() const
{
    return tr("Problems");
}

void ProblemsPage::makeList()
{
    m_list->setObjectName(QStringLiteral("problemsList"));
    m_list->setAccessibleName(tr("Problems of the policy"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new FindingDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setResizeMode(QListView::Adjust); // heights follow the width
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(m_model, &QAbstractItemModel::modelReset, this, &ProblemsPage::placeButtons);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &ProblemsPage::placeButtons);
}

void ProblemsPage::look()
{
    showSnapshot(shownSnapshot(m_context.focus, m_context.session));
}

void ProblemsPage::showSnapshot(const SnapshotPtr& snapshot)
{
    const bool isSame = snapshot && m_snapshot && snapshot->key == m_snapshot->key;
    m_snapshot = snapshot;
    if (!isSame)
        showReview(nullptr);
    if (!snapshot)
        return m_reviewer->forget();
    m_reviewer->review(snapshot, snapshot->state.policy());
    judge();
}

void ProblemsPage::showReview(const PolicyReviewPtr& review)
{
    m_model->show(review);
    showTitle();
    chooseFace();
    judge();
}

/// "✗ Problems (3)": the worst of them, and how many.
void ProblemsPage::showTitle()
{
    const PolicyReviewPtr& review = m_model->review();
    const int count = review ? review->problems() : 0;
    setWindowTitle(count == 0 ? title()
                              : tr("%1 Problems (%2)")
                                    .arg(severityGlyph(review->findings.front().severity))
                                    .arg(count));
}

void ProblemsPage::chooseFace()
{
    const PolicyReviewPtr& review = m_model->review();
    m_faces->setCurrentIndex(review && m_model->rowCount() > 0 ? 0 : 1);
    if (review) {
        m_headline->setText(verdictOf(*review) + u' ' + basisOf(*review));
        m_hint->setHint(verdictOf(*review), basisOf(*review));
    } else if (!m_snapshot)
        m_hint->setHint(tr("No entity selected"),
                        tr("Select an entity in the fleet to see where its policy bites."));
    else
        m_hint->setHint({}, {}); // for as long as the first review takes
}

void ProblemsPage::placeButtons()
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex index = m_model->index(row);
        const QString words = index.data(FindingsModel::FixRole).toString();
        const auto* there = qobject_cast<FixBar*>(m_list->indexWidget(index));
        if (words == (there ? there->button()->accessibleName() : QString()))
            continue; // it may have the keyboard
        if (words.isEmpty()) {
            m_list->setIndexWidget(index, nullptr);
            continue;
        }
        auto* bar = new FixBar(words, FindingDelegate::indent());
        connect(bar->button(), &QPushButton::clicked, this, [this, row] { apply(row); });
        m_list->setIndexWidget(index, bar);
    }
}

/// A fix is a whole policy: it may be applied only to the one that it was made of.
void ProblemsPage::judge()
{
    const bool isLocked = m_snapshot && m_snapshot->state.control.lock;
    const bool isCurrent = m_snapshot && m_model->review()
        && m_snapshot->state.policy() == m_model->review()->input.policy;
    for (auto* bar : m_list->findChildren<FixBar*>()) {
        bar->button()->setEnabled(isCurrent && !isLocked);
        bar->button()->setToolTip(isLocked ? tr("The entity is locked; unlock it first.")
                                           : bar->button()->accessibleName());
    }
}

void ProblemsPage::apply(int row)
{
    const PolicyReviewPtr review = m_model->review();
    if (!m_snapshot || !review || row >= m_model->rowCount() || !m_model->findingAt(row).fix)
        return;
    m_context.undo.push(new SetPolicyCommand(m_context.session, *m_snapshot,
                                             m_model->findingAt(row).fix->policy,
                                             {utf8(operatorName(m_context.settings)), {}}));
}

} // namespace rollout
