import Foundation
import Testing

@testable import Serving

/// Real connections: nothing that one client leaves open keeps others out, nor a supervisor from asking for health.
@Suite(.timeLimit(.minutes(30))) struct ConnectionLimitTests {
    private func limits(total: Int, perClient: Int, reserve: Int = 2) -> ConnectionLimits {
        var limits = ConnectionLimits()
        (limits.total, limits.perClient, limits.reserve) = (total, perClient, reserve)
        return limits
    }

    /// So many connections that say nothing.
    private func idle(_ count: Int, to port: Int, from address: String) async throws -> [Wire] {
        try await blocking { try (0..<count).map { _ in try Wire(port: port, from: address) } }
    }

    /// A connection whose answer never ends.
    private func stream(to port: Int, from address: String) async throws -> Wire {
        try await blocking {
            let wire = try Wire(port: port, from: address)
            wire.send(Array("GET /api/v1/events/stream HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8))
            let head = wire.receiveAll { $0.firstRange(of: Array("\r\n\r\n".utf8)) != nil }
            guard head.starts(with: Array("HTTP/1.1 200".utf8)) else { throw Wire.Refused() }
            return wire
        }
    }

    @Test func idleConnectionsOfOneClientKeepNobodyOut() async throws {
        try await withServer(limits: limits(total: 60, perClient: 40)) { served in
            let wires = try await idle(150, to: served.port, from: "127.0.0.2")
            defer { for wire in wires { wire.close() } }
            for address in ["127.0.0.2", "127.0.0.3"] {
                #expect(try await served.get("/api/v1/events", from: address).status == 200, "\(address)")
                #expect(try await served.get("/healthz", from: address).status == 200, "\(address)")
            }
        }
    }

    @Test func idleConnectionsOfManyClientsKeepNobodyOut() async throws {
        try await withServer(limits: limits(total: 20, perClient: 10)) { served in
            var wires: [Wire] = []
            defer { for wire in wires { wire.close() } }
            for number in 2..<12 { wires += try await idle(10, to: served.port, from: "127.0.0.\(number)") }
            #expect(try await served.get("/api/v1/events", from: "127.0.0.99").status == 200)
        }
    }

    @Test func busyConnectionsOfOneClientLeaveHealthToItAndAllElseToOthers() async throws {
        try await withServer(limits: limits(total: 20, perClient: 4)) { served in
            var wires: [Wire] = []
            defer { for wire in wires { wire.close() } }
            for _ in 0..<4 { wires.append(try await stream(to: served.port, from: "127.0.0.2")) }
            for _ in 0..<3 {
                #expect(try await served.get("/healthz", from: "127.0.0.2").status == 200)
                let refused = try await served.get("/api/v1/events", from: "127.0.0.2")
                #expect(refused.status == 503)
                #expect(try refused.json()["code"] as? String == "too-many-connections")
                #expect(refused["connection"] == "close")
                #expect(try await served.get("/api/v1/events", from: "127.0.0.3").status == 200)
            }
            // A reserve that is held open makes room as well.
            wires += try await idle(9, to: served.port, from: "127.0.0.2")
            // Connections are taken in by several threads: one that came before may be taken in after, and make room.
            var status: Int?
            for _ in 0..<20 where status == nil {
                status = try await served.answer(to: "/readyz", from: "127.0.0.2")?.status
            }
            #expect(status == 200)
        }
    }

    @Test func busyConnectionsOfAllLeaveHealth() async throws {
        try await withServer(limits: limits(total: 4, perClient: 2)) { served in
            var wires: [Wire] = []
            defer { for wire in wires { wire.close() } }
            for number in 2..<6 { wires.append(try await stream(to: served.port, from: "127.0.0.\(number)")) }
            #expect(try await served.get("/healthz", from: "127.0.0.9").status == 200)
            #expect(try await served.get("/api/v1/events", from: "127.0.0.9").status == 503)
        }
    }

    @Test func aClientThatAsksOnAndOnAndReadsNothingIsHungUpOn() async throws {
        var limits = ConnectionLimits()
        limits.stall = .milliseconds(200)
        try await withServer(limits: limits) { served in
            let port = served.port
            let isOver = try await blocking {
                let wire = try Wire(port: port)
                defer { wire.close() }
                let requests = Array(
                    String(repeating: "GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n", count: 500).utf8)
                // Far more than goes through before both sides' buffers are full.
                for _ in 0..<10_000 where wire.send(requests) < requests.count { return wire.isBroken }
                return false
            }
            #expect(isOver)
            #expect(try await served.get("/healthz").status == 200)
        }
    }
}
