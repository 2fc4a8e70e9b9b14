import Foundation
import Logging
import Model
import Storage

@testable import Daemon

extension Workshop {
    /// A workshop whose `[fetch]` may dial loopback, with these sources.
    init(sources: String, fetch: String = "delay = \"0s\"\nretries = 0", capture: String = "") throws {
        try self.init(
            "[fetch]\nprivate_addresses = true\ntimeout = \"10m\"\ncontact = \"a@b.example\"\n\(fetch)\n\(sources)",
            capture: capture)
    }

    /// One pass of the daemon at a moment.
    func pass(_ time: ManualTime) async throws -> Run {
        try await run { console throws(CommandFailure) in
            let job = RunJob(
                configuration, path: settingsFile, environment: [:], isOnePass: true, time: time.timepiece,
                console: console, logger: console.logger(level: .warning))
            return try await job.run()
        }
    }

    /// Everything that the archive and the database say, checked against each other: no text without an event, no event
    /// without its text, no number twice, no line in the wrong place.
    ///
    /// - Returns: what is wrong, one line each; empty where all is well.
    func disagreements() async throws -> [String] {
        var wrong: [String] = []
        let events = try events()
        let numbers = events.map(\.sequence)
        if Set(numbers).count != numbers.count { wrong.append("a number is there twice") }
        let named = events.compactMap(\.record?.file)
        if Set(named).count != named.count { wrong.append("a text is named by two events") }
        let ids = events.filter { $0.record != nil && !$0.isEdit }.map(\.id)
        if Set(ids).count != ids.count { wrong.append("a text is kept twice") }
        let texts = Set(texts)
        wrong += texts.subtracting(named).sorted().map { "orphan: \($0)" }
        wrong += Set(named).subtracting(texts).sorted().map { "lost: \($0)" }
        for event in events {
            guard let record = event.record, texts.contains(record.file) else { continue }
            if try text(record.file).last != "\n" { wrong.append("torn: \(record.file)") }
        }
        let attachments = events.flatMap(\.keptAttachments)
        for attachment in attachments {
            guard let file = attachment.file, let digest = attachment.sha256 else { continue }
            let bytes = FileManager.default.contents(atPath: "\(folder.path)/archive/\(file)")
            if bytes.map({ FetchedFile(attachment, bytes: Array($0)).sha256 }) != digest {
                wrong.append("not as the event says: \(file)")
            }
        }
        let files = Set(attachments.compactMap(\.file))
        let others = folder.files().filter { name in
            name.hasPrefix("archive/2") && !name.hasSuffix("/index.jsonl")
                && !texts.union(files).contains(String(name.dropFirst("archive/".count)))
        }
        wrong += others.map { "left over: \($0)" }
        let store = try openStore()
        let journal = try await store.events(after: 0, limit: 100_000)
        if journal.map(\.event) != events {
            wrong.append("journal and indexes differ: \(journal.count), \(events.count)")
        }
        if try await !store.unindexed(limit: 10).isEmpty { wrong.append("events wait for their index") }
        try store.close()
        return wrong
    }
}
