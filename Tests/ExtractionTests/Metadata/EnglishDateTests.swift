import Model
import Testing

@testable import Extraction

@Suite struct EnglishDateTests {
    @Test(
        arguments: [
            ("November 20, 2019", "2019-11-20", nil),
            ("Nov. 20, 2019, 15:23", "2019-11-20", 15 * 3600 + 23 * 60),
            ("20 Nov 2019 at 9:24 pm ET", "2019-11-20", 21 * 3600 + 24 * 60),
            ("Updated: Sept 5 2023 12:05 a.m.", "2023-09-05", 5 * 60),
            ("MAY 1, 2024 | 12:00 PM", "2024-05-01", 12 * 3600),
            ("Monday 18 September 2017", "2017-09-18", nil),
            ("5 de Março de 2024 Fonte: Gabinete", "2024-03-05", nil),
            ("15 DE MARÇO DE 2024", "2024-03-15", nil),
        ] as [(String, String, Int?)])
    func datesInEnglishWritingAreRead(line: String, day: String, time: Int?) {
        let dates = DateScanner(scalars(of: line)).dates()
        #expect(dates.map { "\($0.day)" } == [day])
        #expect(dates.first?.timeOfDay == time)
    }

    @Test(arguments: [
        "November 31, 2019", "Novembe 20, 2019", "May 20190", "mayor 20, 2019", "120 May 2019", "Section 20, 2019",
        "may",
        "March 2019", "20 20 May", "5 de Marte de 2024", "5 de 2024", "decimal 20 2019", "March 3, 201",
    ])
    func whatOnlyLooksLikeOneIsNot(line: String) {
        #expect(DateScanner(scalars(of: line)).dates().isEmpty)
    }

    @Test func aTimeThatNoClockShowsIsNone() {
        for line in ["May 1, 2024 25:00", "May 1, 2024 13:00 pm", "May 1, 2024 9:60"] {
            #expect(DateScanner(scalars(of: line)).dates().first?.timeOfDay == nil, "\(line)")
        }
    }

    @Test func theLineUnderAnEnglishHeadlineIsReadAndLeftOut() throws {
        let text = "The State Council met on Friday. It called for steady work on spring farming across the country."
        let article = try read(
            """
            <title>Cabinet discusses spring farming</title><h1>Cabinet discusses spring farming</h1>
            <div>Updated: March 5, 2025 09:30 Source: China Daily</div>
            <div id=zoom><p>\(text)</p><p>On March 4, 2025, three provinces reported. \(text)</p></div>
            """)
        #expect(article.metadata.date == Day("2025-03-05"))
        #expect(article.metadata.published == "2025-03-05T09:30:00+08:00")
        #expect(article.metadata.publisher == "China Daily")
        #expect(article.body == [text, "On March 4, 2025, three provinces reported. \(text)"])
    }
}
