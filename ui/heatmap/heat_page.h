#pragma once

// The tab "Heat map": a cell for every target of the focused entity, in blocks by group, in the
// colour and with the glyph of its phase.

#include "ui/common/page.h"
#include "ui/heatmap/heat_picture.h"

class QHBoxLayout;
class QLabel;
class QMenu;
class QStackedWidget;
class QToolButton;

namespace rollout {

class EmptyHint;
class HeatLegend;
class HeatSource;
class HeatView;

class HeatPage : public EntityPage
{
    Q_OBJECT
public:
    explicit HeatPage(const PageContext& context, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    void showSnapshot(const SnapshotPtr& snapshot) override;
    [[nodiscard]] std::vector<PageCommand> commands() const override;

    void copyPicture();
    void exportTo(const QString& path); ///< by its ending: .png, .svg or .pdf

protected:
    void keyPressEvent(QKeyEvent* event) override; ///< Escape: the selection
    void hideEvent(QHideEvent* event) override;

private:
    void makeActions();
    QAction* makeAction(const QString& name, const QString& words, const QString& tip);
    void makeConnections();
    void makeLayout();
    QWidget* makeBar();
    QWidget* makeLegendLine();
    QToolButton* makeButton(QAction* action);
    void showPicture(const HeatPicturePtr& picture);
    void takeSelection();
    void showFigures();
    void showNote(const QString& sentence);
    void chooseFace();
    void enableActions();
    void openMenu(QPoint global);
    void askWhere(const QString& ending, const QString& filter);

    PageContext m_context;
    HeatSource* m_source;
    HeatView* m_view;
    HeatLegend* m_legend;
    QLabel* m_figures;
    QLabel* m_note; ///< what came of an export; there until something else is looked at
    EmptyHint* m_hint;
    QStackedWidget* m_faces;
    QMenu* m_export;
    QAction* m_larger = nullptr;
    QAction* m_smaller = nullptr;
    QAction* m_fit = nullptr;
    QAction* m_asTable = nullptr;
    bool m_hasSnapshot = false;
};

} // namespace rollout
