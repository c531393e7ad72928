#pragma once

// Rows whose name or version contains a text, with all that stands above and below them.

#include <QSortFilterProxyModel>

namespace rollout {

class FleetFilter : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    explicit FleetFilter(QObject* parent = nullptr);
    void setText(const QString& text);
    void setSourceModel(QAbstractItemModel* model) override;

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    QString m_text;
};

} // namespace rollout
