import NIOCore
import Synchronization
import Testing

@testable import Serving

@Suite struct ConnectionTableTests {
    private final class Closed: Sendable {
        private let numbers = Mutex<[Int]>([])

        var all: [Int] { numbers.withLock { $0 } }

        func note(_ number: Int) { numbers.withLock { $0.append(number) } }
    }

    private final class Connection {}

    private let closed = Closed()
    private let connections = (0..<20).map { _ in Connection() }

    private func id(_ number: Int) -> ObjectIdentifier { ObjectIdentifier(connections[number]) }

    private func table(total: Int, perClient: Int, reserve: Int = 2) -> ConnectionTable {
        var limits = ConnectionLimits()
        (limits.total, limits.perClient, limits.reserve) = (total, perClient, reserve)
        return ConnectionTable(limits)
    }

    @discardableResult
    private func open(_ number: Int, of client: String, in table: ConnectionTable) throws -> Bool {
        let client = ClientAddress(try SocketAddress(ipAddress: client, port: 1))
        return table.open(id(number), of: client) { [closed] in closed.note(number) }
    }

    @Test func aClientWithTooManyLosesTheOneThatIsIdleLongest() throws {
        let table = table(total: 9, perClient: 3)
        for number in 0..<3 { try open(number, of: "192.0.2.1", in: table) }
        try open(3, of: "192.0.2.2", in: table)
        table.beginAnswering(id(0))
        table.endAnswering(id(0))
        #expect(try !open(4, of: "192.0.2.1", in: table))
        #expect(closed.all == [1])
        #expect(table.count == 4)
    }

    @Test func whereAllAreOpenTheOneThatIsIdleLongestGoes() throws {
        let table = table(total: 3, perClient: 3)
        for number in 0..<3 { try open(number, of: "192.0.2.\(number)", in: table) }
        table.beginAnswering(id(0))
        #expect(try !open(3, of: "192.0.2.9", in: table))
        #expect(closed.all == [1])
    }

    @Test func whoFindsAllBusyIsInReserveAndOnlyTheReserveMakesRoom() throws {
        let table = table(total: 2, perClient: 2)
        for number in 0..<2 {
            try open(number, of: "192.0.2.\(number)", in: table)
            table.beginAnswering(id(number))
        }
        for number in 2..<5 { #expect(try open(number, of: "192.0.2.9", in: table)) }
        #expect(closed.all == [2])
        #expect(table.isReserve(id(3)) && !table.isReserve(id(0)))
        table.close(id(0))
        #expect(try !open(5, of: "192.0.2.9", in: table))
        #expect(closed.all == [2])
    }

    @Test func aClientIsAnAddressOrAnIPv6Network() throws {
        func client(_ address: String) throws -> ClientAddress {
            ClientAddress(try SocketAddress(ipAddress: address, port: 1))
        }
        #expect(try client("2001:db8:0:1::1") == client("2001:db8:0:1:ffff::7"))
        #expect(try client("2001:db8:0:1::1") != client("2001:db8:0:2::1"))
        #expect(try client("::ffff:192.0.2.1") == client("192.0.2.1"))
        #expect(try client("::ffff:192.0.2.1") != client("::ffff:192.0.2.2"))
        #expect(try client("2001:db8:0:1::1").description == "2001:db8:0:1::/64")
        #expect(ClientAddress(nil).description.isEmpty)
    }
}
