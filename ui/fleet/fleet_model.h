#pragma once

// The fleet as a tree for views: namespaces, their entities, their groups. Rows are kept by what
// they stand for, so that selection and expansion survive every update. The model changes nothing
// itself: an edited name is asked for.

#include <QAbstractItemModel>

#include <memory>
#include <optional>
#include <vector>

#include "ui/fleet/fleet_tree.h"

namespace rollout {

class FleetModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Column { NameColumn, CountColumn, ProgressColumn, VersionColumn, columns };
    enum Role {
        ProgressRole = Qt::UserRole,
        PhaseRole,
        KindRole,
        LiveRole,
        MarkRole, ///< logical name of the icon of its being past, of what holds it, or of what
                  ///< waits; empty: none of these
    };

    explicit FleetModel(QObject* parent = nullptr);
    ~FleetModel() override;

    void setDirectory(const Directory& directory);
    void setEntity(const EntitySnapshot& snapshot, const EntitySummary& summary);
    /// The same for a past moment, and marked as such; its name and groups stay those of now.
    void setPastEntity(const EntitySnapshot& snapshot, const EntitySummary& summary);

    /// Null for an invalid index. Valid until the model changes.
    [[nodiscard]] const FleetNode* node(const QModelIndex& index) const;
    [[nodiscard]] QModelIndex indexOf(NamespaceKey key) const;
    /// Of the entity, or of its group; invalid when there is none.
    [[nodiscard]] QModelIndex indexOf(EntityKey key,
                                      const std::optional<QString>& group = {}) const;

    [[nodiscard]] QModelIndex index(int row, int column,
                                    const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& index) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

Q_SIGNALS:
    /// A namespace or an entity was edited in place.
    void renameAsked(const QModelIndex& index, const QString& name);

private:
    using Nodes = std::vector<std::unique_ptr<FleetNode>>;

    void showEntity(FleetNode& entity, std::unique_ptr<FleetNode> wanted);
    void syncChildren(FleetNode& node, Nodes wanted);
    void removeMissing(FleetNode& node, const Nodes& wanted);
    void place(FleetNode& node, int row, std::unique_ptr<FleetNode> wanted);
    void changed(const FleetNode& node);
    void sumUpNamespace(FleetNode& node);
    [[nodiscard]] FleetNode* findEntity(EntityKey key) const;
    [[nodiscard]] QModelIndex indexOf(const FleetNode& node, int column = 0) const;
    [[nodiscard]] FleetNode& nodeAt(const QModelIndex& index) const;
    [[nodiscard]] QString displayText(const FleetNode& node, int column) const;

    std::unique_ptr<FleetNode> m_root;
};

} // namespace rollout

Q_DECLARE_METATYPE(rollout::ProgressParts)
