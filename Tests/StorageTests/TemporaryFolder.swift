import Foundation
import Glibc
import Model
import Storage
import Testing

/// Runs a test with a folder of its own, which goes when the test ends.
func withTemporaryFolder<Result>(
    isolation: isolated (any Actor)? = #isolation, _ body: (String) async throws -> Result
) async throws -> Result {
    var template = Array("/tmp/dibao-test-XXXXXX".utf8CString)
    let path = try #require(mkdtemp(&template).map { String(cString: $0) })
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try await body(path)
}

/// Runs a test with an empty store in a folder of its own.
func withStore<Result>(
    isolation: isolated (any Actor)? = #isolation, _ body: (SQLiteStore) async throws -> Result
) async throws -> Result {
    try await withTemporaryFolder { path in
        let store = try SQLiteStore(path: "\(path)/state/dibao.db", coder: PlainCoder())
        let result = try await body(store)
        try store.close()
        return result
    }
}
