import Testing

@testable import Fetching

struct AddressPolicyTests {
    private static let special = [
        "127.0.0.1", "127.255.255.255", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
        "169.254.169.254", "100.64.0.1", "100.127.255.255", "192.0.0.8", "198.18.0.1", "198.19.255.255", "192.0.2.1",
        "203.0.113.9", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "fc00::1", "fdff::1", "fe80::1",
        "febf::1", "fec0::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::7f00:1", "2001:db8::1", "2001::1",
        "2002:7f00:1::", "2002:c0a8:101::1", "64:ff9b::10.0.0.1", "64:ff9b::127.0.0.1", "64:ff9b:1::8.8.8.8", "100::1",
        // What a translator, a tunnel or a gateway would make of it; the registry's latest ranges.
        "::ffff:0:8.8.8.8", "::ffff:0:7f00:1", "::ffff:0:10.0.0.1", "64:ff9b::192.168.1.1", "64:ff9b::169.254.169.254",
        "64:ff9b::100.64.0.1", "64:ff9b::198.18.0.1", "2002:a9fe:a9fe::1", "2002:6440:1::", "2002:c612:1::",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:2::1", "2001:10::1", "2001:20::1", "2400::5efe:10.0.0.1",
        "2400::200:5efe:127.0.0.1", "100:0:0:1::1", "3fff::1", "3fff:fff::1", "5f00::1", "192.88.99.1", "198.51.100.1",
    ]
    private static let open = [
        "8.8.8.8", "126.255.255.255", "128.0.0.1", "172.15.255.255", "172.32.0.1", "100.63.255.255", "100.128.0.1",
        "192.169.0.1", "198.17.0.1", "198.20.0.1", "223.255.255.255", "2400:3200::1", "2002:808:808::1",
        "64:ff9b::8.8.8.8", "fbff::1", "2001:200::1",
        "2400::5efe:8.8.8.8", "64:ff9b::223.5.5.5", "::fffe:0:0:8.8.8.8", "::ffff:1:0:0", "100:0:0:2::1", "4000::1",
        "6000::1", "192.31.196.1", "192.52.193.1", "192.175.48.1", "2620:4f:8000::1",
    ]

    @Test("Addresses that are not the public internet are refused", arguments: special)
    func refuses(_ text: String) throws {
        let address = try #require(IPAddress(text))
        #expect(AddressPolicy(allowsPrivate: false).refusal(of: address) != nil)
        #expect(AddressPolicy(allowsPrivate: true).refusal(of: address) == nil)
    }

    @Test("Public addresses are dialled, also right beside a special range", arguments: open)
    func allows(_ text: String) throws {
        #expect(AddressPolicy(allowsPrivate: false).refusal(of: try #require(IPAddress(text))) == nil)
    }

    @Test(
        "An IP address is read from its text and nothing else",
        arguments: [
            ("127.0.0.1", "127.0.0.1"), ("[::1]", "::1"), ("2001:DB8::0:1", "2001:db8::1"), ("127.1", nil),
            ("gov.cn", nil), ("", nil), ("[127.0.0.1", nil),
        ])
    func reads(_ text: String, _ expected: String?) {
        #expect(IPAddress(text)?.description == expected)
    }
}
