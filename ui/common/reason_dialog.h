#pragma once

// Asks why an operator does something, and who signs it; for what is live and destructive the
// entity's name has to be typed as well.

#include <QDialog>

#include "ui/common/prompts.h"

class QDialogButtonBox;
class QFormLayout;
class QLineEdit;
class QPushButton;

namespace rollout {

class ReasonDialog : public QDialog
{
    Q_OBJECT
public:
    ReasonDialog(const ReasonQuestion& question, QWidget* parent);

    [[nodiscard]] Signature signature() const;

private:
    QLineEdit* addLine(QFormLayout& form, const QString& words, const char* name);
    void judge();

    QString m_wanted; ///< to be typed; empty: nothing
    QLineEdit* m_reason = nullptr;
    QLineEdit* m_by = nullptr;
    QLineEdit* m_typed = nullptr;
    QDialogButtonBox* m_buttons;
    QPushButton* m_verb;
};

} // namespace rollout
