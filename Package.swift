// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]

/// For what serves a thousand tests and seldom changes.
let optimized = settings + [.unsafeFlags(["-O"], .when(configuration: .debug))]

let package = Package(
  name: "tallysheet",
  products: [.executable(name: "tallysheet", targets: ["tallysheet"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
  ],
  targets: [
    // Mask, add up, judge and bill: values in, values out.
    .target(name: "Figures", swiftSettings: settings),

    // Fetch, in each dialect: the only wall that touches the network.
    .target(
      name: "GenesysCloud", dependencies: ["Figures", "CCurl", "CSimdjson"],
      swiftSettings: settings),

    // Configure, archive, seal: the only wall that touches the disk and starts programs.
    .target(
      name: "Workspace",
      dependencies: [
        "Figures", "COpenSSL", "CPack", "CZlib", "CZstd", "Yams",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
        .product(name: "Subprocess", package: "swift-subprocess"),
      ], swiftSettings: settings),

    // Render: pages, charts, CSV and markdown, from values to bytes.
    .target(
      name: "Pages",
      dependencies: [
        "Figures", "Templates", "CCmark", .product(name: "Mustache", package: "swift-mustache"),
      ], swiftSettings: settings),

    // Show finished files on loopback: the only other wall with a socket.
    .target(name: "Preview", dependencies: ["CMicrohttpd"], swiftSettings: settings),

    // The command: clock, terminal and environment, and the stages in order.
    .executableTarget(
      name: "tallysheet",
      dependencies: [
        "Figures", "GenesysCloud", "Workspace", "Pages", "Preview", "DemoTenant", "Templates",
        "CMalloc", .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ], swiftSettings: settings),

    // Outside the walls: the demo organization as a server, which shares no code with the client.
    .target(
      name: "DemoTenant", dependencies: ["CMicrohttpd", "CZlib", "Recordings"],
      swiftSettings: optimized),

    // C libraries, each for one wall (the HTTP server for two), and the files that the program
    // carries in itself.
    .systemLibrary(
      name: "CCmark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"])]),
    .systemLibrary(
      name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CMalloc"),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    .target(name: "CCurl", linkerSettings: [.linkedLibrary("curl")]),
    .target(name: "CMicrohttpd", linkerSettings: [.linkedLibrary("microhttpd")]),
    .target(
      name: "CSimdjson", linkerSettings: [.linkedLibrary("simdjson"), .linkedLibrary("stdc++")]),
    .target(name: "CPack", dependencies: ["CZstd"]),
    .target(name: "Recordings"),
    .target(name: "Templates", path: "Templates"),

    // Tests, a target for each wall; EndToEndTests drives the built program.
    .testTarget(
      name: "FiguresTests", dependencies: ["Figures"], exclude: ["Examples"],
      swiftSettings: settings),
    .testTarget(
      name: "GenesysCloudTests", dependencies: ["GenesysCloud", "Figures"], exclude: ["Schemas"],
      swiftSettings: settings),
    .testTarget(
      name: "WorkspaceTests",
      dependencies: [
        "Workspace", "Figures", "Yams", .product(name: "GRDB", package: "GRDB.swift"),
      ],
      exclude: ["Archive/version-1.sql", "Archive/version-2.sql", "Examples"],
      swiftSettings: settings),
    .testTarget(
      name: "PagesTests", dependencies: ["Pages", "Figures", "Templates"],
      exclude: ["Golden", "Independent"],
      swiftSettings: settings),
    .testTarget(
      name: "DemoTenantTests", dependencies: ["DemoTenant"], exclude: ["Schemas"],
      swiftSettings: settings),
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "tallysheet", "DemoTenant", "Figures", "Preview", "SyntheticSite", "Workspace",
      ],
      exclude: ["Independent"], swiftSettings: settings),
    .target(
      name: "SyntheticSite", dependencies: ["DemoTenant"], path: "Tests/SyntheticSite",
      swiftSettings: settings),
    .testTarget(name: "ArchitectureTests", swiftSettings: settings),
    .executableTarget(
      name: "Soak", dependencies: ["DemoTenant", "SyntheticSite"],
      path: "Tests/Soak", swiftSettings: settings),
    .target(
      name: "SavedWorkload", dependencies: ["Figures"], path: "Tests/SavedWorkload",
      swiftSettings: settings),
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        "DemoTenant", "Figures", "GenesysCloud", "SavedWorkload", "SyntheticSite", "Workspace",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      path: "Tests/Benchmarks", exclude: ["Peers", "gate", "instructions.txt"],
      swiftSettings: settings),
  ],
  cLanguageStandard: .gnu2x,
  cxxLanguageStandard: .cxx17
)

// Only `make fuzz` can link them: their main function is libFuzzer's.
if Context.environment["TALLYSHEET_FUZZ"] != nil {
  package.targets += [
    .target(name: "FuzzDriver", path: "Tests/FuzzDriver", swiftSettings: settings),
    .executableTarget(
      name: "FuzzDecoders", dependencies: ["Figures", "GenesysCloud", "FuzzDriver"],
      path: "Tests/Fuzz",
      exclude: ["Corpus"], swiftSettings: settings),
    .executableTarget(
      name: "FuzzScanner", dependencies: ["Figures", "FuzzDriver"], path: "Tests/FuzzScanner",
      exclude: ["Corpus"], swiftSettings: settings),
    .executableTarget(
      name: "FuzzRemarks", dependencies: ["Pages", "FuzzDriver"], path: "Tests/FuzzRemarks",
      exclude: ["Corpus"], swiftSettings: settings),
  ]
}
