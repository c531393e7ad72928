#pragma once

// Asks what a simulation that goes on from an entity is to be called, and how its fleet behaves.

#include <QDialog>

#include "ui/common/session.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace rollout {

class ForkDialog : public QDialog
{
    Q_OBJECT
public:
    ForkDialog(const Session& session, SnapshotPtr original, QWidget* parent);

    [[nodiscard]] const SnapshotPtr& original() const { return m_original; }
    [[nodiscard]] Orchestrator::ForkPlace place() const;

private:
    void makeLayout();
    void fillBehaviours();
    void judge();
    [[nodiscard]] QString complaint() const;

    const Session& m_session;
    const SnapshotPtr m_original;
    QComboBox* m_namespace;
    QLineEdit* m_name;
    QComboBox* m_behaviour;
    QLabel* m_about;
    QLabel* m_note;
    QPushButton* m_verb;
};

} // namespace rollout
