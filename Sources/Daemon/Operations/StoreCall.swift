internal import Model
internal import Storage

/// What the store says, with its failures in the words of commands.
nonisolated(nonsending) func stored<Value: Sendable>(
    _ body: () async throws(StorageFailure) -> Value
) async throws(CommandFailure) -> Value {
    do throws(StorageFailure) { return try await body() } catch { throw CommandFailure(WorkFailure(error)) }
}

/// The same in the words of those who work on pages.
nonisolated(nonsending) func kept<Value: Sendable>(
    _ body: () async throws(StorageFailure) -> Value
) async throws(WorkFailure) -> Value {
    do throws(StorageFailure) { return try await body() } catch { throw WorkFailure(error) }
}
