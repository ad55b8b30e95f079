import DemoTenant
import Foundation
import SyntheticSite
import Testing

/// Secrets, tokens and personal data, looked for in every byte that a run leaves behind.
@Suite struct SecrecyTests {
  private static let recording =
    "synthetic:partners=2,queues=2,agents=3,calls=30,from=2026-10-01,to=2026-10-04,"
    + "now=2026-12-01T00:00:00Z"
  private static let secret = "hush-7f3a9c1d5e"

  /// A token refused in mid-run, an answer with a telephone number in it, and errors in HTML.
  @Test(arguments: [
    ("published", ""), ("guide", ""), ("published", "revoke@6,502@8"),
    ("published", "unknown-metric@1+1"), ("guide", "unknown-metric@1+1"),
    ("published", "401@2+1"),
  ])
  func `are in no log, error, archive or page`(dialect: String, faults: String) async throws {
    let folder = try TemporaryFolder()
    let tenant = try DemoTenant.start(
      TenantOptions(
        recording: Self.recording, faults: faults.isEmpty ? nil : faults, secret: Self.secret))
    let site = try SyntheticSite(
      in: folder.url, recording: Self.recording, servedAt: tenant.baseURL, dialect: dialect,
      secret: Self.secret)
    // The secret stands in the program that prints it, as it would in a vault.
    let workspace = ["--workspace", site.folder.path]
    let fetch = try await Program.run(
      ["fetch", "--period", "2026-10-01/2026-10-04", "--log-level", "trace"] + workspace)
    let build = try await Program.run(["build", "--log-level", "trace"] + workspace)
    #expect(
      fetch.status == (faults.contains("unknown") ? 65 : faults.contains("401") ? 77 : 0),
      "\(fetch.errors)")
    #expect((fetch.status == 0) == (build.status == 0), "\(build.errors)")
    #expect(fetch.errors.contains("/api/v2/"), "the log says what was asked")

    let tokens = tenant.tokens
    #expect(!tokens.isEmpty)
    let pair = Data("demo:\(Self.secret)".utf8).base64EncodedString()
    let texts =
      [Self.secret, pair, FaultPlan.canary] + tokens
      + DemoTenant.canaries(recording: Self.recording)
    var places = [
      "output of fetch": Data(fetch.output.utf8), "errors of fetch": Data(fetch.errors.utf8),
      "output of build": Data(build.output.utf8), "errors of build": Data(build.errors.utf8),
    ]
    for (name, bytes) in try DemoWorkspace.files(in: folder.url) where name != "tallysheet.yml" {
      places[name] = bytes
    }
    let answers = try Self.answers(in: folder.url.appending(path: "archive"))
    #expect(fetch.status != 0 || answers.allSatisfy { $0.count > 1000 })
    for answer in answers {
      places["answer \(places.count)"] = answer
    }
    #expect(places.count > (fetch.status == 0 ? 30 : 4))
    for (place, bytes) in places {
      for text in texts {
        // The text itself would put the secret into the report.
        let isThere = bytes.range(of: Data(text.utf8)) != nil
        #expect(!isThere, "\(place) holds \(text.prefix(6))…")
      }
    }
  }

  /// The stored answers of every archive, unpacked by other programs.
  private static func answers(in folder: URL) throws -> [Data] {
    let archives =
      (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil))
      ?? []
    return try archives.filter { $0.pathExtension == "sqlite" }.map { archive in
      let python = Process()
      python.executableURL = URL(filePath: "/usr/bin/env")
      python.arguments = [
        "python3", "-c",
        """
        import sqlite3, subprocess, sys
        for (packed,) in sqlite3.connect(sys.argv[1]).execute("SELECT response_zstd FROM answer"):
            sys.stdout.buffer.write(
                subprocess.run(["zstd", "-dc"], input=packed, capture_output=True, check=True).stdout)
        """, archive.path,
      ]
      let pipe = Pipe()
      python.standardOutput = pipe
      try python.run()
      let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
      python.waitUntilExit()
      #expect(python.terminationStatus == 0)
      return bytes
    }
  }
}
