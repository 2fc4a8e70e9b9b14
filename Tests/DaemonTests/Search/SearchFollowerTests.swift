import LoopbackWeb
import Model
import Storage
import Testing

@testable import Archiving
@testable import Daemon
@testable import Extraction

@Suite struct SearchFollowerTests {
    private func filled(_ count: Int) async throws -> Workshop {
        let workshop = try Workshop("[fetch]\nprivate_addresses = true\ndelay = \"0s\"\nper_host = 8")
        let kept = try await LoopbackWeb.serve { request in
            .page(Newspaper.page(paragraphs: Newspaper.other(Int(request.path.filter(\.isNumber)) ?? 0)))
        } during: { web in
            try await workshop.fetch((0..<count).map { web.url("/\($0)") })
        }
        #expect(kept.status == .done)
        return workshop
    }

    private func index(_ workshop: Workshop) throws -> SQLiteSearchIndex {
        let state = "\(workshop.folder.path)/state/dibao.db"
        return try SQLiteSearchIndex(path: state + ".search", state: state)
    }

    private func follower(_ workshop: Workshop, _ index: any SearchIndex) throws -> SearchFollower {
        SearchFollower(
            archive: try ArchiveFolder(root: "\(workshop.folder.path)/archive"), store: try workshop.openStore(),
            index: index, pieceLimit: 3, whenMissing: { Issue.record("\($0)") })
    }

    /// How many texts are found by a word that all of them have.
    private func size(_ index: SQLiteSearchIndex) async throws -> Int {
        try await index.count(try SearchQuery("服务", fold: { Array($0.utf8) }), matching: ArticleFilter(), upTo: 100)
    }

    /// Fails the Nth write for N = 1, 2, … until it passes: what was there is not lost, and not there twice.
    @Test func whatEndsInTheMiddleGoesOnFromThere() async throws {
        let workshop = try await filled(8)
        let index = try index(workshop)
        for writes in 0..<3 {
            let failing = FailingIndex(index: index, writes: writes == 0 ? 0 : 1)
            let broken = try follower(workshop, failing)
            await #expect(throws: CommandFailure.self) { try await broken.catchUp() }
            #expect(try await index.position() == writes * 3)
        }
        try await follower(workshop, index).catchUp()
        #expect(try await index.position() == 8)
        #expect(try await size(index) == 8)
    }

    @Test func severalOverOneIndexPutEveryTextInOnce() async throws {
        let workshop = try await filled(20)
        let indexes = try (0..<3).map { _ in try index(workshop) }
        let followers = try indexes.map { try follower(workshop, $0) }
        try await withThrowingTaskGroup { group in
            for follower in followers { group.addTask { try await follower.catchUp() } }
            try await group.waitForAll()
        }
        #expect(try await indexes[0].position() == 20)
        #expect(try await size(indexes[1]) == 20)
    }

    @Test func aHeadlineThatIsCorrectedIsFoundAndTheOneBeforeIsNot() async throws {
        let workshop = try Workshop("[fetch]\nprivate_addresses = true\ndelay = \"0s\"\nper_host = 8")
        let visits = Counter()
        try await LoopbackWeb.serve { request in
            guard request.path == "/1" else { return .page("") }
            return .page(Newspaper.page(title: visits.next() == 0 ? "青砚区春耕工作会议招开" : "青砚区春耕工作会议召开"))
        } during: { web in
            for _ in 0..<2 {
                #expect(try await workshop.fetch([web.url("/1")]).status == .done)
                try await follower(workshop, try self.index(workshop)).catchUp()
            }
        }
        let index = try index(workshop)
        for (word, count) in [("招开", 0), ("召开", 1)] {
            let query = try SearchQuery("title:" + word, fold: FoldedText.bytes)
            #expect(try await index.count(query, matching: ArticleFilter(), upTo: 9) == count, "\(word)")
        }
    }

    /// A million texts take long: whoever is told to end does not wait for the last of them.
    @Test func whatIsCancelledEndsAfterThePieceInHand() async throws {
        let workshop = try await filled(8)
        let index = try index(workshop)
        let follower = try follower(workshop, index)
        let work = Task {
            try await follower.catchUp { done, _ in
                if done == 3 { withUnsafeCurrentTask { $0?.cancel() } }
            }
        }
        await #expect(throws: CommandFailure(.tryAgain, "the search index was interrupted")) { try await work.value }
        #expect(try await index.position() == 3)
    }

    @Test func aPassOfTheDaemonLeavesTheIndexComplete() async throws {
        let workshop = try await filled(2)
        let run = try await Program.run(["run", "--once", "--config", workshop.settingsFile])
        #expect(run.status == 0, "\(run.errors)")
        let index = try index(workshop)
        #expect(try await index.position() == 2)
        #expect(try await size(index) == 2)
    }
}

/// An index that fails after some writes.
private actor FailingIndex: SearchIndex {
    private let index: SQLiteSearchIndex
    private var writes: Int

    init(index: SQLiteSearchIndex, writes: Int) {
        self.index = index
        self.writes = writes
    }

    func add(
        _ documents: [SearchDocument], from old: Int, through position: Int
    ) async throws(StorageFailure) -> Bool {
        if writes == 0 { throw .full(path: "search", reason: "for the test") }
        writes -= 1
        return try await index.add(documents, from: old, through: position)
    }

    func position() async throws(StorageFailure) -> Int { try await index.position() }

    func clear() async throws(StorageFailure) { try await index.clear() }

    func hits(
        _ query: SearchQuery, matching filter: ArticleFilter, after place: SearchPlace?, limit: Int
    ) async throws(StorageFailure) -> [SearchHit] {
        try await index.hits(query, matching: filter, after: place, limit: limit)
    }

    func count(
        _ query: SearchQuery, matching filter: ArticleFilter, upTo limit: Int
    ) async throws(StorageFailure) -> Int {
        try await index.count(query, matching: filter, upTo: limit)
    }

    func timeline(_ query: SearchQuery, matching filter: ArticleFilter) async throws(StorageFailure) -> Timeline {
        try await index.timeline(query, matching: filter)
    }
}
