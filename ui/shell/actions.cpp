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
    {"whatIf", "whatif", QT_TRANSLATE_NOOP("rollout::Actions", "What-if…"), "Ctrl+Shift+W",
     QT_TRANSLATE_NOOP("rollout::Actions",
                       "Compare policies on many simulated rollouts before one is begun.")},
    {"newNamespace", "new-namespace", QT_TRANSLATE_NOOP("rollout::Actions", "New namespace…"),
     "Ctrl+Shift+N", QT_TRANSLATE_NOOP("rollout::Actions", "Create a namespace.")},
    {"newEntity", "new-entity", QT_TRANSLATE_NOOP("rollout::Actions", "New entity…"), "Ctrl+N",
     QT_TRANSLATE_NOOP("rollout::Actions",
                       "Create an entity, simulated or live, in the selected namespace.")},
    {"newSimulation", "training",
     QT_TRANSLATE_NOOP("rollout::Actions", "New simulation from scenario…"), "",
     QT_TRANSLATE_NOOP("rollout::Actions",
                       "Choose a scenario, to simulate its fleet or to train with it.")},
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
    {"connectStore", "server", QT_TRANSLATE_NOOP("rollout::Actions", "Connect to a server…"),
     "Ctrl+Shift+O",
     QT_TRANSLATE_NOOP("rollout::Actions", "Open a store that is kept in a PostgreSQL database.")},
    {"retention", "history", QT_TRANSLATE_NOOP("rollout::Actions", "Keep the journal…"), "",
     QT_TRANSLATE_NOOP("rollout::Actions", "Choose for how long the store keeps its journal.")},
    {"simulateFromHere", "fork", QT_TRANSLATE_NOOP("rollout::Actions", "Simulate from here…"), "",
     QT_TRANSLATE_NOOP("rollout::Actions",
                       "Go on from what is shown in a simulated entity of its own.")},
    {"backToNow", "clock", QT_TRANSLATE_NOOP("rollout::Actions", "Back to now"), "",
     QT_TRANSLATE_NOOP("rollout::Actions", "Leave the past moment that is looked at.")},
    {"compareEntities", "compare", QT_TRANSLATE_NOOP("rollout::Actions", "Compare entities…"), "",
     QT_TRANSLATE_NOOP("rollout::Actions",
                       "Show the figures of two entities, or branches, side by side.")},
    {"playDemo", "present", QT_TRANSLATE_NOOP("rollout::Actions", "Play demo…"), "",
     QT_TRANSLATE_NOOP("rollout::Actions",
                       "Show a simulated rollout to others, scene by scene, full screen.")},
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
    {"layoutOperate", "layout", QT_TRANSLATE_NOOP("rollout::Actions", "Layout Operate"), "Alt+1",
     QT_TRANSLATE_NOOP("rollout::Actions", "Have everything that steers a rollout in reach.")},
    {"layoutAnalyse", "whatif", QT_TRANSLATE_NOOP("rollout::Actions", "Layout Analyse"), "Alt+2",
     QT_TRANSLATE_NOOP("rollout::Actions", "Make room for what-if, with the event log below.")},
    {"layoutTrain", "training", QT_TRANSLATE_NOOP("rollout::Actions", "Layout Train"), "Alt+3",
     QT_TRANSLATE_NOOP("rollout::Actions", "Have the exercises beside the rollout.")},
    {"layoutPresent", "present", QT_TRANSLATE_NOOP("rollout::Actions", "Layout Present"),
     "F11 Alt+4",
     QT_TRANSLATE_NOOP("rollout::Actions",
                       "Show the rollout full screen in large type; Escape leaves it.")},
    {"resetLayout", "layout", QT_TRANSLATE_NOOP("rollout::Actions", "Reset layout"), "",
     QT_TRANSLATE_NOOP("rollout::Actions",
                       "Put everything of the layout in use back where it was at first.")},
    {"yourName", "rename", QT_TRANSLATE_NOOP("rollout::Actions", "Your name…"), "",
     QT_TRANSLATE_NOOP("rollout::Actions",
                       "Choose the name that your doings are signed with in the event log.")},
    {"pauseRollout", "pause", QT_TRANSLATE_NOOP("rollout::Actions", "Pause rollout…"),
     "Ctrl+Shift+P",
     QT_TRANSLATE_NOOP("rollout::Actions",
                       "Judge and assign nothing until it is resumed; timers stand still.")},
    {"resumeRollout", "run", QT_TRANSLATE_NOOP("rollout::Actions", "Resume rollout"),
     "Ctrl+Shift+R",
     QT_TRANSLATE_NOOP("rollout::Actions", "Let a paused rollout go on where it was.")},
    {"abortRollout", "roll-back", QT_TRANSLATE_NOOP("rollout::Actions", "Roll back…"),
     "Ctrl+Shift+B",
     QT_TRANSLATE_NOOP(
         "rollout::Actions",
         "Abort: declare the rolling version bad and go back to the last known good one.")},
    {"retryVersion", "retry", QT_TRANSLATE_NOOP("rollout::Actions", "Retry bad version…"), "",
     QT_TRANSLATE_NOOP("rollout::Actions", "Let the last known bad version be tried again.")},
    {"retryFailed", "retry", QT_TRANSLATE_NOOP("rollout::Actions", "Retry failed targets"), "",
     QT_TRANSLATE_NOOP("rollout::Actions",
                       "Give every target that failed on the rolling version another chance.")},
    {"excludeFailing", "exclude", QT_TRANSLATE_NOOP("rollout::Actions", "Exclude failed targets…"),
     "",
     QT_TRANSLATE_NOOP("rollout::Actions",
                       "Take every target that failed on the rolling version out of rollouts.")},
    {"promoteRollout", "promote", QT_TRANSLATE_NOOP("rollout::Actions", "Promote…"), "",
     QT_TRANSLATE_NOOP(
         "rollout::Actions",
         "Assign the rolling version to all the rest at once, past batches and waves.")},
    {"releaseWave", "wave", QT_TRANSLATE_NOOP("rollout::Actions", "Let next wave begin"), "",
     QT_TRANSLATE_NOOP("rollout::Actions", "Let the wave after a manual one begin.")},
    {"lockEntity", "lock", QT_TRANSLATE_NOOP("rollout::Actions", "Lock…"), "",
     QT_TRANSLATE_NOOP("rollout::Actions",
                       "Let nobody do anything to the entity until it is unlocked.")},
    {"unlockEntity", "unlock", QT_TRANSLATE_NOOP("rollout::Actions", "Unlock"), "",
     QT_TRANSLATE_NOOP("rollout::Actions", "Let a locked entity go on where it was.")},
    {"freezeWindows", "freeze", QT_TRANSLATE_NOOP("rollout::Actions", "Freeze windows…"), "",
     QT_TRANSLATE_NOOP("rollout::Actions",
                       "Add and remove times in which nothing new is assigned.")},
    {"approveAll", "approve", QT_TRANSLATE_NOOP("rollout::Actions", "Approve all"), "",
     QT_TRANSLATE_NOOP("rollout::Actions", "Approve every target that waits for it.")},
    {"rejectAll", "reject", QT_TRANSLATE_NOOP("rollout::Actions", "Reject all…"), "",
     QT_TRANSLATE_NOOP("rollout::Actions", "Reject every target that waits for approval.")},
    {"reviewApprovals", "approvals", QT_TRANSLATE_NOOP("rollout::Actions", "Review approvals…"),
     "Ctrl+Shift+A",
     QT_TRANSLATE_NOOP("rollout::Actions", "Go to the targets that wait for approval.")},
    {"retrySelected", "retry", QT_TRANSLATE_NOOP("rollout::Actions", "Retry selected targets"), "",
     QT_TRANSLATE_NOOP("rollout::Actions",
                       "Give the selected targets that failed another chance.")},
    {"excludeSelected", "exclude", QT_TRANSLATE_NOOP("rollout::Actions", "Exclude from rollouts…"),
     "Ctrl+Shift+E",
     QT_TRANSLATE_NOOP("rollout::Actions",
                       "Take the selected targets out of rollouts, for maintenance.")},
    {"includeSelected", "include", QT_TRANSLATE_NOOP("rollout::Actions", "Include in rollouts"),
     "Ctrl+Shift+I",
     QT_TRANSLATE_NOOP("rollout::Actions",
                       "Let the selected targets take part in rollouts again.")},
    {"approveSelected", "approve",
     QT_TRANSLATE_NOOP("rollout::Actions", "Approve selected targets"), "",
     QT_TRANSLATE_NOOP("rollout::Actions", "Approve the selected targets that wait for it.")},
    {"rejectSelected", "reject", QT_TRANSLATE_NOOP("rollout::Actions", "Reject selected targets…"),
     "",
     QT_TRANSLATE_NOOP("rollout::Actions", "Reject the selected targets that wait for approval.")},
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
