/// Metrics as Prometheus reads them.
///
/// Source: Prometheus text exposition format 0.0.4.
struct PrometheusText {
    private(set) var text = ""

    enum Kind: String { case gauge, counter, histogram }

    /// One value of a metric, told from the others by its labels.
    struct Sample {
        var labels: [(name: String, value: String)] = []
        var value: Double
    }

    /// Adds a metric; nothing where it has no sample.
    mutating func add(_ name: String, _ kind: Kind, _ help: String, _ samples: [Sample]) {
        guard !samples.isEmpty else { return }
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
        for sample in samples { line(name, sample) }
    }

    /// Adds one number.
    mutating func add(_ name: String, _ kind: Kind, _ help: String, _ value: Double) {
        add(name, kind, help, [Sample(value: value)])
    }

    mutating func add(_ name: String, _ help: String, _ histogram: Histogram.Reading) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) histogram\n"
        for (bound, count) in histogram.cumulative {
            let words = bound.map { PrometheusText.number($0) } ?? "+Inf"
            line(name + "_bucket", Sample(labels: [("le", words)], value: Double(count)))
        }
        line(name + "_sum", Sample(value: histogram.sum))
        line(name + "_count", Sample(value: Double(histogram.count)))
    }

    private mutating func line(_ name: String, _ sample: Sample) {
        let labels = sample.labels.map { "\($0.name)=\"\(PrometheusText.escaped($0.value))\"" }.joined(separator: ",")
        text += name + (labels.isEmpty ? "" : "{\(labels)}") + " \(PrometheusText.number(sample.value))\n"
    }

    private static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in text.unicodeScalars {
            switch character {
            case "\\": result += "\\\\"
            case "\"": result += "\\\""
            case "\n", "\r": result += "\\n"
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }
}
