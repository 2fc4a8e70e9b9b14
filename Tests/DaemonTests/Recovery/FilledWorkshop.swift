import Foundation
import LoopbackWeb
import Model
import Storage
import Testing

@testable import Daemon

extension Workshop {
    /// Four articles of one day and a reprint.
    static func filled() async throws -> Workshop {
        let workshop = try Workshop()
        try await workshop.fetchOthers((0..<5).map { ("/\($0)", $0 % 4) })
        try await workshop.untilClosed()
        return workshop
    }

    /// Fetches pages with texts of these numbers; what the command said.
    @discardableResult
    func fetchOthers(_ pages: [(path: String, text: Int)]) async throws -> Run {
        let texts = Dictionary(uniqueKeysWithValues: pages)
        let run = try await LoopbackWeb.serve { request in
            .page(Newspaper.page(paragraphs: Newspaper.other(texts[request.path] ?? 0)))
        } during: { web in
            try await fetch(pages.map { web.url($0.path) })
        }
        #expect(run.status == .done, "\(run.errors)")
        return run
    }

    /// Returns when nothing of this process has the database open: what has ended closes its connections a little later,
    /// and a file that is copied or removed meanwhile is none that anybody would find.
    func untilClosed() async throws {
        while try isOpen { try await Task.sleep(for: .milliseconds(5)) }
    }

    /// Removes the database, with everything beside it.
    func loseState() async throws {
        try await untilClosed()
        try FileManager.default.removeItem(atPath: "\(folder.path)/state")
    }

    private var isOpen: Bool {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").contains { name in
                // One that was closed since the folder was listed leads nowhere.
                let file = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(name)")
                return file?.hasPrefix(database) == true
            }
        }
    }

    var database: String { "\(folder.path)/state/dibao.db" }

    /// The only index, relative to the folder.
    var index: String {
        get throws { try #require(folder.files().first { $0.hasSuffix("/index.jsonl") }) }
    }

    func contents() async throws -> StoreContents {
        let store = try openStore()
        let contents = try await store.contents()
        try store.close()
        return contents
    }
}
