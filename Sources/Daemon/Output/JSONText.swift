/// A value as one line of JSON with its end.
///
/// - Throws: `.bug`: every value of ours fits.
func jsonText(_ value: some Encodable) throws(CommandFailure) -> String {
    do {
        return try jsonLine(value) + "\n"
    } catch {
        throw CommandFailure(.bug, "a result does not fit JSON: \(error)")
    }
}
