#pragma once

// Asks for a version; the versions that the entity knows are offered.

#include <QDialog>

#include <functional>

#include "service/orchestrator.h"

class QComboBox;
class QLabel;
class QPushButton;

namespace rollout {

enum class VersionWish : std::uint8_t { Set, Force };

class SetVersionDialog : public QDialog
{
    Q_OBJECT
public:
    SetVersionDialog(const EntitySnapshot& snapshot, VersionWish wish, QWidget* parent);

    [[nodiscard]] QString version() const;

private:
    void judge();

    const EntityState m_state;
    VersionWish m_wish;
    QComboBox* m_box;
    QLabel* m_note;
    QPushButton* m_verb;
};

} // namespace rollout
