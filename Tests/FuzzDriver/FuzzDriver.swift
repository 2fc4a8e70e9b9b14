import Foundation
import Fuzzing

/// The target that `DIBAO_FUZZ_TARGET` names.
private let target = FuzzTarget(rawValue: ProcessInfo.processInfo.environment["DIBAO_FUZZ_TARGET"] ?? "")

/// What libFuzzer calls once: writes the target's seeds into the folder that `DIBAO_FUZZ_SEEDS` names, to begin with.
@_cdecl("LLVMFuzzerInitialize")
public func initialise(_ count: UnsafePointer<CInt>?, _ arguments: UnsafeRawPointer?) -> CInt {
    guard let target, let folder = ProcessInfo.processInfo.environment["DIBAO_FUZZ_SEEDS"] else { return 0 }
    for (number, seed) in target.seeds.enumerated() {
        FileManager.default.createFile(atPath: "\(folder)/seed-\(number)", contents: Data(seed))
    }
    return 0
}

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

/// libFuzzer's own beginning.
@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// Where the program begins: the name that the package manager gives to an executable's `main`.
@_cdecl("dibao_fuzz_main")
public func begin(
    _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
    var count = count
    var arguments = arguments
    return runFuzzer(&count, &arguments) { testOneInput($0, $1) }
}
