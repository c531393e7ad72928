// CSV by libcsv in strict mode. libcsv tells no positions, so it is fed piece by piece: every piece
// ends with a byte that can end a field, hence whatever it calls back during a piece ended with the
// last byte of that piece.

#include <algorithm>
#include <array>
#include <csv.h>
#include <memory>
#include <optional>

#include "io/fleet_reader.h"

namespace rollout {

namespace {

struct Column
{
    std::string_view name;
    std::string ClientState::*field;
};

constexpr std::array<Column, 4> columns{{
    {"name", &ClientState::name},
    {"group", &ClientState::group},
    {"tags", &ClientState::tags},
    {"version", &ClientState::version},
}};

constexpr const char* columnHint =
    "the first line names the columns: name, and if wanted group, tags, version";

// Unlike libcsv by default, spaces belong to the field (RFC 4180, section 2, 4).
int isNoSpace(unsigned char)
{
    return 0;
}

bool isLineEnd(char c)
{
    return c == '\n' || c == '\r';
}

std::string counted(std::size_t count, const char* what)
{
    return std::to_string(count) + ' ' + what + (count == 1 ? "" : "s");
}

class CsvReader
{
public:
    CsvReader(std::string_view text, const FleetFileWatch& watch);
    ~CsvReader() { csv_free(&m_parser); }
    CsvReader(const CsvReader&) = delete;
    CsvReader& operator=(const CsvReader&) = delete;

    FleetReading read();

private:
    static void onField(void* bytes, std::size_t size, void* reader);
    static void onRow(int terminator, void* reader);

    bool feed(std::size_t from, std::size_t to);
    void finish();
    [[nodiscard]] std::size_t pieceEnd(std::size_t from) const;
    void takeField(std::string_view value);
    void takeHeaderField(std::string_view value);
    void takeRow();
    void takeHeader();
    void complain(std::size_t offset, std::string sentence);
    [[nodiscard]] std::string explainStrictError();

