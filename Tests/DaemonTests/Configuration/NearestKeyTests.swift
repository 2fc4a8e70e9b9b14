import Testing

@testable import Daemon

@Suite struct NearestKeyTests {
    @Test(arguments: [("delai", "delay"), ("dealy", "delay"), ("retires", "retries"), ("max-body", "max_body")])
    func slipsFindTheirKey(slip: String, key: String) {
        #expect(nearestKey(to: slip, among: ["delay", "retries", "max_body", "proxy"]) == key)
    }

    @Test func strangersFindNone() {
        #expect(nearestKey(to: "watermelon", among: ["delay", "retries"]) == nil)
        #expect(nearestKey(to: "x", among: []) == nil)
    }
}
