#include "ui/shell/command_palette.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace rollout {

bool matchesWords(const QString& text, const QString& query)
{
    const QStringList words = query.split(u' ', Qt::SkipEmptyParts);
    return std::all_of(words.begin(), words.end(), [&](const QString& word) {
        return text.contains(word, Qt::CaseInsensitive);
    });
}

CommandPalette::CommandPalette(std::vector<PaletteItem> items, QWidget* parent)
    : QDialog(parent, Qt::Popup | Qt::FramelessWindowHint)
    , m_items(std::move(items))
    , m_edit(new QLineEdit(this))
    , m_list(new QListWidget(this))
{
    setObjectName(QStringLiteral("commandPalette"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Command palette"));
    m_edit->setObjectName(QStringLiteral("paletteEdit"));
    m_edit->setPlaceholderText(tr("A command, or @ and an entity"));
    m_edit->setAccessibleName(tr("Command or @entity"));
    m_edit->installEventFilter(this);
    m_list->setObjectName(QStringLiteral("paletteList"));
    m_list->setAccessibleName(tr("Matching commands and entities"));
    m_list->setUniformItemSizes(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 6);
    layout->addWidget(m_edit);
    layout->addWidget(m_list);
    resize(560, 380);
    connect(m_edit, &QLineEdit::textChanged, this, &CommandPalette::refill);
    connect(m_edit, &QLineEdit::returnPressed, this, &CommandPalette::runCurrent);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::runCurrent);
    refill({});
    m_edit->setFocus();
}

void CommandPalette::refill(const QString& query)
{
    m_list->clear();
    const bool wantsEntities = query.startsWith(u'@');
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        const PaletteItem& item = m_items[i];
        const QString words = wantsEntities ? query.mid(1) : query;
        if ((wantsEntities && !item.text.startsWith(u'@')) || !matchesWords(item.text, words))
            continue;
        const QString line =
            item.hint.isEmpty() ? item.text : tr("%1    %2").arg(item.text, item.hint);
        auto* row = new QListWidgetItem(item.icon, line, m_list);
        row->setData(Qt::UserRole, static_cast<int>(i));
    }
    m_list->setCurrentRow(0);
}

void CommandPalette::runCurrent()
{
    const QListWidgetItem* row = m_list->currentItem();
    if (!row)
        return;
    const auto run = m_items[static_cast<std::size_t>(row->data(Qt::UserRole).toInt())].run;
    close(); // first: the command may open a dialog of its own
    run();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    const int by = key == Qt::Key_Down ? 1 : key == Qt::Key_Up ? -1 : 0;
    if (by == 0)
        return QDialog::eventFilter(watched, event);
    m_list->setCurrentRow(std::clamp(m_list->currentRow() + by, 0, m_list->count() - 1));
    return true;
}

} // namespace rollout
