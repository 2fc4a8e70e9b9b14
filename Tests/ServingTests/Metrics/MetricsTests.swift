import Model
import Testing

@testable import Serving

@Suite(.timeLimit(.minutes(30))) struct MetricsTests {
    @Test func sourcesAreCounted() async throws {
        try await withServer { served in
            let answer = try await served.get("/metrics")
            #expect(answer.status == 200)
            #expect(answer["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
            let lines = answer.text.split(separator: "\n").map(String.init)
            #expect(lines.contains("dibao_source_articles_today{source=\"jiangmen\"} 2"))
            #expect(lines.contains("dibao_source_expected_today{source=\"jiangmen\"} 5"))
            #expect(lines.contains("dibao_source_last_success_timestamp_seconds{source=\"jiangmen\"} 1686873540"))
            #expect(lines.contains("# TYPE dibao_http_request_duration_seconds histogram"))
            #expect(lines.contains { $0.hasPrefix("dibao_http_request_duration_seconds_bucket{le=\"+Inf\"} ") })
            let again = try await served.get("/metrics")
            #expect(again.text.contains("dibao_http_request_duration_seconds_count 1\n"))
        }
    }

    @Test func everyLineIsAsPrometheusReadsIt() throws {
        var page = PrometheusText()
        page.add("a_total", .counter, "Help.", [.init(labels: [("x", "a\"b\\c\nd")], value: 1.5)])
        page.add("none", .gauge, "Help.", [])
        #expect(page.text == "# HELP a_total Help.\n# TYPE a_total counter\na_total{x=\"a\\\"b\\\\c\\nd\"} 1.5\n")
    }

    @Test func stepsOfAHistogramAddUp() {
        let histogram = Histogram([0.1, 1])
        for milliseconds in [50, 100, 500, 5000] { histogram.note(.milliseconds(milliseconds)) }
        let reading = histogram.reading
        #expect(reading.cumulative.map(\.count) == [2, 3, 4])
        #expect(reading.cumulative.map(\.bound) == [0.1, 1, nil])
        #expect(reading.count == 4)
        #expect(abs(reading.sum - 5.65) < 1e-9)
    }
}
