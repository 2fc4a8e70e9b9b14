internal import Model
internal import Storage

/// What the store says, with its failures in the words of commands.
func stored<Value: Sendable>(
    _ body: () async throws(StorageFailure) -> Value
) async throws(CommandFailure) -> Value {
    do throws(StorageFailure) { return try await body() } catch { throw CommandFailure(PageFailure(keeping: error)) }
}
