#include "ui/operate/freeze_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <array>

#include "ui/common/format.h"
#include "ui/common/standing.h"
#include "ui/common/words.h"
#include "ui/operate/moment_edit.h"
#include "ui/operate/operator_desk.h"

namespace rollout {

namespace {

enum Column { Number, From, To, Again, Why, columns };

constexpr std::chrono::hours usual{1}; // how long a window lasts unless another end is given
constexpr int longestReason = 250;
constexpr int cellMargin = 12;
constexpr int narrowest = 64; // of a column, in pixels

TimeKind kindOf(const SnapshotPtr& snapshot)
{
    return snapshot && snapshot->state.isSimulated() ? TimeKind::Simulated : TimeKind::Live;
}

QString againWords(Milliseconds period)
{
    if (period == Milliseconds(0))
        return FreezeDialog::tr("once");
    return FreezeDialog::tr("every %1").arg(formatDuration(wholeSeconds(period)));
}

} // namespace

FreezeDialog::FreezeDialog(Session& session, OperatorDesk& desk, EntityKey key, QWidget* parent)
    : QDialog(parent)
    , m_session(session)
    , m_desk(desk)
    , m_key(key)
    , m_table(new QTableWidget(0, columns, this))
    , m_remove(new QPushButton(tr("&Remove window"), this))
    , m_from(new MomentEdit(kindOf(session.snapshot(key)), QStringLiteral("freezeFrom"), tr("From"),
                            this))
    , m_to(new MomentEdit(kindOf(session.snapshot(key)), QStringLiteral("freezeTo"), tr("Until"),
                          this))
    , m_again(new QComboBox(this))
    , m_reason(new QLineEdit(this))
    , m_wrong(new QLabel(this))
    , m_add(new QPushButton(tr("&Add window"), this))
{
    setObjectName(QStringLiteral("freezeDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    const SnapshotPtr snapshot = session.snapshot(key);
    setWindowTitle(
        tr("Freeze windows of %1").arg(snapshot ? text(snapshot->entityName) : QString()));
    resize(620, 440);
    auto* explained = new QLabel(tr("In a freeze window nothing new is assigned. Rolling back goes "
                                    "on, and timers run."),
                                 this);
    explained->setWordWrap(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(10);
    column->addWidget(explained);
    column->addWidget(makeTable(), 1);
    column->addWidget(makeForm());
    column->addWidget(buttons);
    connect(&session, &Session::entityChanged, this, [this](EntityKey changed) {
        if (changed == m_key)
            showWindows();
    });
    const Time now = snapshot ? snapshot->clock : Time{};
    m_from->setMoment(now);
    m_to->setMoment(now + usual);
    m_from->setFocus();
    showWindows();
    judge();
}

QWidget* FreezeDialog::makeTable()
{
    auto* frame = new QWidget(this);
    auto* grid = new QVBoxLayout(frame);
    grid->setContentsMargins(0, 0, 0, 0);
    m_table->setObjectName(QStringLiteral("freezeTable"));
    m_table->setAccessibleName(tr("Freeze windows"));
    m_table->setHorizontalHeaderLabels(
        {tr("Number"), tr("From"), tr("Until"), tr("Again"), tr("Who and why")});
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setMinimumSectionSize(narrowest);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_remove->setObjectName(QStringLiteral("removeFreeze"));
    m_remove->setAutoDefault(false);
    connect(m_remove, &QPushButton::clicked, this, &FreezeDialog::removeCurrent);
    connect(m_table, &QTableWidget::itemSelectionChanged, this,
            [this] { m_remove->setEnabled(!m_table->selectedItems().isEmpty()); });
    grid->addWidget(m_table, 1);
    grid->addWidget(m_remove, 0, Qt::AlignRight);
    return frame;
}

QWidget* FreezeDialog::makeForm()
{
    auto* box = new QGroupBox(tr("New window"), this);
    auto* form = new QFormLayout(box);
    m_again->setObjectName(QStringLiteral("freezeAgain"));
    m_again->setAccessibleName(tr("Comes again"));
    m_again->addItem(tr("never"), 0);
    m_again->addItem(tr("every day"), 24 * 3600);
    m_again->addItem(tr("every week"), 7 * 24 * 3600);
    m_reason->setObjectName(QStringLiteral("freezeReason"));
    m_reason->setAccessibleName(tr("Reason"));
    m_reason->setMaxLength(longestReason);
    m_wrong->setObjectName(QStringLiteral("freezeWrong"));
    m_wrong->setWordWrap(true);
    m_add->setObjectName(QStringLiteral("addFreeze"));
    form->addRow(tr("&From"), m_from);
    form->addRow(tr("&Until"), m_to);
    form->addRow(tr("&Comes again"), m_again);
    form->addRow(tr("&Reason"), m_reason);
    form->addRow(m_wrong);
    form->addRow(QString(), m_add);
    for (MomentEdit* edit : {m_from, m_to})
        connect(edit, &MomentEdit::changed, this, &FreezeDialog::judge);
    connect(m_again, &QComboBox::currentIndexChanged, this, &FreezeDialog::judge);
    connect(m_add, &QPushButton::clicked, this, &FreezeDialog::add);
    return box;
}

void FreezeDialog::showWindows()
{
    const SnapshotPtr snapshot = m_session.snapshot(m_key);
    if (!snapshot)
        return reject(); // the entity is gone
    if (m_windows == snapshot->state.control.freezes && m_table->rowCount() > 0)
        return;
    m_windows = snapshot->state.control.freezes;
    m_table->setRowCount(static_cast<int>(m_windows.size()));
    for (int row = 0; row < m_table->rowCount(); ++row)
        setRow(row, m_windows[static_cast<std::size_t>(row)], *snapshot);
    for (const int column : {Number, From, To, Again}) {
        m_table->resizeColumnToContents(column);
        m_table->setColumnWidth(column, m_table->columnWidth(column) + cellMargin);
    }
    m_remove->setEnabled(!m_table->selectedItems().isEmpty());
}

void FreezeDialog::setRow(int row, const FreezeWindow& window, const EntitySnapshot& snapshot)
{
    const std::array<QString, columns> cells{
        QString::number(window.number), momentText(window.from, snapshot),
        momentText(window.to, snapshot), againWords(window.period), signedWords(window.signature)};
    for (int column = 0; column < columns; ++column)
        m_table->setItem(row, column,
                         new QTableWidgetItem(cells[static_cast<std::size_t>(column)]));
}

FreezeWindow FreezeDialog::typed() const
{
    return {m_from->moment(), m_to->moment(), Seconds(m_again->currentData().toInt()),
            m_desk.signature(m_reason->text())};
}

void FreezeDialog::judge()
{
    const auto checked = checkFreezeWindow(typed());
    const SnapshotPtr snapshot = m_session.snapshot(m_key);
    const bool isOver = snapshot && typed().isOverAt(snapshot->clock);
    m_wrong->setText(!checked     ? errorText(checked.error())
                         : isOver ? tr("The window is over already.")
                                  : QString());
    m_wrong->setVisible(!m_wrong->text().isEmpty());
    m_add->setEnabled(m_wrong->text().isEmpty());
}

void FreezeDialog::add()
{
    m_desk.addFreeze(m_key, typed());
    m_reason->clear();
}

void FreezeDialog::removeCurrent()
{
    const int row = m_table->currentRow();
    if (row >= 0 && row < static_cast<int>(m_windows.size()))
        m_desk.removeFreeze(m_key, m_windows[static_cast<std::size_t>(row)]);
}

} // namespace rollout
