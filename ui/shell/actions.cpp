#include "ui/shell/actions.h"

#include <QUndoStack>

#include <array>

#include "ui/common/icons.h"

namespace rollout {

namespace {

struct Row
{
    const char* id; ///< object name
    const char* icon;
    const char* text;
    const char* keys; ///< separated by spaces; portable text
    const char* help; ///< a sentence
};

constexpr std::array<Row, static_cast<std::size_t>(Command::count)> rows{{
    {"step", "step", QT_TRANSLATE_NOOP("rollout::Actions", "Step"), "F10",
     QT_TRANSLATE_NOOP("rollout::Actions",
                       "Take one step: targets report, then the engine decides.")},
    {"run", "run", QT_TRANSLATE_NOOP("rollout::Actions", "Run"), "F5",
     QT_TRANSLATE_NOOP("rollout::Actions",
                       "Run or pause: steps follow each other at the chosen speed.")},
    {"stop", "stop", QT_TRANSLATE_NOOP("rollout::Actions", "Stop"), "Shift+F5",
     QT_TRANSLATE_NOOP("rollout::Actions", "Stop running.")},
    {"faster", "speed", QT_TRANSLATE_NOOP("rollout::Actions", "Faster"),
     "Ctrl++ Ctrl+=", QT_TRANSLATE_NOOP("rollout::Actions", "Run at the next higher speed.")},
    {"slower", "speed", QT_TRANSLATE_NOOP("rollout::Actions", "Slower"), "Ctrl+-",
     QT_TRANSLATE_NOOP("rollout::Actions", "Run at the next lower speed.")},
    {"setVersion", "set-version", QT_TRANSLATE_NOOP("rollout::Actions", "Set version…"),
     "Ctrl+Shift+V",
     QT_TRANSLATE_NOOP("rollout::Actions",
                       "Ask for a version; the next steps roll it out batch by batch.")},
    {"forceVersion", "force-version", QT_TRANSLATE_NOOP("rollout::Actions", "Force version…"),
     "Ctrl+Shift+F",
     QT_TRANSLATE_NOOP("rollout::Actions",
                       "Ask for a version and declare the one that is rolling out bad.")},
    {"newNamespace", "new-namespace", QT_TRANSLATE_NOOP("rollout::Actions", "New namespace…"),
     "Ctrl+Shift+N", QT_TRANSLATE_NOOP("rollout::Actions", "Create a namespace.")},
    {"newEntity", "new-entity", QT_TRANSLATE_NOOP("rollout::Actions", "New entity…"), "Ctrl+N",
     QT_TRANSLATE_NOOP("rollout::Actions",
                       "Create an entity, simulated or live, in the selected namespace.")},
    {"rename", "rename", QT_TRANSLATE_NOOP("rollout::Actions", "Rename"), "F2",
     QT_TRANSLATE_NOOP("rollout::Actions", "Rename the selected namespace or entity in place.")},
    {"delete", "delete", QT_TRANSLATE_NOOP("rollout::Actions", "Delete"), "Shift+Del",
     QT_TRANSLATE_NOOP("rollout::Actions",
                       "Delete the selected namespace or entity; undo brings it back.")},
    {"import", "import", QT_TRANSLATE_NOOP("rollout::Actions", "Import fleet…"), "Ctrl+I",
     QT_TRANSLATE_NOOP("rollout::Actions", "Read targets from a CSV, JSON or NDJSON file.")},
    {"export", "export", QT_TRANSLATE_NOOP("rollout::Actions", "Export fleet…"), "Ctrl+E",
     QT_TRANSLATE_NOOP("rollout::Actions",
                       "Write the entity's targets to a CSV, JSON or NDJSON file.")},
    {"openSample", "sample", QT_TRANSLATE_NOOP("rollout::Actions", "Open the sample"), "",
     QT_TRANSLATE_NOOP("rollout::Actions", "Open a fresh copy of the sample fleet.")},
    {"openStore", "open-store", QT_TRANSLATE_NOOP("rollout::Actions", "Open store…"), "Ctrl+O",
     QT_TRANSLATE_NOOP("rollout::Actions", "Open another store file.")},
    {"quit", "close", QT_TRANSLATE_NOOP("rollout::Actions", "Quit"), "Ctrl+Q",
     QT_TRANSLATE_NOOP("rollout::Actions", "Close the window. Everything is stored already.")},
    {"undo", "undo", QT_TRANSLATE_NOOP("rollout::Actions", "Undo"), "Ctrl+Z",
     QT_TRANSLATE_NOOP("rollout::Actions",
                       "Take back the last change of a name, a definition or a setting.")},
    {"redo", "redo", QT_TRANSLATE_NOOP("rollout::Actions", "Redo"), "Ctrl+Shift+Z Ctrl+Y",
     QT_TRANSLATE_NOOP("rollout::Actions", "Make the change again that was taken back last.")},
    {"filter", "filter", QT_TRANSLATE_NOOP("rollout::Actions", "Filter"), "/",
     QT_TRANSLATE_NOOP("rollout::Actions", "Go to the filter line of the page, or of the fleet.")},
    {"clearFilter", "close", QT_TRANSLATE_NOOP("rollout::Actions", "Clear filter, then selection"),
     "Esc",
     QT_TRANSLATE_NOOP("rollout::Actions",
                       "Clear the filter; when it is clear already, the selection.")},
    {"palette", "commands", QT_TRANSLATE_NOOP("rollout::Actions", "Command palette…"), "Ctrl+K",
     QT_TRANSLATE_NOOP("rollout::Actions",
                       "Find any command; any entity, or target of this one, by @.")},
    {"keySheet", "keys", QT_TRANSLATE_NOOP("rollout::Actions", "Keys"), "?",
     QT_TRANSLATE_NOOP("rollout::Actions", "List every command that has a key.")},
    {"nextPane", "layout", QT_TRANSLATE_NOOP("rollout::Actions", "Next pane"), "F6",
     QT_TRANSLATE_NOOP("rollout::Actions", "Move the keyboard to the next pane.")},
    {"resetLayout", "layout", QT_TRANSLATE_NOOP("rollout::Actions", "Reset layout"), "",
     QT_TRANSLATE_NOOP("rollout::Actions", "Put every dock back where it was at the first start.")},
}};

void dress(QAction& action, const Row& row)
{
    action.setObjectName(QLatin1String(row.id));
    action.setIcon(icon(QLatin1String(row.icon)));
    QList<QKeySequence> keys;
    for (const QString& key : QString::fromLatin1(row.keys).split(u' ', Qt::SkipEmptyParts))
        keys << QKeySequence(key, QKeySequence::PortableText);
    action.setShortcuts(keys);
    const QString help = Actions::tr(row.help);
    action.setStatusTip(help);
    action.setWhatsThis(help);
    const QString key =
        keys.isEmpty() ? QString() : keys.front().toString(QKeySequence::NativeText);
    const QString text = Actions::tr(row.text);
    action.setToolTip(key.isEmpty() ? help : Actions::tr("%1 (%2)\n%3").arg(text, key, help));
}

} // namespace

Actions::Actions(QUndoStack& undo, QObject* parent)
    : QObject(parent)
{
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto command = static_cast<Command>(i);
        QAction* action = command == Command::Undo ? undo.createUndoAction(this, tr("Undo"))
            : command == Command::Redo             ? undo.createRedoAction(this, tr("Redo"))
                                                   : new QAction(tr(rows[i].text), this);
        dress(*action, rows[i]);
        m_all.push_back(action);
    }
}

QAction* Actions::operator[](Command command) const
{
    return m_all[static_cast<std::size_t>(command)];
}

} // namespace rollout
