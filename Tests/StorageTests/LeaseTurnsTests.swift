import Testing

@testable import Storage

@Suite struct LeaseTurnsTests {
    /// Serves until nobody may be served; each lane's pages are due at the given times.
    private func served(
        _ lanes: [LeaseTurns.Lane: [Int]], turns: [String: Int] = [:], load: [String: Int] = [:], perSite: Int = 99
    ) -> [String] {
        var queues = lanes
        var turns = LeaseTurns(turns: turns, load: load, perSite: perSite)
        for (lane, dues) in lanes { turns.set(lane, dues.first.map { LeaseTurns.Head(page: $0, due: $0) }) }
        var order: [String] = []
        while let (lane, head) = turns.next() {
            order.append("\(lane.source)\(head.due)")
            queues[lane]?.removeFirst()
            turns.set(lane, queues[lane]?.first.map { LeaseTurns.Head(page: $0, due: $0) })
        }
        return order
    }

    private func lane(_ source: String, _ site: String, _ purpose: PagePurpose = .firstVisit) -> LeaseTurns.Lane {
        LeaseTurns.Lane(site: site, source: source, purpose: purpose)
    }

    @Test func nobodyIsServedWhereNothingWaits() { #expect(served([:]) == []) }

    @Test func aSourceThatWasNeverServedGoesFirst() {
        #expect(served([lane("a", "x"): [1, 2], lane("b", "y"): [5]], turns: ["a": 3]) == ["b5", "a1", "a2"])
    }

    @Test func theSourceServedLongestAgoGoesFirst() {
        let order = served([lane("a", "x"): [1, 2], lane("b", "y"): [3, 4]], turns: ["a": 9, "b": 8])
        #expect(order == ["b3", "a1", "b4", "a2"])
    }

    @Test func sourcesOfOneSiteShareItsRoom() {
        let lanes = [lane("a", "x"): [1, 2], lane("b", "x"): [3, 4], lane("c", "y"): [9]]
        #expect(served(lanes, turns: ["a": 1], perSite: 1) == ["b3", "c9"])
        #expect(served(lanes, load: ["x": 1], perSite: 2) == ["a1", "c9"])
        #expect(served(lanes, load: ["x": 2, "y": 5], perSite: 2) == [])
    }

    @Test func withinASourceTheHandicapDecides() {
        let lanes = [
            lane("a", "x", .backfill): [0, 1], lane("a", "y", .recheck): [82_801], lane("a", "x"): [86_399, 86_402],
        ]
        #expect(served(lanes) == ["a86399", "a0", "a1", "a82801", "a86402"])
    }

    @Test func turnsAreNumberedOn() {
        var turns = LeaseTurns(turns: ["a": 4], load: [:], perSite: 1)
        turns.set(lane("b", "x"), LeaseTurns.Head(page: 1, due: 1))
        _ = turns.next()
        #expect(turns.served == ["b": 5])
    }
}
