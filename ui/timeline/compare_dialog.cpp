#include "ui/timeline/compare_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QTableWidget>

#include <algorithm>

#include "ui/common/words.h"

namespace rollout {

CompareDialog::CompareDialog(Session& session, EntityKey first, QWidget* parent)
    : QDialog(parent)
    , m_session(session)
    , m_left(makeBox(QStringLiteral("compareLeft"), tr("One entity")))
    , m_right(makeBox(QStringLiteral("compareRight"), tr("The other entity")))
    , m_sentence(new QLabel(this))
    , m_table(new QTableWidget(0, 2, this))
{
    setObjectName(QStringLiteral("compareDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Compare entities"));
    resize(720, 560);
    makeLayout();
    m_left->setCurrentIndex(m_left->findData(static_cast<qint64>(first)));
    proposeOther(first);
    for (QComboBox* box : {m_left, m_right})
        connect(box, &QComboBox::currentIndexChanged, this, &CompareDialog::ask);
    connect(&session, &Session::entityChanged, this, [this](EntityKey key) {
        const auto number = static_cast<qint64>(key);
        if (m_left->currentData().toLongLong() == number
            || m_right->currentData().toLongLong() == number)
            ask();
    });
    ask();
}

QComboBox* CompareDialog::makeBox(const QString& objectName, const QString& accessibleName)
{
    auto* box = new QComboBox(this);
    box->setObjectName(objectName);
    box->setAccessibleName(accessibleName);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    const auto directory = m_session.directory();
    for (const DirectoryNode& node : *directory)
        for (const auto& entity : node.entities)
            box->addItem(tr("%1 › %2").arg(text(node.name), text(entity.name)),
                         static_cast<qint64>(entity.key));
    return box;
}

void CompareDialog::makeLayout()
{
    m_sentence->setObjectName(QStringLiteral("compareSentence"));
    m_sentence->setWordWrap(true);
    QFont bold = m_sentence->font();
    bold.setBold(true);
    m_sentence->setFont(bold);
    m_table->setObjectName(QStringLiteral("compareTable"));
    m_table->setAccessibleName(tr("Figures of both"));
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* grid = new QGridLayout(this);
    grid->addWidget(m_left, 0, 0);
    grid->addWidget(new QLabel(tr("with"), this), 0, 1);
    grid->addWidget(m_right, 0, 2);
    grid->addWidget(m_sentence, 1, 0, 1, 3);
    grid->addWidget(m_table, 2, 0, 1, 3);
    grid->addWidget(buttons, 3, 0, 1, 3);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(2, 1);
}

/// The namesake with or without " · branch N" that comes next.
void CompareDialog::proposeOther(EntityKey first)
{
    const int own = m_left->findData(static_cast<qint64>(first));
    const auto root = [this](int index) {
        return m_left->itemText(index).section(QStringLiteral(" · "), 0, 0);
    };
    int other = own == 0 ? 1 : 0;
    for (int index = m_left->count() - 1; index >= 0; --index)
        if (index != own && root(index) == root(own))
            other = index;
    m_right->setCurrentIndex(std::min(other, m_right->count() - 1));
}

void CompareDialog::ask()
{
    const auto left = static_cast<EntityKey>(m_left->currentData().toLongLong());
    const auto right = static_cast<EntityKey>(m_right->currentData().toLongLong());
    using Sides = std::pair<ComparedSide, ComparedSide>;
    m_session.attempt(
        this,
        [left, right](Orchestrator& engine) -> Result<Sides> {
            auto a = readSide(engine, left);
            if (!a)
                return tl::unexpected(a.error());
            return readSide(engine, right).map([&](const ComparedSide& b) {
                return Sides{std::move(*a), b};
            });
        },
        [this, question = ++m_question](const Sides& sides) {
            if (question == m_question)
                showSides(sides.first, sides.second);
        });
}

void CompareDialog::showSides(const ComparedSide& a, const ComparedSide& b)
{
    m_sentence->setText(differenceSentence(a, b));
    const auto rows = compareSides(a, b);
    m_table->setRowCount(static_cast<int>(rows.size()));
    m_table->setHorizontalHeaderLabels(
        {text(a.snapshot->entityName), text(b.snapshot->entityName)});
    QStringList labels;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const ComparedRow& of = rows[static_cast<std::size_t>(row)];
        labels << of.label;
        int column = 0;
        for (const QString& words : {of.a, of.b}) {
            auto* item = new QTableWidgetItem(words);
            QFont font = item->font();
            font.setBold(of.a != of.b);
            item->setFont(font);
            m_table->setItem(row, column++, item);
        }
    }
    m_table->setVerticalHeaderLabels(labels);
}

} // namespace rollout
