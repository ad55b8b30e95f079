import Figures
import Foundation

/// A folder of its own for one test, removed with it.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(
      path: "tallysheet-tests-\(UUID().uuidString.lowercased())")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path(percentEncoded: false)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { "\(path)/\(name)" }

  @discardableResult
  func write(_ text: String, to name: String, mode: Int = 0o644) throws -> String {
    let path = file(name)
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(filePath: path))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    return path
  }

  func mode(of name: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: file(name))
    return (attributes[.posixPermissions] as? Int) ?? -1
  }

  /// Every file below the folder with its text, hidden ones included.
  func contents(below name: String = "") throws -> [String: String] {
    var found: [String: String] = [:]
    let root = file(name)
    for case let inner as String in FileManager.default.enumerator(atPath: root) ?? .init() {
      var isFolder: ObjCBool = false
      let path = "\(root)/\(inner)"
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { continue }
      if !isFolder.boolValue { found[inner] = try String(contentsOfFile: path, encoding: .utf8) }
    }
    return found
  }
}

/// The explanation of what a body throws, or `nil` when it throws nothing that is explained.
func explanation<Result>(_ body: () throws -> Result) -> Explanation? {
  do {
    _ = try body()
    return nil
  } catch {
    return (error as? any Explained)?.explanation
  }
}

/// The same for a body that waits.
func laterExplanation<Result>(_ body: () async throws -> Result) async -> Explanation? {
  do {
    _ = try await body()
    return nil
  } catch {
    return (error as? any Explained)?.explanation
  }
}

/// Runs a program and gives its exit status and standard output.
@discardableResult
func runProgram(_ path: String, _ arguments: [String], input: String = "") throws -> (Int32, String)
{
  let process = Process()
  process.executableURL = URL(filePath: path)
  process.arguments = arguments
  let output = Pipe()
  let source = Pipe()
  process.standardOutput = output
  process.standardError = FileHandle.nullDevice
  process.standardInput = source
  try process.run()
  try source.fileHandleForWriting.write(contentsOf: Data(input.utf8))
  try source.fileHandleForWriting.close()
  let data = try output.fileHandleForReading.readToEnd() ?? Data()
  process.waitUntilExit()
  return (process.terminationStatus, String(decoding: data, as: UTF8.self))
}
