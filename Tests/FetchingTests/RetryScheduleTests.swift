import Fetching
import Model
import Testing

struct RetryScheduleTests {
    private let schedule = RetrySchedule()
    private let now = Timestamp(secondsSinceEpoch: 784_111_777)  // Sun, 06 Nov 1994 08:49:37 GMT

    private func decision(
        _ outcome: RetrySchedule.Outcome, attempt: Int = 1, random: Double = 1
    ) -> RetrySchedule.Decision {
        schedule.decision(after: outcome, attempt: attempt, now: now, random: random)
    }

    @Test("The wait doubles up to its ceiling, and is drawn from zero on")
    func backoff() {
        let lost = RetrySchedule.Outcome.failed(.connectionLost(site: "a", reason: ""))
        let waits = (1...4).map { decision(lost, attempt: $0) }
        #expect(waits == [.wait(.seconds(2)), .wait(.seconds(4)), .wait(.seconds(8)), .wait(.seconds(16))])
        #expect(decision(lost, attempt: 5) == .giveUp)
        #expect(decision(lost, attempt: 3, random: 0.5) == .wait(.seconds(4)))
        #expect(decision(lost, attempt: 3, random: 0) == .wait(.zero))
        var patient = schedule
        patient.retries = 1000
        #expect(patient.decision(after: lost, attempt: 900, now: now, random: 1) == .wait(patient.ceiling))
    }

    @Test(
        "Statuses that may pass are tried again, others are the answer",
        arguments: [
            (408, true), (425, true), (429, true), (500, true), (502, true), (503, true), (504, true),
            (200, false), (304, false), (403, false), (404, false), (410, false), (501, false), (505, false),
        ])
    func statuses(_ status: Int, _ isTriedAgain: Bool) {
        let expected: RetrySchedule.Decision = isTriedAgain ? .wait(.seconds(2)) : .giveUp
        #expect(decision(.answered(status: status, retryAfter: nil)) == expected)
    }

    @Test("Failures that will not pass are not tried again, a missing host only once more")
    func failures() {
        #expect(decision(.failed(.certificate(site: "a", reason: ""))) == .giveUp)
        #expect(decision(.failed(.bodyTooLarge(site: "a", limitBytes: 1))) == .giveUp)
        #expect(decision(.failed(.cancelled)) == .giveUp)
        #expect(decision(.failed(.hostNotFound(host: "a"))) == .wait(.seconds(2)))
        #expect(decision(.failed(.hostNotFound(host: "a")), attempt: 2) == .giveUp)
    }

    @Test(
        "Retry-After is waited for, unless it asks for too long",
        arguments: [
            ("7", RetrySchedule.Decision.wait(.seconds(7))), ("0", .wait(.seconds(2))), ("120", .wait(.seconds(120))),
            ("121", .giveUp), ("99999999999999999999", .giveUp), ("soon", .wait(.seconds(2))),
            ("-5", .wait(.seconds(2))),
            ("Sun, 06 Nov 1994 08:50:37 GMT", .wait(.seconds(60))),
            ("Sun, 06 Nov 1994 08:00:00 GMT", .wait(.seconds(2))),
            ("Sunday, 06-Nov-94 09:49:37 GMT", .giveUp),
        ])
    func retryAfter(_ field: String, _ expected: RetrySchedule.Decision) {
        #expect(decision(.answered(status: 503, retryAfter: field)) == expected)
    }

    @Test(
        "The three forms of an HTTP date mean the same moment",
        arguments: [
            "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
        ])
    func dates(_ text: String) {
        #expect(Timestamp(httpDate: text) == now)
    }

    @Test(
        "What is no HTTP date is none",
        arguments: [
            "", "yesterday", "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT",
            "Sun, 06 Nov 1994 08:49 GMT",
            "Sun, 06 Nov 1994 08:49:37 CST", "Sun, 06 Noc 1994 08:49:37 GMT", "Sun, +6 Nov 1994 08:49:37 GMT",
        ])
    func noDates(_ text: String) {
        #expect(Timestamp(httpDate: text) == nil)
    }
}
