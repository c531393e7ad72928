#pragma once

// A chart with its legend as a picture, a drawing, or bytes in a file.

#include <QByteArray>
#include <QImage>
#include <QString>

#include <vector>

#include "core/result.h"

class QWidget;

namespace rollout {

/// At twice the size, so that it is sharp on paper and slides.
[[nodiscard]] QImage pictureOf(QWidget& chart, QWidget& legend);

[[nodiscard]] Result<void> writePicture(const QImage& picture, const QString& path);
/// As SVG.
[[nodiscard]] Result<void> writeDrawing(QWidget& chart, QWidget& legend, const QString& path);
/// As PDF, a page each, then `table` as rich text unless it is empty, on as many as it needs.
[[nodiscard]] Result<void> writePages(const std::vector<QWidget*>& charts, QWidget& legend,
                                      const QString& path, const QString& table = {});
/// Whole or not at all.
[[nodiscard]] Result<void> writeBytes(const QByteArray& bytes, const QString& path);

} // namespace rollout
