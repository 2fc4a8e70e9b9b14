internal import Archiving
internal import Model

/// Puts the words of an article into its event's line.
struct TextAttaching: Sendable {
    let archive: ArchiveFolder
    /// Told of a text that cannot be read; its event goes out without.
    let whenMissing: @Sendable (String) -> Void

    /// The line, with `text` (the whole file) and `body` (without headline) where the event brought a text.
    ///
    /// - Throws: `.badData` for a line that is no event.
    func line(_ line: String) throws(CommandFailure) -> String {
        let event: Event
        do throws(EventCodingError) {
            event = try EventLine().event(of: line)
        } catch {
            throw CommandFailure(.badData, "the journal has a line that is no event (\(error)): \(line.prefix(200))")
        }
        guard let record = event.record else { return plainText(line) }
        let bytes: [UInt8]
        do throws(ArchiveError) {
            bytes = try archive.read(record.file)
        } catch {
            whenMissing("event \(event.sequence) goes out without its text: \(error)")
            return plainText(line)
        }
        let shown = ShownArticle(event: event, text: String(decoding: bytes, as: UTF8.self))
        do {
            return try jsonLine(shown)
        } catch {
            throw CommandFailure(.bug, "\(record.file) does not fit JSON: \(error)")
        }
    }
}
