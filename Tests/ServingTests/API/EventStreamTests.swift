import Foundation
import Hummingbird
import Model
import Storage
import Testing

@testable import Serving

@Suite(.timeLimit(.minutes(30))) struct EventStreamTests {
    /// Opens the stream, and reads until it has shown so many events, or ends.
    private func read(
        _ served: Served, _ query: String = "", events count: Int, headers: String = "",
        whenOpen: @escaping @Sendable () -> Void = {}
    ) async throws -> Answer {
        let port = served.port
        let bytes = try await blocking {
            let wire = try Wire(port: port)
            defer { wire.close() }
            wire.send(Array("GET /api/v1/events/stream\(query) HTTP/1.1\r\nHost: localhost\r\n\(headers)\r\n".utf8))
            var isOpen = false
            return wire.receiveAll { bytes in
                let text = String(decoding: bytes, as: UTF8.self)
                if !isOpen, text.contains("retry: ") {
                    isOpen = true
                    whenOpen()
                }
                return text.components(separatedBy: "\ndata: ").count > count
            }
        }
        return try #require(Answer(bytes))
    }

    @Test func aStreamGoesOnWhereItsReaderStood() async throws {
        try await withServer { served in
            _ = try await served.store.publish([draft(1), draft(2), draft(3)])
            let all = try await read(served, "?after=0", events: 3)
            #expect(all.status == 200)
            #expect(all["content-type"] == "text/event-stream; charset=utf-8")
            #expect(all.text.hasPrefix("retry: 3000\nid: 0\n\nid: 1\ndata: {"))
            // Whoever reconnects says what came last, and still has the query of the first time.
            let rest = try await read(served, "?after=0", events: 1, headers: "Last-Event-ID: 2\r\n")
            #expect(rest.text.hasPrefix("retry: 3000\nid: 2\n\nid: 3\ndata: "), "\(rest.text)")
        }
    }

    @Test func whoSaysNothingHearsWhatComesFromNowOn() async throws {
        try await withServer { served in
            _ = try await served.store.publish([draft(1)])
            let store = served.store
            let live = try await read(served, events: 1) {
                Task { _ = try await store.publish([draft(2, source: "other"), draft(3)]) }
            }
            #expect(live.text.hasPrefix("retry: 3000\nid: 1\n\nid: 2\ndata: "), "where it stands is said at once")
        }
    }

    @Test(arguments: ["Last-Event-ID: 99\r\n", "Last-Event-ID: -1\r\n", "Last-Event-ID: x\r\n"])
    func aCursorFromTheFutureIsRefused(header: String) async throws {
        try await withServer { served in
            let bytes = Array(
                "GET /api/v1/events/stream HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\(header)\r\n".utf8)
            let answer = try await served.send(bytes)
            #expect(answer.status == 400)
        }
    }

    @Test func whoDoesNotReadIsHungUpOn() async throws {
        try await withServer { served in
            _ = try await served.store.publish([draft(1), draft(2)])
            let (ended, end) = AsyncStream<Void>.makeStream()
            let stream = EventStream(
                catalogue: served.store, watch: JournalWatch(served.store), filter: JournalFilter(), position: 0,
                hangUp: { end.finish() }, patience: .milliseconds(20), seat: try ConnectionLimiter(1).take())
            var writer: any ResponseBodyWriter = StuckWriter(ended: ended)
            await #expect(throws: StuckWriter.HungUp.self) { try await stream.write(&writer) }
        }
    }

    @Test func longPollsEndWithNewsOrWithTheirTime() async throws {
        try await withServer { served in
            let store = served.store
            let empty = try await served.get("/api/v1/events?wait=1")
            #expect(empty.text == #"{"events":[],"last":0,"next":0}"#)
            async let waiting = served.get("/api/v1/events?wait=60&event=article")
            _ = try await store.publish([draft(1)])
            let events = try await waiting.json()["events"] as? [[String: Any]]
            #expect(events?.map { $0["seq"] as? Int } == [1])
            #expect(try await served.get("/api/v1/events?wait=61").status == 400)
        }
    }

    @Test func theServerEndsThoughClientsWait() async throws {
        let began = ContinuousClock.now
        try await withServer { served in
            async let poll = served.get("/api/v1/events?wait=60")
            async let stream = read(served, events: 1)
            let health = try await served.get("/healthz")
            #expect(health.status == 200)
            served.stop()
            _ = try? await poll
            _ = try? await stream
        }
        #expect(ContinuousClock.now - began < .seconds(120))
    }

    @Test func onlySoManyMayWait() throws {
        let seats = ConnectionLimiter(2)
        var taken = [try seats.take(), try seats.take()]
        #expect(throws: Problem.self) { try seats.take() }
        taken.removeLast()
        #expect(throws: Never.self) { try seats.take() }
        #expect(taken.count == 1)
    }
}

/// A client that takes nothing: a write ends when the connection does.
private struct StuckWriter: ResponseBodyWriter {
    struct HungUp: Error {}

    let ended: AsyncStream<Void>

    mutating func write(_ buffer: ByteBuffer) async throws {
        for await _ in ended {}
        throw HungUp()
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
