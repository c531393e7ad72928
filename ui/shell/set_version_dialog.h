#pragma once

// Asks for a version; the versions that the entity knows are offered.

#include <QDialog>

#include <string_view>

#include "service/orchestrator.h"
#include "ui/common/summary.h"

class QComboBox;
class QLabel;
class QPushButton;

namespace rollout {

enum class VersionWish : std::uint8_t { Set, Force };

/// Whether forcing `version` would declare another one bad that is being rolled out.
[[nodiscard]] bool declaresBad(const EntityState& state, std::string_view version);

class SetVersionDialog : public QDialog
{
    Q_OBJECT
public:
    /// The summary is the snapshot's.
    SetVersionDialog(const EntitySnapshot& snapshot, const EntitySummary& summary, VersionWish wish,
                     QWidget* parent);

    [[nodiscard]] QString version() const;

private:
    void makeLayout(const EntitySnapshot& snapshot);
    void judge();
    [[nodiscard]] QString noteWords() const;
    [[nodiscard]] QString verbWords() const;
    [[nodiscard]] bool isDestructive() const;

    const EntityState m_state;
    const std::int64_t m_told; ///< targets that were told to run the version under way
    VersionWish m_wish;
    QComboBox* m_box;
    QLabel* m_note;
    QPushButton* m_verb;
    QPushButton* m_cancel;
};

/// What forcing does to the version that is under way: "v2 is declared bad at once, and …".
[[nodiscard]] QString forcedWords(const EntityState& state, std::int64_t told);

} // namespace rollout
