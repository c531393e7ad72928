#pragma once

// Ctrl+K: every command by its words; every entity, and the targets of the one in focus, by "@".
// Enter does what is marked, the first match at first.

#include <QDialog>
#include <QIcon>

#include <functional>
#include <vector>

class QLineEdit;
class QListWidget;
class QListWidgetItem;

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

/// Looks elsewhere for what fits the words after "@", and answers later, unless `context` is gone.
using PaletteFinder =
    std::function<void(QObject* context, const QString& words,
                       std::function<void(const std::vector<PaletteItem>&)> found)>;

class CommandPalette : public QDialog
{
    Q_OBJECT
public:
    CommandPalette(std::vector<PaletteItem> items, PaletteFinder finder, QWidget* parent);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void refill(const QString& query);
    void search(const QString& query);
    void addRow(std::size_t item);
    void run(const QListWidgetItem* row);

    std::vector<PaletteItem> m_items; ///< beyond m_fixed: those found by the finder
    std::size_t m_fixed;
    PaletteFinder m_finder;
    bool m_isSearching = false; ///< one search at a time: the last words are looked for in the end
    QLineEdit* m_edit;
    QListWidget* m_list;
};

} // namespace rollout
