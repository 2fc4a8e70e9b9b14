// swift-tools-version: 6.2
import PackageDescription

/// Rules that the compiler keeps for every target of ours.
let rules: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// Targets without a C library or a raw pointer also hold strict memory safety.
let safe: [SwiftSetting] = rules + [.strictMemorySafety(), .treatAllWarnings(as: .error)]

let package = Package(
    name: "dibao",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "dibao", targets: ["dibao"]),
        .library(name: "Extraction", targets: ["Extraction"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    ],
    targets: [
        // C libraries: a module map and the few lines that Swift cannot import.
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CXML", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "COpenCC", pkgConfig: "opencc", providers: [.apt(["libopencc-dev"])]),
        .systemLibrary(name: "CUchardet", pkgConfig: "uchardet", providers: [.apt(["libuchardet-dev"])]),
        .systemLibrary(name: "CUnistring", providers: [.apt(["libunistring-dev"])]),
        // What libxml2 uses, too. Its headers go into C alone, so that no Swift module holds them beside Foundation's.
        .systemLibrary(name: "CICU", pkgConfig: "icu-uc", providers: [.apt(["libicu-dev"])]),
        .target(name: "CIDNA", dependencies: ["CICU"], linkerSettings: [.linkedLibrary("icuuc")]),
        .systemLibrary(name: "CHeap"),
        .systemLibrary(name: "CMemmem"),
        .systemLibrary(name: "CSpawn"),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CBrotli", pkgConfig: "libbrotlidec", providers: [.apt(["libbrotli-dev"])]),

        // Floors, from the ground up.
        .target(name: "Model", dependencies: ["CIDNA"], swiftSettings: safe),
        .target(name: "Threading", swiftSettings: safe),
        .target(name: "Hashing", dependencies: ["Model", "CCrypto"], swiftSettings: rules),
        .target(
            name: "Fetching", dependencies: ["Model", "CCurl", "CZlib", "CBrotli", "CMemmem"], swiftSettings: rules),
        .target(
            name: "Extraction",
            dependencies: ["Model", "Hashing", "CXML", "COpenCC", "CUchardet", "CUnistring"],
            resources: [.embedInCode("Rules")],
            swiftSettings: rules),
        .target(
            name: "Judging", dependencies: ["Model"], resources: [.embedInCode("Rules")], swiftSettings: safe),
        .target(name: "Compressing", dependencies: ["CZlib"], swiftSettings: rules),
        .target(name: "Archiving", dependencies: ["Model", "Hashing", "Compressing"], swiftSettings: rules),
        .target(
            name: "Storage",
            dependencies: ["Model", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: rules),
        .target(
            name: "Sampling",
            dependencies: [
                "Model",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: rules),
        .target(
            name: "Serving",
            dependencies: [
                "Model", "Hashing", "Compressing", "Storage",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Logging", package: "swift-log"),
            ],
            resources: [.embedInCode("Assets")],
            swiftSettings: rules),
        .target(
            name: "Daemon",
            dependencies: [
                "Model", "Hashing", "Fetching", "Extraction", "Judging", "Archiving", "Storage", "Sampling", "Serving",
                "Compressing", "Threading", "CHeap", "CSpawn",
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "TOMLKit", package: "TOMLKit"),
            ],
            swiftSettings: rules),
        .executableTarget(
            name: "dibao",
            dependencies: [
                "Daemon", "Model",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: rules),

        // Run by `make bench-search`.
        .executableTarget(
            name: "dibao-bench-search", dependencies: ["Storage", "Extraction", "Model"], path: "Benchmarks/Search",
            swiftSettings: rules),

        // Run by `make bench-growth`.
        .executableTarget(
            name: "dibao-bench-growth", dependencies: ["Extraction", "Model", "HostileShapes"],
            path: "Benchmarks/Growth",
            swiftSettings: rules),

        // Tests mirror Sources; LoopbackWeb is the misbehaving server that several of them share.
        .target(name: "LoopbackWeb", path: "Tests/LoopbackWeb", swiftSettings: rules),
        // All that reads bytes from outside, as functions of bytes: for libFuzzer (`make fuzz`) and for tests.
        .target(
            name: "Fuzzing",
            dependencies: [
                "Archiving", "Compressing", "Daemon", "Extraction", "Fetching", "Model", "Serving", "Storage",
            ],
            path: "Tests/Fuzzing", swiftSettings: rules),
        .testTarget(name: "FuzzingTests", dependencies: ["Fuzzing", "PropertyTesting"], swiftSettings: rules),
        // Generated inputs, made smaller where one breaks a claim; most test targets use it.
        .target(name: "PropertyTesting", path: "Tests/PropertyTesting", swiftSettings: rules),
        // Pages, feeds and lists that may be made as large as one likes; tests and a benchmark read them.
        .target(name: "HostileShapes", path: "Tests/HostileShapes", swiftSettings: rules),
        .testTarget(name: "ThreadingTests", dependencies: ["Threading"], swiftSettings: rules),
        .testTarget(name: "ModelTests", dependencies: ["Model", "PropertyTesting"], swiftSettings: rules),
        .testTarget(
            name: "FetchingTests",
            dependencies: ["Fetching", "Model", "Compressing", "LoopbackWeb", "PropertyTesting"],
            swiftSettings: rules),
        .testTarget(
            name: "ExtractionTests",
            dependencies: ["Extraction", "Model", "Hashing", "PropertyTesting", "HostileShapes"],
            resources: [.copy("Pages"), .copy("Lines")], swiftSettings: rules),
        // It sees of Extraction what an outside package sees.
        .testTarget(
            name: "ExtractionLibraryTests", dependencies: ["Extraction"], packageAccess: false, swiftSettings: rules),
        .testTarget(name: "JudgingTests", dependencies: ["Judging", "Model"], swiftSettings: rules),
        .testTarget(
            name: "ArchivingTests", dependencies: ["Archiving", "Compressing", "Model", "Hashing", "PropertyTesting"],
            swiftSettings: rules),
        .testTarget(
            name: "StorageTests",
            dependencies: [
                "Storage", "Model", "PropertyTesting", .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: rules),
        .testTarget(name: "SamplingTests", dependencies: ["Sampling", "Model"], swiftSettings: rules),
        .testTarget(
            name: "ServingTests",
            dependencies: [
                "Serving", "Model", "Storage", "Compressing", "PropertyTesting",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: rules),
        .testTarget(
            name: "DaemonTests",
            dependencies: [
                "Daemon", "Model", "Fetching", "Extraction", "Storage", "Archiving", "Sampling", "Serving",
                "Judging", "Threading", "LoopbackWeb", "PropertyTesting", "HostileShapes",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: rules),
    ],
    swiftLanguageModes: [.v6]
)

// libFuzzer brings the `main` of this one: it is built by `make fuzz` only.
if Context.environment["DIBAO_FUZZ"] != nil {
    package.targets.append(
        .executableTarget(
            name: "dibao-fuzz", dependencies: ["Fuzzing"], path: "Tests/FuzzDriver",
            swiftSettings: rules + [.unsafeFlags(["-parse-as-library"])],
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer"])]))
}
