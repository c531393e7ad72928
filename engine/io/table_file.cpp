#include "io/table_file.h"

#include <QFileInfo>
#include <algorithm>
#include <array>

#include "io/iso_time.h"
#include "io/json_text.h"
#include "io/replaced_file.h"

namespace rollout {

namespace {

constexpr std::size_t flushAt = 1U << 16U; // bytes
constexpr const char* formatHint = "a table is CSV (.csv) or JSON lines (.jsonl, .ndjson)";

/// What a spreadsheet may take for the beginning of a formula; see the header.
bool needsApostrophe(std::string_view text)
{
    constexpr std::array<std::string_view, 12> beginnings{"=",
                                                          "+",
                                                          "-",
                                                          "@",
                                                          "\t",
                                                          "\r",
                                                          "\n",
                                                          "'",
                                                          "\xEF\xBC\x9D",
                                                          "\xEF\xBC\x8B",
                                                          "\xEF\xBC\x8D",
                                                          "\xEF\xBC\xA0"};
    return std::any_of(beginnings.begin(), beginnings.end(),
                       [&](std::string_view beginning) { return text.starts_with(beginning); });
}

std::string secondsIn(Milliseconds duration)
{
    const auto count = duration.count();
    std::string text = std::to_string(count / 1000);
    const auto rest = std::abs(count % 1000);
    if (count < 0 && count > -1000)
        text.insert(text.begin(), '-');
    return rest == 0 ? text : text + '.' + std::to_string(1000 + rest).substr(1);
}

} // namespace

Result<TableFormat> tableFormatNamed(std::string_view name)
{
    if (name == "csv")
        return TableFormat::Csv;
    if (name == "jsonl")
        return TableFormat::JsonLines;
    return failure(ErrorCode::InvalidArgument,
                   "there is no format \"" + std::string(name) + "\"; name csv or jsonl");
}

Result<TableFormat> tableFormatOf(const std::string& path)
{
    const QString extension = QFileInfo(QString::fromStdString(path)).suffix().toLower();
    if (extension == QLatin1String("csv"))
        return TableFormat::Csv;
    if (extension == QLatin1String("jsonl") || extension == QLatin1String("ndjson"))
        return TableFormat::JsonLines;
    return failure(ErrorCode::InvalidArgument,
                   path + ": the extension does not say the format; " + formatHint);
}

class TableFile::Private
{
public:
    Private(std::string where, std::unique_ptr<QSaveFile> file, TableFormat tableFormat,
            const std::vector<TableColumn>& tableColumns)
        : m_path(std::move(where))
        , m_file(std::move(file))
        , m_format(tableFormat)
        , m_columns(tableColumns)
    {
        for (std::size_t i = 0; m_format == TableFormat::Csv && i < m_columns.size(); ++i) {
            m_text += i == 0 ? "" : ",";
            appendCsvField(m_text, m_columns[i].header);
        }
        if (m_format == TableFormat::Csv)
            m_text += "\r\n";
    }

    void addText(std::string_view text)
    {
        begin();
        if (m_format == TableFormat::JsonLines) {
            appendJsonString(m_text, text);
        } else if (needsApostrophe(text)) {
            appendCsvField(m_text, "'" + std::string(text));
        } else {
            appendCsvField(m_text, text);
        }
        end();
    }
    /// As it is: a number, or a time that has its quotes where it needs them.
    void addBare(std::string_view text)
    {
        begin();
        m_text += text;
        end();
    }
    [[nodiscard]] bool isCsv() const { return m_format == TableFormat::Csv; }

    Result<void> finish()
    {
        flush();
        if (!m_file->commit())
            return tl::unexpected(writeError(m_path, *m_file));
        return {};
    }

private:
    void begin()
    {
        if (m_format == TableFormat::Csv) {
            m_text += m_column == 0 ? "" : ",";
            return;
        }
        m_text += m_column == 0 ? "{\"" : ", \"";
        m_text += m_columns[m_column].key;
        m_text += "\": ";
    }
    void end()
    {
        if (++m_column < m_columns.size())
            return;
        m_column = 0;
        m_text += m_format == TableFormat::Csv ? "\r\n" : "}\n";
        if (m_text.size() >= flushAt)
            flush();
    }
    /// A failed write shows when the file takes its place.
    void flush()
    {
        m_file->write(m_text.data(), static_cast<qint64>(m_text.size()));
        m_text.clear();
    }

    std::string m_path;
    std::unique_ptr<QSaveFile> m_file;
    TableFormat m_format;
    const std::vector<TableColumn>& m_columns;
    std::size_t m_column = 0;
    std::string m_text;
};

TableFile::TableFile(std::unique_ptr<Private> p)
    : d(std::move(p))
{
}

TableFile::TableFile(TableFile&&) noexcept = default;
TableFile& TableFile::operator=(TableFile&&) noexcept = default;
TableFile::~TableFile() = default;

Result<TableFile> TableFile::create(const std::string& path, TableFormat format,
                                    const std::vector<TableColumn>& columns)
{
    auto file = openToReplace(path);
    if (!file)
        return tl::unexpected(file.error());
    return TableFile(std::make_unique<Private>(path, std::move(*file), format, columns));
}

void TableFile::addText(std::string_view text)
{
    d->addText(text);
}

void TableFile::addNumber(std::int64_t number)
{
    d->addBare(std::to_string(number));
}

void TableFile::addSeconds(Milliseconds duration)
{
    d->addBare(secondsIn(duration));
}

void TableFile::addTime(const std::optional<Time>& time)
{
    if (!time)
        return d->addBare(d->isCsv() ? "" : "null");
    const std::string text = isoTime(*time);
    d->addBare(d->isCsv() ? text : '"' + text + '"');
}

Result<void> TableFile::finish()
{
    return d->finish();
}

} // namespace rollout
