#pragma once

// The chart's legend: a swatch a version with its dashes, and how many targets there are now.

#include <QWidget>

#include "ui/versions/stacked_bands.h"

namespace rollout {

class VersionLegend : public QWidget
{
    Q_OBJECT
public:
    explicit VersionLegend(QWidget* parent = nullptr);

    /// Versions that have targets at the end of the history, newest first.
    void showHistory(const VersionHistory& history, SharesOf what);
    [[nodiscard]] QStringList words() const;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Entry
    {
        int age = 0;
        bool isFailing = false;
        QString words;

        bool operator==(const Entry&) const = default;
    };
    [[nodiscard]] std::vector<QRect> places(int width) const;

    std::vector<Entry> m_entries;
    std::vector<std::string> m_versions;
};

} // namespace rollout
