#pragma once

// The Fleet dock: filter line and tree. What is selected comes into focus; what is in focus is
// selected.

#include <QWidget>

#include <optional>

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
};

class FleetPanel : public QWidget
{
    Q_OBJECT
public:
    FleetPanel(const PageContext& context, FleetEditor& editor, const FleetActions& actions);

    [[nodiscard]] QLineEdit* filterEdit() const { return m_filterEdit; }
    /// The namespace of what is selected; empty when nothing is.
    [[nodiscard]] QString currentNamespace() const;

    void askNewNamespace();
    void askNewEntity();
    void renameCurrent();
    void deleteCurrent();

private:
    void connectActions(const FleetActions& actions);
    void refreshDirectory();
    void refreshEntity(EntityKey key);
    void takeSelection();
    void showFocus();
    void select(const QModelIndex& sourceIndex);
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
    std::optional<NamespaceKey>
        m_awaitedNamespace; ///< created here; to be selected once it is listed
    std::optional<EntityKey> m_awaitedEntity;
};

} // namespace rollout
