import Testing

@testable import Daemon

@Suite struct DeliveriesTests {
    @Test func aPieceIsAcknowledgedWhenAllOfItIsTaken() {
        var deliveries = Deliveries(from: 10)
        deliveries.add(last: 12, through: 12, end: 100)
        deliveries.add(last: 15, through: 20, end: 200)
        deliveries.take(bytes: 99)
        #expect(deliveries.acknowledged == 10)
        deliveries.take(bytes: 199)
        #expect(deliveries.acknowledged == 12)
        #expect(!deliveries.areAcknowledged)
        deliveries.take(bytes: 200)
        #expect(deliveries.acknowledged == 20)
        #expect(deliveries.areAcknowledged)
    }

    @Test func whatNobodyWantedIsAcknowledgedWithWhatCameBefore() {
        var deliveries = Deliveries(from: 0)
        deliveries.add(last: nil, through: 5, end: 0)
        #expect(deliveries.acknowledged == 5)
        deliveries.add(last: 6, through: 6, end: 10)
        deliveries.add(last: nil, through: 9, end: 10)
        #expect(deliveries.acknowledged == 5)
        deliveries.take(bytes: 10)
        #expect(deliveries.acknowledged == 9)
    }

    @Test func aReaderAcknowledgesWhatItWasGivenAndNoMore() {
        var deliveries = Deliveries(from: 10)
        let tooEarly = deliveries.acknowledge(11)
        #expect(!tooEarly)
        deliveries.add(last: 14, through: 20, end: 100)
        let some = deliveries.acknowledge(12)
        #expect(some && deliveries.acknowledged == 12)
        let tooMany = deliveries.acknowledge(21)
        #expect(!tooMany && deliveries.acknowledged == 12)
        let late = deliveries.acknowledge(11)
        #expect(late && deliveries.acknowledged == 12, "late news does no harm")
        let all = deliveries.acknowledge(14)
        #expect(all && deliveries.acknowledged == 20, "nothing that was wanted follows in this piece")
        #expect(deliveries.areAcknowledged)
    }
}
