import Foundation
import Fuzzing

/// The target that `DIBAO_FUZZ_TARGET` names.
private let target = FuzzTarget(rawValue: ProcessInfo.processInfo.environment["DIBAO_FUZZ_TARGET"] ?? "")

/// What libFuzzer calls for every input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let target else {
        let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")
        FileHandle.standardError.write(Data("DIBAO_FUZZ_TARGET must be one of: \(names)\n".utf8))
        exit(64)
    }
    target.read(Array(UnsafeBufferPointer(start: bytes, count: count)))
    return 0
}
