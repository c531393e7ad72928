#pragma once

// A part of a form that folds away under its title; folded, a few words say what is in it.

#include <QWidget>

class QLabel;
class QToolButton;

namespace rollout {

class FoldSection : public QWidget
{
    Q_OBJECT
public:
    /// Takes `body`. Folded at first.
    FoldSection(const QString& title, QWidget* body, QWidget* parent = nullptr);

    void setSummary(const QString& words);
    [[nodiscard]] QString summary() const;
    void setOpen(bool isOpen);

private:
    void arrange();

    QToolButton* m_header;
    QLabel* m_summary;
    QWidget* m_body;
    bool m_isOpen = false;
};

} // namespace rollout
