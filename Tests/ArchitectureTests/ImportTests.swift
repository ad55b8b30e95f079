import Foundation
import Testing

/// The walls, as the imports that keep them.
///
/// SwiftPM alone would let a wall reach further.
private let table: [String: Set<String>] = [
  "Figures": ["Foundation"],
  "GenesysCloud": [
    "Figures", "CCurl", "CSimdjson", "Foundation", "FoundationEssentials", "Dispatch",
    "Synchronization", "Glibc",
  ],
  "Workspace": [
    "Figures", "COpenSSL", "CPack", "CZlib", "CZstd", "Yams", "GRDB", "GRDBSQLite", "Subprocess",
    "System",
    "Foundation", "Glibc",
  ],
  "Pages": ["Figures", "Templates", "CCmark", "Mustache", "Foundation", "Synchronization"],
  "Preview": ["CMicrohttpd", "Glibc", "Synchronization"],
  "DemoTenant": [
    "CMicrohttpd", "CZlib", "Recordings", "Foundation", "Synchronization", "Glibc",
  ],
  "tallysheet": [
    "Figures", "GenesysCloud", "Workspace", "Pages", "Preview", "DemoTenant", "Templates",
    "ArgumentParser", "CMalloc", "Logging", "Foundation", "Dispatch", "Synchronization", "Glibc",
  ],
]

@Suite struct ImportTests {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static func files(in folder: String) throws -> [(name: String, text: String)] {
    let base = root.appending(path: folder)
    let names = try FileManager.default.subpathsOfDirectory(atPath: base.path)
      .filter { $0.hasSuffix(".swift") && !$0.contains("Placeholder") }.sorted()
    return try names.map { name in
      (name, try String(contentsOf: base.appending(path: name), encoding: .utf8))
    }
  }

  @Test(arguments: table.keys.sorted())
  func `a wall imports only what its sentence allows`(wall: String) throws {
    let allowed = try #require(table[wall])
    let files = try Self.files(in: "Sources/\(wall)")
    #expect(!files.isEmpty)
    for file in files {
      for line in file.text.split(separator: "\n") {
        let words = line.split(separator: " ")
        guard let at = words.firstIndex(of: "import"), at <= 1, words.count > at + 1,
          at == 0 || ["package", "public", "internal", "private"].contains(words[0])
        else { continue }
        let module = words[(at + 1)...].first { !["struct", "func", "class", "enum"].contains($0) }
        let name = String(module?.split(separator: ".").first ?? "")
        #expect(allowed.contains(name), "\(wall)/\(file.name) imports \(name)")
      }
    }
  }

  /// A page is evidence: outside the command nothing may ask the machine for time, place or chance.
  @Test(arguments: ["Figures", "Pages"])
  func `values depend on nothing but values`(wall: String) throws {
    let forbidden = [
      "Date()", "Date.now", ".now()", "Locale.current", "TimeZone", "Calendar", "DateFormatter",
      "NumberFormatter", "ProcessInfo", "FileManager", "random", "UUID()", "URLSession",
      "String(format:", "Double(",
    ]
    for file in try Self.files(in: "Sources/\(wall)") {
      for word in forbidden {
        #expect(!file.text.contains(word), "\(wall)/\(file.name) uses \(word)")
      }
    }
  }

  @Test func `no code escapes the checks for races and failures`() throws {
    let forbidden = [
      "@unchecked Sendable", "nonisolated(unsafe)", "try!", "as!", "fatalError(",
    ]
    for file in try Self.files(in: "Sources") {
      for word in forbidden {
        #expect(!file.text.contains(word), "\(file.name) uses \(word)")
      }
    }
  }

  @Test func `a file has one idea`() throws {
    for file in try Self.files(in: "Sources") {
      let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false).count
      #expect(lines <= 400, "\(file.name) has \(lines) lines")
    }
  }
}
