#pragma once

// Where operators' wishes are carried out: asks for a reason where one matters, has the engine do
// it, and makes what is a definition undoable. Errors are reported by the session.

#include <QObject>

#include "ui/common/page.h"
#include "ui/common/prompts.h"
#include "ui/common/verb_rules.h"

namespace rollout {

class OperatorDesk : public QObject
{
    Q_OBJECT
public:
    /// Dialogs belong to `parent`.
    OperatorDesk(const PageContext& context, QWidget* parent);

    /// `selected` matters only to what is done to a selection.
    void act(Act act, EntityKey key, std::span<const TargetId> selected = {});
    /// Votes on those of the targets that still wait by then.
    void decide(EntityKey key, std::vector<TargetId> targets, bool isApproval,
                const Signature& signature);
    void addFreeze(EntityKey key, const FreezeWindow& window);
    /// By its number.
    void removeFreeze(EntityKey key, const FreezeWindow& window);
    /// Nothing typed: as the person is called in the settings.
    [[nodiscard]] Signature signature(const QString& reason = {}) const;
    void askName();

Q_SIGNALS:
    void reviewAsked();
    void done(rollout::EntityKey key, const QString& note);

private:
    void perform(Act act, EntityKey key, const std::vector<TargetId>& targets,
                 const Signature& signature);
    void performUndoable(Act act, EntityKey key, const std::vector<TargetId>& targets,
                         const Signature& signature);
    void openFreezes(EntityKey key);

    PageContext m_context;
    QWidget* m_parent;
};

} // namespace rollout
