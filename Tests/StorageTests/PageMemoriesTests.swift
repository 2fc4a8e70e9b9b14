import Storage
import Testing

@Suite struct PageMemoriesTests {
    @Test func aSourceHasItsOwnMemoryOfASite() async throws {
        try await withStore { store in
            let own = KeptPageMemory(site: "http://a.gov.cn", source: "a", at: time(1), memory: "{\"pages\":1}")
            let other = KeptPageMemory(site: "http://a.gov.cn", source: "b", at: time(2), memory: "{\"pages\":2}")
            try await store.record(own)
            try await store.record(other)
            #expect(try await store.pageMemory(of: "http://a.gov.cn", for: "a") == own)
            #expect(try await store.pageMemory(of: "http://a.gov.cn", for: "b") == other)
            #expect(try await store.pageMemory(of: "http://a.gov.cn", for: "c") == other, "taught last")
            #expect(try await store.pageMemory(of: "http://b.gov.cn", for: "a") == nil)
        }
    }

    @Test func changesAreKnownUntilTheMemorySaysOtherwise() async throws {
        try await withStore { store in
            var memory = KeptPageMemory(
                site: "http://a.gov.cn", source: "a", at: time(1), memory: "{}", change: "another template")
            try await store.record(memory)
            #expect(try await store.layoutChanges(of: "a") == ["another template"])
            #expect(try await store.layoutChanges(of: "b") == [])
            memory.change = nil
            try await store.record(memory)
            #expect(try await store.layoutChanges(of: "a") == [])
        }
    }

    @Test func theSitesTaughtLastStay() async throws {
        try await withStore { store in
            for number in 0..<(KeptPageMemory.sitesLimit + 3) {
                try await store.record(
                    KeptPageMemory(site: "http://\(number).gov.cn", source: "a", at: time(number), memory: "{}"))
            }
            #expect(try await store.pageMemory(of: "http://2.gov.cn", for: "a") == nil)
            #expect(try await store.pageMemory(of: "http://3.gov.cn", for: "a") != nil)
        }
    }
}
