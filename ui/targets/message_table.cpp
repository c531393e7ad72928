#include "ui/targets/message_table.h"

#include "ui/common/sentences.h"

namespace rollout {

std::uint32_t MessageTable::numberOf(const Block& block, std::size_t offset)
{
    const Note& note = block.expectedNote[offset];
    const TextId reported = block.reported[offset].message;
    const Key key = reported != TextId::None
        ? Key{reported, NoteKind::NewTarget, 0, 0, TextId::None, VersionId::None}
        : Key{TextId::None, note.kind, note.seconds,
              note.limit,   note.text, block.expectedVersion[offset]};
    const auto [at, isNew] = m_numbers.try_emplace(key, static_cast<std::uint32_t>(m_texts.size()));
    if (isNew)
        m_texts.push_back(wordsOf(block, offset));
    return at->second;
}

std::string MessageTable::wordsOf(const Block& block, std::size_t offset) const
{
    const TextId reported = block.reported[offset].message;
    if (reported != TextId::None)
        return std::string(m_fleet.texts().at(reported));
    return noteSentence(block.expectedNote[offset], m_fleet, block.expectedVersion[offset])
        .toStdString();
}

} // namespace rollout