    std::string_view m_text;
    FleetProgress m_progress;
    csv_parser m_parser{};
    FleetRows m_rows;
    std::vector<const Column*> m_columns; ///< of the header
    bool m_hasHeader = false;
    ClientState m_state; ///< the row that is being read
    std::size_t m_fields = 0; ///< of that row
    std::size_t m_rowStart = 0;
    std::size_t m_fieldStart = 0;
    std::size_t m_pieceEnd = 0;
    std::optional<FleetFault> m_fault; ///< the first one
};

CsvReader::CsvReader(std::string_view text, const FleetFileWatch& watch)
    : m_text(text)
    , m_progress(watch, text.size())
{
    csv_init(&m_parser, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_space_func(&m_parser, isNoSpace);
}

FleetReading CsvReader::read()
{
    for (std::size_t at = 0; at < m_text.size() && !m_fault; at = m_pieceEnd)
        if (!feed(at, pieceEnd(at)))
            break;
    if (!m_fault)
        finish();
    if (!m_fault && !m_hasHeader)
        complain(0, columnHint);
    if (m_fault)
        return tl::unexpected<FleetFault>(*m_fault);
    return std::move(m_rows);
}

std::size_t CsvReader::pieceEnd(std::size_t from) const
{
    const auto isEnd = [](char c) { return c == ',' || c == '"' || isLineEnd(c); };
    const auto found =
        std::find_if(m_text.begin() + static_cast<std::ptrdiff_t>(from), m_text.end(), isEnd);
    return std::min(m_text.size(), static_cast<std::size_t>(found - m_text.begin()) + 1);
}

bool CsvReader::feed(std::size_t from, std::size_t to)
{
    m_pieceEnd = to;
    const auto used = csv_parse(&m_parser, m_text.data() + from, to - from, onField, onRow, this);
    if (used == to - from) {
        // libcsv passes over an empty line, and the LF of a CRLF, in silence.
        if (from == m_rowStart && isLineEnd(m_text[from]))
            m_rowStart = m_fieldStart = to;
        return true;
    }
    complain(from + used, explainStrictError());
    return false;
}

void CsvReader::finish()
{
    m_pieceEnd = m_text.size();
    if (csv_fini(&m_parser, onField, onRow, this) != 0)
        complain(m_fieldStart,
                 "a quote is not closed; a field that begins with a quote ends with one, and "
                 "quotes in it are doubled");
}

std::string CsvReader::explainStrictError()
{
    if (csv_error(&m_parser) != CSV_EPARSE)
        return "not enough memory for this field";
    if (m_text[m_fieldStart] != '"')
        return "a quote inside a field that does not begin with one; put the whole field in quotes "
               "and double those in it";
    const auto lines = std::count(m_text.begin() + static_cast<std::ptrdiff_t>(m_fieldStart),
                                  m_text.begin() + static_cast<std::ptrdiff_t>(m_pieceEnd), '\n');
    const std::string since = lines > 0
        ? " that began " + counted(static_cast<std::size_t>(lines), "line") + " above"
        : "";
    return "after the closing quote of a field" + since
        + " comes a comma or the end of the line; a quote in a field is doubled";
}

void CsvReader::complain(std::size_t offset, std::string sentence)
{
    if (!m_fault)
        m_fault = FleetFault{offset, std::move(sentence)};
}

void CsvReader::onField(void* bytes, std::size_t size, void* reader)
{
    auto& self = *static_cast<CsvReader*>(reader);
    const std::string_view value =
        size == 0 ? std::string_view() : std::string_view(static_cast<const char*>(bytes), size);
    if (self.m_hasHeader)
        self.takeField(value);
    else
        self.takeHeaderField(value);
    ++self.m_fields;
    self.m_fieldStart = self.m_pieceEnd;
}

void CsvReader::onRow(int, void* reader)
{
    auto& self = *static_cast<CsvReader*>(reader);
    if (self.m_hasHeader)
        self.takeRow();
    else
        self.takeHeader();
    self.m_fields = 0;
    self.m_rowStart = self.m_fieldStart = self.m_pieceEnd;
}

void CsvReader::takeHeaderField(std::string_view value)
{
    const auto* column = std::find_if(columns.begin(), columns.end(),
                                      [&](const Column& c) { return c.name == value; });
    if (column == columns.end())
        return complain(m_fieldStart,
                        '"' + std::string(value) + "\" is not a column; " + columnHint);
    if (std::find(m_columns.begin(), m_columns.end(), column) != m_columns.end())
        return complain(m_fieldStart,
                        "column \"" + std::string(value) + "\" is there twice; once is right");
    m_columns.push_back(column);
}

void CsvReader::takeHeader()
{
    m_hasHeader = true;
    const bool hasName = std::any_of(m_columns.begin(), m_columns.end(),
                                     [](const Column* column) { return column->name == "name"; });
    if (!hasName)
        complain(m_rowStart, std::string("there is no column \"name\"; ") + columnHint);
}

void CsvReader::takeField(std::string_view value)
{
    if (m_fields >= m_columns.size() || m_fault)
        return; // takeRow() tells how many there are
    const Column& column = *m_columns[m_fields];
    if (auto wrong = faultOfField(column.name, value); !wrong.empty())
        return complain(m_fieldStart, std::move(wrong));
    m_state.*column.field = value;
}

void CsvReader::takeRow()
{
    if (m_fields != m_columns.size())
        complain(m_rowStart,
                 "this line has " + counted(m_fields, "field") + ", the header has "
                     + std::to_string(m_columns.size())
                     + "; a field with a comma in it has to be in quotes");
    if (m_fault)
        return;
    m_rows.states.push_back(std::move(m_state));
    m_rows.offsets.push_back(m_rowStart);
    m_state = {};
    if (!m_progress.goOn(m_pieceEnd))
        m_fault = FleetFault{m_rowStart, "cancelled; nothing was imported", ErrorCode::Cancelled};
}

} // namespace

FleetReading readCsv(std::string_view text, const FleetFileWatch& watch)
{
    return CsvReader(text, watch).read();
}

} // namespace rollout
