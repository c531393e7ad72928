#pragma once

// A finding: its mark, what it is, and its sentence wrapped to the view's width; below that, room
// for the button that applies its fix.

#include <QListView>
#include <QStyledItemDelegate>

namespace rollout {

class FindingDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit FindingDelegate(QListView* view);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const override;

    /// From the left of a row to its text, in device-independent pixels.
    [[nodiscard]] static int indent();

private:
    QListView* m_view;
};

} // namespace rollout
