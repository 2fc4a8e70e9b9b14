import Model
import Testing

@testable import Extraction

@Suite struct AddressShapeTests {
    @Test(arguments: [
        "/xw/content/post_2877318.html", "/art/2023/2/15/art_1_100001.html", "/xw/202302/t20230215_1814.html",
        "/html/2024-08/14/nw.D110000jmrb_20240814_1-A02.htm", "/html/2017-10/13/content_101.htm",
        "/info/1001/12345.htm",
        "/show.php?id=12345", "/n1/2023/0215/c1001-32624565.html", "/20/0802/10/a.html",
    ])
    func articlesScoreAboveZero(path: String) throws {
        #expect(AddressShape.score(try address(path)) > 0)
    }

    @Test(arguments: [
        "/", "/xw/", "/xw/index.html", "/xw/list.html", "/col/col123/index.html", "/login.html", "/about.html",
        "/default.aspx",
    ])
    func columnsScoreBelowZero(path: String) throws {
        #expect(AddressShape.score(try address(path)) < 0)
    }

    @Test(arguments: [
        ("/2023/6/16/", true), ("/202306/1.html", true), ("/t20230616_1.html", true), ("/2023-06/16/a", true),
        ("/20/0802/10", true),
        ("/202399/", false), ("/1234/", false), ("/99/0802/10", false), ("/a", false), ("", false), ("/20", false),
        ("/20/08", false),
    ])
    func datesInAPathAreSeen(path: String, hasDate: Bool) {
        #expect(AddressShape.hasDate(Array(path.utf8)) == hasDate)
    }

    private func address(_ path: String) throws -> WebAddress { try WebAddress(parsing: "http://a.example" + path) }
}
