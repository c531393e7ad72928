#pragma once

// The dock "Event log": what happened to the focused entity, newest first, with reasons.

#include <QTimer>

#include <optional>

#include "ui/common/page.h"

class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace rollout {

class EmptyHint;
class EventsLoader;
class EventsModel;
class ExportBar;
class Focus;
class StretchBar;

class EventsPage : public EntityPage
{
    Q_OBJECT
public:
    explicit EventsPage(const PageContext& context, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    void showSnapshot(const SnapshotPtr& snapshot) override;
    [[nodiscard]] QWidget* filterEdit() const override;

protected:
    void keyPressEvent(QKeyEvent* event) override; ///< Escape: the filter, then the selection
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeBar();
    QToolButton* makeToggle(const QString& words, const QString& tip, const QString& name);
    void makeTable();
    void fitColumns();
    void reload();
    [[nodiscard]] JournalFilter filter() const;
    [[nodiscard]] bool isFollowing() const;
    void takeFirst(const std::vector<JournalRow>& rows, bool hasOlder);
    void takeNewer(const std::vector<JournalRow>& rows);
    void showPending();
    void updatePill();
    void chooseFace();
    void copySelection() const;

    Focus& m_focus; ///< may ask for a part of the past only
    EventsLoader* m_loader;
    EventsModel* m_model;
    QTableView* m_table;
    EmptyHint* m_hint;
    QStackedWidget* m_faces;
    QPushButton* m_pill;
    QLineEdit* m_edit = nullptr;
    QToolButton* m_follow = nullptr;
    QToolButton* m_targets = nullptr;
    QToolButton* m_steps = nullptr;
    ExportBar* m_export = nullptr;
    StretchBar* m_stretch;
    QTimer m_typing; ///< a query a pause, not a key
    std::optional<EntityKey> m_key;
    std::vector<JournalRow> m_pending; ///< new events that wait behind the pill, oldest first
};

} // namespace rollout
