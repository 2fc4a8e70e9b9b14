import Model
import Storage
import Testing

@Suite struct SiteMemoryTests {
    @Test func robotsFilesAreRememberedByteForByte() async throws {
        try await withStore { store in
            var snapshot = RobotsSnapshot(
                siteKey: "http://a.gov.cn", body: Array(0...255), fetchedAt: time(1), checkedAt: time(2),
                nextCheck: time(3), etag: "\"a\"", lastModified: "yesterday", unreachableSince: time(4), failures: 5,
                reason: "超时")
            try await store.record(snapshot)
            #expect(try await store.robots() == [snapshot])
            snapshot.body = []
            try await store.record(snapshot)
            let never = RobotsSnapshot(siteKey: "http://b.gov.cn", checkedAt: time(1), nextCheck: time(2))
            try await store.record(never)
            #expect(try await store.robots() == [snapshot, never], "no file is not the same as no answer")
        }
    }

    @Test func healthIsRememberedUntilThereIsNothingToSay() async throws {
        try await withStore { store in
            try await store.record(health: "{\"failures\":1}", of: "http://a.gov.cn")
            try await store.record(health: "{\"failures\":2}", of: "http://a.gov.cn")
            try await store.record(health: "{}", of: "http://b.gov.cn")
            #expect(try await store.health() == ["http://a.gov.cn": "{\"failures\":2}", "http://b.gov.cn": "{}"])
            #expect(try await store.health(of: "http://a.gov.cn") == "{\"failures\":2}")
            try await store.record(health: nil, of: "http://a.gov.cn")
            #expect(try await store.health(of: "http://a.gov.cn") == nil)
            #expect(try await store.health() == ["http://b.gov.cn": "{}"])
        }
    }
}
