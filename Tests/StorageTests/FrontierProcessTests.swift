import Foundation
import Glibc
import Model
import Storage
import Synchronization
import Testing

/// Several processes at one frontier, and processes that die at it.
@Suite struct FrontierProcessTests {
    static let pages = (0..<6).flatMap { source in (0..<50).map { found($0, of: "s\(source)") } }

    /// Leases pages and completes them one by one until there are none; tells each key after it is done.
    static func work(at path: String, as owner: String, workers: Int, tell: @escaping @Sendable (String) -> Void)
        async throws
    {
        let store = try SQLiteStore(path: "\(path)/dibao.db", coder: PlainCoder())
        try await withThrowingTaskGroup { group in
            for _ in 0..<workers {
                group.addTask {
                    while case let leased = try await store.lease(request(by: owner, limit: 3, perSite: 50)),
                        !leased.isEmpty
                    {
                        for page in leased {
                            let done = PageCompletion(of: page.lease, at: time(0), .kept(day: day), next: nil)
                            guard try await store.complete([done]).isEmpty else { continue }
                            tell(page.page.found.key)
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        try store.close()
    }

    /// What tells keys by appending them to a file, with one write each.
    static func teller(_ file: String) -> @Sendable (String) -> Void {
        let descriptor = open(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        return { key in _ = Array("\(key)\n".utf8).withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) } }
    }

    static func told(_ file: String) -> [String] {
        let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map(String.init)
    }

    /// Counts from 1, for several threads.
    final class Counter: Sendable {
        private let count = Atomic(0)

        func next() -> Int { count.add(1, ordering: .relaxed).newValue }
    }

    @Test func processesNeverGetTheSamePage() async throws {
        try await withTemporaryFolder { path in
            let store = try SQLiteStore(path: "\(path)/dibao.db", coder: PlainCoder())
            _ = try await store.discover(Self.pages, at: time(0))
            func process(_ number: Int) async {
                await #expect(processExitsWith: .success) { [path = path as String, number = number as Int] in
                    try await Self.work(
                        at: path, as: "process \(number)", workers: 2, tell: Self.teller("\(path)/told-\(number)"))
                }
            }
            async let one: Void = process(1)
            async let two: Void = process(2)
            async let three: Void = process(3)
            _ = await (one, two, three)
            let all = (1...3).flatMap { Self.told("\(path)/told-\($0)") }
            #expect(all.sorted() == Self.pages.map(\.key).sorted())
            #expect(try await store.frontierCounts().allSatisfy { $0.state == .kept && $0.pages == 50 })
            #expect(try await store.problems() == [])
        }
    }

    /// The process dies while it works, by a clock that its work knows nothing of: at a lease, in a transaction, or
    /// between the two.
    @Test(arguments: [(1, 0), (40, 200), (90, 500), (150, 900), (200, 1500), (240, 3000)])
    func aKilledProcessLosesNoPage(after pages: Int, andMicroseconds delay: Int) async throws {
        try await withTemporaryFolder { path in
            try await {
                let store = try SQLiteStore(path: "\(path)/dibao.db", coder: PlainCoder())
                _ = try await store.discover(Self.pages, at: time(0))
                try store.close()
            }()
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [path = path as String, pages = pages as Int, delay = delay as Int] in
                let tell = Self.teller("\(path)/told")
                let counter = Counter()
                try await Self.work(at: path, as: "daemon", workers: 4) { key in
                    tell(key)
                    guard counter.next() == pages else { return }
                    DispatchQueue.global().asyncAfter(deadline: .now() + .microseconds(delay)) {
                        kill(getpid(), SIGKILL)
                    }
                }
                // Done before the clock: the end comes all the same.
                pause()
            }
            let store = try SQLiteStore(path: "\(path)/dibao.db", coder: PlainCoder())
            #expect(try await store.problems() == [])
            let told = Set(Self.told("\(path)/told"))
            #expect(told.count >= pages)
            var kept: Set<String> = []
            for page in Self.pages {
                let state = try #require(try await store.frontierPage(page.key)).state
                #expect(state == .kept || !told.contains(page.key), "\(page.key) was told and is \(state)")
                if state == .kept { kept.insert(page.key) }
            }
            #expect(kept.count <= told.count + 4, "each worker has at most one that it was not told of")
            _ = try await store.giveBack(ownedBy: "daemon")
            let rest = try await store.lease(request(by: "daemon", limit: 1000, perSite: 1000))
            #expect(Set(rest.keys).isDisjoint(with: kept))
            #expect(Set(rest.keys).union(kept) == Set(Self.pages.map(\.key)))
        }
    }
}
