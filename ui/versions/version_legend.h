#pragma once

// The chart's legend: a swatch a band, and how many targets it has at the end of the time shown.

#include <QWidget>

#include "ui/versions/stacked_bands.h"

namespace rollout {

class VersionLegend : public QWidget
{
    Q_OBJECT
public:
    explicit VersionLegend(QWidget* parent = nullptr);

    /// Every band that is drawn, in the order of the stack; `versions` by age.
    void showBands(const std::vector<Band>& bands, const std::vector<std::string>& versions);
    [[nodiscard]] QStringList words() const;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

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
    [[nodiscard]] int lineHeight() const;
    [[nodiscard]] std::vector<QRect> places(int width) const;

    std::vector<Entry> m_entries;
    std::vector<std::string> m_versions;
};

} // namespace rollout
