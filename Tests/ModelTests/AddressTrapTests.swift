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
            // Numbers that could be a month, and dates of articles however far.
            "/zx/a/fdy_bjtj_xgxs/220405/1748679.shtml", "/BIG5/219506/219508/219524/14640097.html",
            "/n1/203012/c1001-1.html", "/x/20270123/", "/html/2029-02/03/node_2.htm", "/layout/202902/03/node_2.htm",
            "/2031/05/06/a.html", "/1990/01/01/a.html", "/paper?date=1999-01-01", "/gb/209912/t209912_1.htm",
            "/www/pages/webpage2009/html/2006-11/30/content_1.htm", "/list?year=2010&month=5&id=1234",
            "/show?y=2031&m=10&no=7",
            // Articles about calendars, and calendars near today.
            "/calendar/2031/05/06/art_1.html", "/rili/a2031.html", "/calendar/203105/", "/events/2019/05/opening.html",
            "/calendar/2025/01/01", "/rili?year=2028&month=11", "/events.php?date=2024-12-01", "/calendar/",
            "/art/calendar2031.html", "/calendar?id=20310506123",
        ])
    func ordinary(_ text: String) throws {
        #expect(try trap(text) == nil)
    }

    static let traps: [(String, AddressTrap)] = [
        ("/" + String(repeating: "a", count: 1024), .pathTooLong(bytes: 1025, limit: 1024)),
        ("/?" + String(repeating: "a", count: 2049), .queryTooLong(bytes: 2049, limit: 2048)),
        ("/" + (1...41).map { "x\($0)" }.joined(separator: "/"), .tooDeep(segments: 41, limit: 40)),
        ("/a/b/a/b/a/b/a/b", .repeatedSegments("a/b", times: 4)), ("/x/a/a/a/a", .repeatedSegments("a", times: 4)),
        ("/1/1/1/1", .repeatedSegments("1", times: 4)), ("/a/1/a/2/a/3/a/4", .repeatedSegments("a", times: 4)),
        ("/a/b/c/a/b/c/a/b/c/a/b/c/d", .repeatedSegments("a/b/c", times: 4)),
        ("/?" + (1...33).map { "p\($0)=1" }.joined(separator: "&"), .tooManyParameters(33, limit: 32)),
        ("/?a=1&a=2&b=1&a=3&a=4", .repeatedParameter("a", times: 4)),
        ("/calendar/2029/03/", .calendar(Day(year: 2029, month: 3, day: 1)!)),
        ("/calendar/2031-05-06.html", .calendar(Day(year: 2031, month: 5, day: 6)!)),
        ("/cn/Calendar/month/2031/05/index.html", .calendar(Day(year: 2031, month: 5, day: 1)!)),
        ("/calendar/20310506/", .calendar(Day(year: 2031, month: 5, day: 6)!)),
        ("/calendar/1999/12/31/", .calendar(Day(year: 1999, month: 12, day: 31)!)),
        ("/calendar/0001/01/", .calendar(Day(year: 1, month: 1, day: 1)!)),
        ("/%E6%97%A5%E5%8E%86/2031/05", .calendar(Day(year: 2031, month: 5, day: 1)!)),
        ("/rili?year=2031&month=5&day=6", .calendar(Day(year: 2031, month: 5, day: 6)!)),
        ("/rili.php?ym=203105", .calendar(Day(year: 2031, month: 5, day: 1)!)),
        (
            "/index.php?option=com_x&task=month.calendar&year=2031&month=05&Itemid=1234",
            .calendar(Day(year: 2031, month: 5, day: 1)!)
        ),
        ("/list?year=2031&month=5", .calendar(Day(year: 2031, month: 5, day: 1)!)),
        ("/list?view=month&y=1066&m=10", .calendar(Day(year: 1066, month: 10, day: 1)!)),
        ("/events/?tribe-bar-date=2031-05", .calendar(Day(year: 2031, month: 5, day: 1)!)),
        ("/events.php?date=2020-01-01", .calendar(Day(year: 2020, month: 1, day: 1)!)),
        ("/schedule/2031-01-05", .calendar(Day(year: 2031, month: 1, day: 5)!)),
    ]

    @Test("Addresses that generators make without end are told, and why", arguments: AddressTrapTests.traps)
    func told(_ text: String, _ expected: AddressTrap) throws {
        let trap = try trap(text)
        #expect(trap == expected)
        #expect(trap?.description.isEmpty == false)
    }

    @Test("Kinds are words for machines, one each")
    func kinds() throws {
        let kinds = try AddressTrapTests.traps.compactMap { try trap($0.0)?.kind }
        #expect(Set(kinds) == Set(AddressTrap.Kind.allCases))
        #expect(AddressTrap.Kind.allCases.allSatisfy { $0.rawValue.utf8.allSatisfy { $0 == 0x2D || $0 >= 0x61 } })
    }
}
