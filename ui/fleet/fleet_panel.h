#pragma once

// The Fleet dock: filter line and tree. What is selected comes into focus; what is in focus is
// selected. With a namespace selected nothing is in focus: no command acts on what is not marked.

#include <QWidget>

#include <optional>
#include <vector>

#include "ui/common/page.h"

class QAction;
class QLineEdit;
class QMenu;
class QTreeView;

namespace rollout {

class FleetEditor;
class FleetFilter;
class FleetModel;
struct FleetNode;

/// Actions of the window that the tree offers in its context menu, and acts upon.
struct FleetActions
{
    QAction* newNamespace = nullptr;
    QAction* newEntity = nullptr;
    QAction* rename = nullptr;
    QAction* remove = nullptr;
    QAction* setVersion = nullptr;
    QAction* import = nullptr;
    std::vector<QAction*> rollout = {}; ///< null: a separator
};

class FleetPanel : public QWidget
{
    Q_OBJECT
public:
    FleetPanel(const PageContext& context, FleetEditor& editor, const FleetActions& actions);

    [[nodiscard]] QLineEdit* filterEdit() const { return m_filterEdit; }
    /// The namespace of what is selected; empty when nothing is.
    [[nodiscard]] QString currentNamespace() const;

    /// Selects the entity as soon as it is listed.
    void await(EntityKey key);

    void askNewNamespace();
    void askNewEntity();
    void renameCurrent();
    void deleteCurrent();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void connectActions(const FleetActions& actions);
    void connectTree();
    void refreshDirectory();
    void refreshEntity(EntityKey key);
    void showEntity(EntityKey key);
    void showPast();
    void filter(const QString& text);
    void expandMatches(const QModelIndex& parent, int first, int last);
    void takeSelection();
    void refreshActions();
    void settle();
    void selectAwaited();
    void showFocus();
    void select(const QModelIndex& sourceIndex);
    void reveal(const QModelIndex& sourceIndex);
    void rename(const QModelIndex& sourceIndex, const QString& name);
    void deleteEntity(const FleetNode& node);
    void deleteNamespace(const FleetNode& node);
    [[nodiscard]] const FleetNode* current() const;

    PageContext m_context;
    FleetEditor& m_editor;
    FleetModel* m_model;
    FleetFilter* m_filter;
    QLineEdit* m_filterEdit;
    QTreeView* m_tree;
    FleetActions m_actions;
    std::optional<EntityKey> m_pastEntity; ///< shown as it was
    bool m_isChanging = false; ///< rows come and go, and the view's selection with them
    std::optional<NamespaceKey> m_awaitedNamespace; ///< to be selected once it is listed
    std::optional<EntityKey> m_awaitedEntity;
};

} // namespace rollout
