import Model
import Testing

struct AddressTrapTests {
    private let today = Day(year: 2026, month: 11, day: 21)!

    private func trap(_ text: String) throws -> AddressTrap? {
        AddressTrap(try WebAddress(parsing: "http://a.gov.cn" + text), today: today)
    }

    @Test(
        "Addresses as sites have them are no traps",
        arguments: [
            "/", "/zwgk/202611/t20261121_1024.html", "/html/2026-11/21/node_2.htm",
            "/rmrb/pc/layout/202611/21/node_01.html",
            "/art/2026/11/11/art_11_11.html", "/11/11/11/content_11.html", "/2026/1121/c1001-40000000.html",
            "/1999/12/31/1.html",
            "/col/col2059/index.html?uid=11&pageNum=3", "/calendar/2026/11/", "/calendar/?year=2026&month=12",
            "/news/news/news/1.html", "/a/b/a/b/a/b", "/list.jsp?page=999", "/paper?date=2010-01-01",
            "/schedule/2026-01-05",
            "/module/web/jpage/dataproxy.jsp?startrecord=1&endrecord=45&perpage=15&col=1&appid=1&webid=1&path=/&columnid=33718"
                + "&sourceContentType=1&unitid=212860&webname=x&permissiontype=0&page=2",
            "/30001231999/1.html", "/2026/13/45/1.html", "/art?id[]=1&id[]=2&id[]=3",
        ])
    func ordinary(_ text: String) throws {
        #expect(try trap(text) == nil)
    }

    static let traps: [(String, AddressTrap)] = [
        ("/" + String(repeating: "a", count: 1024), .pathTooLong(bytes: 1025, limit: 1024)),
        ("/?" + String(repeating: "a", count: 2049), .queryTooLong(bytes: 2049, limit: 2048)),
        ("/" + (1...21).map { "x\($0)" }.joined(separator: "/"), .tooDeep(segments: 21, limit: 20)),
        ("/a/b/a/b/a/b/a/b", .repeatedSegments("a/b", times: 4)), ("/x/a/a/a/a", .repeatedSegments("a", times: 4)),
        ("/1/1/1/1", .repeatedSegments("1", times: 4)), ("/a/1/a/2/a/3/a/4", .repeatedSegments("a", times: 4)),
        ("/a/b/c/a/b/c/a/b/c/a/b/c/d", .repeatedSegments("a/b/c", times: 4)),
        ("/?" + (1...33).map { "p\($0)=1" }.joined(separator: "&"), .tooManyParameters(33, limit: 32)),
        ("/?a=1&a=2&b=1&a=3&a=4", .repeatedParameter("a", times: 4)),
        ("/calendar/2027/03/", .calendar(Day(year: 2027, month: 3, day: 1)!)),
        ("/rili?year=2031&month=5&day=6", .calendar(Day(year: 2031, month: 5, day: 6)!)),
        ("/x/20270123/", .calendar(Day(year: 2027, month: 1, day: 23)!)),
        ("/html/2027-02/03/node_2.htm", .calendar(Day(year: 2027, month: 2, day: 3)!)),
        ("/layout/202702/03/node_2.htm", .calendar(Day(year: 2027, month: 2, day: 3)!)),
        ("/calendar/2025/01/01", .calendar(Day(year: 2025, month: 1, day: 1)!)),
        ("/events.php?date=2020-01-01", .calendar(Day(year: 2020, month: 1, day: 1)!)),
    ]

    @Test("Addresses that generators make without end are told, and why", arguments: AddressTrapTests.traps)
    func told(_ text: String, _ expected: AddressTrap) throws {
        let trap = try trap(text)
        #expect(trap == expected)
        #expect(trap?.description.isEmpty == false)
    }
}
