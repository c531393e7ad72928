#pragma once

// Asks for a PostgreSQL store: its URL and its password, which never stand in one line.

#include <QDialog>

#include "ui/common/secrets.h"

class QCheckBox;
class QDialogButtonBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace rollout {

/// What the dialog begins with.
struct ConnectQuestion
{
    QString url; ///< without password
    QString password; ///< that was tried; empty: none
    QString problem; ///< why it is asked again; empty: it is asked for the first time
};

class ConnectDialog : public QDialog
{
    Q_OBJECT
public:
    /// `secrets` is asked whether there is a key ring, and outlives the dialog.
    ConnectDialog(const ConnectQuestion& question, Secrets& secrets, QWidget* parent);

    [[nodiscard]] QString url() const; ///< without password
    [[nodiscard]] QString password() const;
    /// Whether the key ring is to have the password; nothing: there is no key ring.
    [[nodiscard]] std::optional<bool> remember() const;

private:
    QLineEdit* addLine(QFormLayout& form, const QString& words, const char* name);
    void say(const QString& problem);
    void showKeyRing(bool isThere);
    void takeUrl();

    QLabel* m_problem;
    QLineEdit* m_url = nullptr;
    QLineEdit* m_password = nullptr;
    QCheckBox* m_remember;
    QLabel* m_note;
    QDialogButtonBox* m_buttons;
    QPushButton* m_verb;
    bool m_hasKeyRing = false;
};

} // namespace rollout
