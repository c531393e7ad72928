#include "ui/shell/key_sheet.h"

#include <QAction>
#include <QHeaderView>
#include <QTableWidget>
#include <QVBoxLayout>

namespace rollout {

namespace {

void addRow(QTableWidget& table, const QAction& action)
{
    const int row = table.rowCount();
    table.insertRow(row);
    const QString keys = QKeySequence::listToString(action.shortcuts(), QKeySequence::NativeText);
    QString name = action.text();
    name.remove(QChar(u'&'));
    int column = 0;
    for (const QString& text : {keys, name, action.statusTip()}) {
        auto* item = new QTableWidgetItem(text);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        table.setItem(row, column++, item);
    }
}

} // namespace

KeySheet::KeySheet(const std::vector<QAction*>& actions, QWidget* parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("keySheet"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Keys"));
    auto* table = new QTableWidget(0, 3, this);
    table->setObjectName(QStringLiteral("keyTable"));
    table->setAccessibleName(tr("Keys and what they do"));
    table->setHorizontalHeaderLabels({tr("Keys"), tr("Command"), tr("What it does")});
    table->verticalHeader()->hide();
    table->setShowGrid(false);
    for (const QAction* action : actions)
        if (!action->shortcuts().isEmpty())
            addRow(*table, *action);
    table->resizeColumnsToContents();
    table->horizontalHeader()->setStretchLastSection(true);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(table);
    resize(760, 560);
}

} // namespace rollout
