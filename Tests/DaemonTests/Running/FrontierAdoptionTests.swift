import Judging
import LoopbackWeb
import Storage
import Testing

@testable import Daemon

@Suite struct FrontierAdoptionTests {
    @Test func keptPagesJoinTheFrontierUnlessTheRunIsToEnd() async throws {
        let workshop = try Workshop("[fetch]\nprivate_addresses = true\ndelay = \"0s\"")
        let kept = try await LoopbackWeb.serve { request in
            .page(Newspaper.page(paragraphs: Newspaper.other(Int(request.path.filter(\.isNumber)) ?? 0)))
        } during: { web in
            try await workshop.fetch((0..<3).map { web.url("/\($0)") })
        }
        #expect(kept.status == .done)
        let store = try workshop.openStore()
        let pulse = LivenessMonitor(time: .system)
        let adoption = FrontierAdoption(
            store: store, plan: RecheckPlan(after: [.seconds(3600)]), time: .system, pulse: pulse)
        let halted = StopFlag()
        halted.request()
        #expect(try await adoption.run(until: halted) == 0)
        #expect(try await adoption.run(until: StopFlag()) == 3)
        #expect(pulse.status == "starting: 3 kept pages have joined the frontier")
        #expect(try await adoption.run(until: StopFlag()) == 0)
    }
}
