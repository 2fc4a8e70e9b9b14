import Model
import Testing

@testable import Extraction

@Suite struct DateScannerTests {
    @Test(arguments: [
        ("2015年04月08日10:05", "2015-04-08 10:05"), ("2005.08.2605:39", "2005-08-26 05:39"),
        ("2023-02-15 12:20", "2023-02-15 12:20"), ("2023-06-16T08:46:31+08:00", "2023-06-16 08:46:31"),
        ("2023/6/1 9:05", "2023-06-01 09:05"), ("2023年6月16日 星期五 08:30", "2023-06-16 08:30"),
        ("2023年6月16日9时30分", "2023-06-16 09:30"), ("2023－06－16　08：46", "2023-06-16 08:46"),
        ("2019-08-2208:00来源", "2019-08-22 08:00"), ("2023-02-15 23:59:60", "2023-02-15 23:59:59"),
    ])
    func datesWithTimesAreRead(text: String, expected: String) {
        #expect(found(text) == [expected])
    }

    @Test(arguments: [
        ("2023-02-15", "2023-02-15"), ("2023.2.5", "2023-02-05"), ("2023年2月5日", "2023-02-05"),
        ("20230616", "2023-06-16"),
        ("二〇二三年六月十六日", "2023-06-16"), ("二○二三年十二月三十一日", "2023-12-31"), ("二零一五年四月八日", "2015-04-08"),
        ("二〇二三年十月二十日", "2023-10-20"), ("2023 年 6 月 16 日", "2023-06-16"), ("2024-02-29", "2024-02-29"),
        ("（2023年2月15日）", "2023-02-15"), ("发布于2023-02-15来源", "2023-02-15"), ("2023年2月15号", "2023-02-15"),
        ("2023-02-15 24:00", "2023-02-15"), ("2023-02-15 12:60", "2023-02-15"),
    ])
    func datesWithoutTimesAreRead(text: String, expected: String) {
        #expect(found(text) == [expected])
    }

    @Test(arguments: [
        "", "2023", "2023-02", "2023年6月", "2023-13-45", "2023-00-10", "2023-02-30", "2023-02/15", "2023.02-15",
        "1848-02-15",
        "0750-3887766", "020-83135078", "13800138000", "2023123456", "44070119830512123X", "20231301", "20230231",
        "12-02-15",
        "192.168.2023.1", "2023-02-155", "二〇二三年", "二〇二三年十三月一日", "二〇二三年二月三十日", "二三年六月十六日", "邮编529000",
        "www.jiangmen.gov.cn", "第2023-15号", "12:20",
    ])
    func whatIsNoDateIsNone(text: String) {
        #expect(found(text) == [])
    }

    @Test func aMonthWrittenInDigitsOfItsOwnIsThatMonth() {
        let dates = found("二〇二三年一〇月一五日")
        #expect(dates == [] || dates == ["2023-10-15"])
    }

    @Test func everyDateOfALineIsFoundWithItsPlace() {
        let dates = DateScanner(scalars(of: "从2023-01-02到2023年3月4日止")).dates()
        #expect(dates.map(\.day.description) == ["2023-01-02", "2023-03-04"])
        #expect(dates.map(\.range) == [1..<11, 12..<21])
    }

    @Test func noSliceOfADateBreaksTheScanner() {
        for text in ["2015年04月08日10:05:06", "2005.08.2605:39", "二〇二三年十二月三十一日", "2023-06-16T08:46:31", "20230616 9时30分"]
        {
            let scalars = scalars(of: text)
            for start in scalars.indices {
                for end in start...scalars.count { _ = DateScanner(Array(scalars[start..<end])).dates() }
            }
        }
    }

    /// Day and time, as far as they were found.
    private func found(_ text: String) -> [String] {
        DateScanner(scalars(of: text).map(Width.half)).dates().map { date in
            guard let time = date.timeOfDay else { return date.day.description }
            let parts = [time / 3600, time / 60 % 60] + (time % 60 > 0 ? [time % 60] : [])
            return "\(date.day) " + parts.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
        }
    }
}
