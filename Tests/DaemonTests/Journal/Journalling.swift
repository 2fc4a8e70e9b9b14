import Foundation
import Model
import Storage

@testable import Archiving
@testable import Daemon

extension Workshop {
    /// Fills the journal with articles that have no files, one URL each; the numbers rise from 1 in a new workshop.
    func publish(_ count: Int, source: String = "manual", topics: [String]? = nil) async throws {
        _ = try Wiring.archive(configuration)
        let store = try openStore()
        let last = try await store.lastSequence()
        _ = try await store.publish((1...count).map { journalDraft(last + $0, source: source, topics: topics) })
        try store.close()
    }

    func tail(
        _ change: (inout TailJob.Options) -> Void = { _ in }, time: DaemonClock = .system, reader: [String] = []
    ) async throws -> Run {
        var options = TailJob.Options()
        change(&options)
        return try await run { [options] console throws(CommandFailure) in
            try await TailJob(
                configuration, options: options, time: time, console: console, acknowledgements: { AsyncStream(reader) }
            ).run()
        }
    }

    func listConsumers(json: Bool = false) async throws -> Run {
        try await run { console throws(CommandFailure) in
            try await ConsumerJob(configuration, console: console).list(json: json)
            return .done
        }
    }

    func resetConsumer(_ name: String, to place: ConsumerJob.Place) async throws -> Run {
        try await run { console throws(CommandFailure) in
            try await ConsumerJob(configuration, console: console).reset(name, to: place)
            return .done
        }
    }

    func dropConsumer(_ name: String) async throws -> Run {
        try await run { console throws(CommandFailure) in
            try await ConsumerJob(configuration, console: console).drop(name)
            return .done
        }
    }
}

extension Workshop.Run {
    /// The numbers of the events that a tail gave.
    var sequences: [Int] { sequenceNumbers(in: output) }
}

/// The numbers of the events in whole lines of JSON.
func sequenceNumbers(in lines: String) -> [Int] {
    lines.split(separator: "\n").compactMap { line in
        (try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])?["seq"] as? Int
    }
}

/// An article of 2023-06-16 that nobody wrote.
func journalDraft(_ number: Int, source: String = "manual", topics: [String]? = nil) -> EventDraft {
    var metadata = ArticleMetadata()
    metadata.title = "第\(number)号通知"
    let id = ArticleID(bits: UInt64(number))
    let record = ArticleRecord(
        file: "2023/06/16/\(zeroPadded(number, to: 3))_\(id).txt",
        sha256: Digest(bytes: Array(repeating: 7, count: 32))!,
        simhash: Simhash(bits: 0), chars: 1, extractor: "test", metadata: metadata, topics: topics)
    return EventDraft(
        at: Timestamp(secondsSinceEpoch: 1_686_873_600 + number), id: id,
        url: "http://www.example.gov.cn/\(number).html", source: source, kind: .article(record))
}
