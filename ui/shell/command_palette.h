#pragma once

// Ctrl+K: every command by its words, every entity by "@". Enter does the first match.

#include <QDialog>
#include <QIcon>

#include <functional>
#include <vector>

class QLineEdit;
class QListWidget;

namespace rollout {

struct PaletteItem
{
    QString text; ///< entities begin with "@"
    QString hint; ///< keys, or what kind of thing it is
    QIcon icon;
    std::function<void()> run;
};

/// Whether every word of `query` occurs in `text`, in any order and case.
[[nodiscard]] bool matchesWords(const QString& text, const QString& query);

class CommandPalette : public QDialog
{
    Q_OBJECT
public:
    CommandPalette(std::vector<PaletteItem> items, QWidget* parent);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void refill(const QString& query);
    void runCurrent();

    std::vector<PaletteItem> m_items;
    QLineEdit* m_edit;
    QListWidget* m_list;
};

} // namespace rollout
