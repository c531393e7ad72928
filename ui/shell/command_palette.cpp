#include "ui/shell/command_palette.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace rollout {

bool matchesWords(const QString& text, const QString& query)
{
    const QStringList words = query.split(u' ', Qt::SkipEmptyParts);
    return std::all_of(words.begin(), words.end(), [&](const QString& word) {
        return text.contains(word, Qt::CaseInsensitive);
    });
}

CommandPalette::CommandPalette(std::vector<PaletteItem> items, PaletteFinder finder,
                               QWidget* parent)
    : QDialog(parent, Qt::Popup | Qt::FramelessWindowHint)
    , m_items(std::move(items))
    , m_fixed(m_items.size())
    , m_finder(std::move(finder))
    , m_edit(new QLineEdit(this))
    , m_list(new QListWidget(this))
{
    setObjectName(QStringLiteral("commandPalette"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Command palette"));
    m_edit->setObjectName(QStringLiteral("paletteEdit"));
    m_edit->setPlaceholderText(tr("A command, or @ and an entity or a target"));
    m_edit->setAccessibleName(tr("Command, @entity or @target"));
    m_edit->installEventFilter(this);
    m_list->setObjectName(QStringLiteral("paletteList"));
    m_list->setAccessibleName(tr("What matches"));
    m_list->setUniformItemSizes(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 6);
    layout->addWidget(m_edit);
    layout->addWidget(m_list);
    resize(560, 380);
    connect(m_edit, &QLineEdit::textChanged, this, &CommandPalette::refill);
    connect(m_edit, &QLineEdit::returnPressed, this, [this] { run(m_list->currentItem()); });
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::run);
    connect(m_list, &QListWidget::itemActivated, this, &CommandPalette::run);
    refill({});
    m_edit->setFocus();
}

void CommandPalette::refill(const QString& query)
{
    m_list->clear();
    m_items.resize(m_fixed);
    const bool wantsThings = query.startsWith(u'@');
    const QString words = wantsThings ? query.mid(1) : query;
    for (std::size_t i = 0; i < m_items.size(); ++i)
        if ((!wantsThings || m_items[i].text.startsWith(u'@'))
            && matchesWords(m_items[i].text, words))
            addRow(i);
    m_list->setCurrentRow(0);
    if (wantsThings && !words.trimmed().isEmpty())
        search(query);
}

void CommandPalette::addRow(std::size_t item)
{
    const PaletteItem& shown = m_items[item];
    const QString line =
        shown.hint.isEmpty() ? shown.text : tr("%1    %2").arg(shown.text, shown.hint);
    auto* row = new QListWidgetItem(shown.icon, line, m_list);
    row->setData(Qt::UserRole, static_cast<int>(item));
}

void CommandPalette::search(const QString& query)
{
    if (!m_finder || std::exchange(m_isSearching, true))
        return;
    m_finder(this, query.mid(1), [this, query](const std::vector<PaletteItem>& found) {
        m_isSearching = false;
        if (m_edit->text() != query) // typed on meanwhile
            return refill(m_edit->text());
        for (const PaletteItem& item : found) {
            m_items.push_back(item);
            addRow(m_items.size() - 1);
        }
        if (m_list->currentRow() < 0)
            m_list->setCurrentRow(0);
    });
}

void CommandPalette::run(const QListWidgetItem* row)
{
    if (!row || !isVisible()) // a click may activate as well
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
    if (m_list->count() > 0)
        m_list->setCurrentRow(std::clamp(m_list->currentRow() + by, 0, m_list->count() - 1));
    return true;
}

} // namespace rollout
