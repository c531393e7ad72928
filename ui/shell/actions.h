#pragma once

// Every command of the window: its words, icon and keys in one table. Menus, toolbar, command
// palette and key sheet are made of it. What a command does is connected elsewhere.

#include <QAction>
#include <QObject>

#include <vector>

#include "ui/common/verb_rules.h"

class QUndoStack;

namespace rollout {

enum class Command : std::uint8_t {
    Step,
    RunPause,
    Stop,
    Faster,
    Slower,
    SetVersion,
    ForceVersion,
    WhatIf,
    NewNamespace,
    NewEntity,
    NewSimulation,
    Rename,
    Delete,
    Import,
    Export,
    OpenSample,
    OpenStore,
    ConnectStore,
    Retention,
    SimulateFromHere,
    BackToNow,
    CompareEntities,
    PlayDemo,
    Quit,
    Undo,
    Redo,
    Filter,
    ClearFilter,
    Palette,
    KeySheet,
    NextPane,
    LayoutOperate,
    LayoutAnalyse,
    LayoutTrain,
    LayoutPresent,
    ResetLayout,
    YourName,
    // What operators do, in the order of Act.
    PauseRollout,
    ResumeRollout,
    AbortRollout,
    RetryVersion,
    RetryFailed,
    ExcludeFailing,
    PromoteRollout,
    ReleaseWave,
    LockEntity,
    UnlockEntity,
    FreezeWindows,
    ApproveAll,
    RejectAll,
    ReviewApprovals,
    RetrySelected,
    ExcludeSelected,
    IncludeSelected,
    ApproveSelected,
    RejectSelected,
    count
};

[[nodiscard]] constexpr Command commandOf(Act act)
{
    return static_cast<Command>(static_cast<int>(Command::PauseRollout) + static_cast<int>(act));
}
static_assert(static_cast<std::size_t>(Command::count)
              == static_cast<std::size_t>(Command::PauseRollout) + actCount);

class Actions : public QObject
{
    Q_OBJECT
public:
    Actions(QUndoStack& undo, QObject* parent);

    [[nodiscard]] QAction* operator[](Command command) const;
    /// All of them, and those added since.
    [[nodiscard]] const std::vector<QAction*>& all() const { return m_all; }
    /// A command of a page or dock, for the palette and the key sheet.
    void add(QAction* action) { m_all.push_back(action); }

private:
    std::vector<QAction*> m_all; ///< the first Command::count in their order
};

} // namespace rollout
