import Figures
import Foundation
import Testing
import Workspace

/// A generator whose numbers are the same on every run (SplitMix64).
struct FixedNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Changes a sealed folder in one random way after the other; each must be found with the files
/// named that were touched.
struct RandomChanges {
  private enum Mutation: String, CaseIterable { case byte, rename, add, delete, swap }

  let folder: URL
  /// Without one of these lists nothing can be known of the files that it names.
  let lists: Set<String>

  func run(_ count: Int, seed: UInt64) async throws {
    let files = try read()
    var numbers = FixedNumbers(seed: seed)
    var counts: [Mutation: Int] = [:]
    for round in 0..<count {
      let (mutation, names) = try mutate(files, &numbers)
      counts[mutation, default: 0] += 1
      let texts: [String]
      do {
        texts = try SiteVerifier().verify(folder.path).findings.kept.map(\.text)
      } catch let error as any Explained {
        // Without its manifest the folder is no sealed one.
        texts = [error.explanation.what]
      }
      let named = names.filter { name in texts.contains { $0.contains(name) } }
      let isFound = lists.isDisjoint(with: names) ? named == names : !named.isEmpty
      #expect(isFound, "\(round): \(mutation) of \(names): \(texts)")
      for name in try read().keys where files[name] == nil {
        try FileManager.default.removeItem(at: folder.appending(path: name))
      }
      for name in names { try files[name]?.write(to: folder.appending(path: name)) }
      await Task.yield()
    }
    #expect(Mutation.allCases.allSatisfy { counts[$0, default: 0] > count / 10 })
    #expect(try SiteVerifier().verify(folder.path).findings.kept.map(\.text) == [])
  }

  /// Changes the folder in one way, and names the files that were touched.
  private func mutate(
    _ files: [String: Data], _ numbers: inout FixedNumbers
  ) throws -> (Mutation, [String]) {
    let names = files.keys.sorted()
    let mutation = Mutation.allCases.randomElement(using: &numbers) ?? .byte
    let name = names.randomElement(using: &numbers) ?? ""
    let place = folder.appending(path: name)
    var bytes = files[name] ?? Data()
    switch mutation {
    case .byte:
      let index = Int.random(in: 0..<bytes.count, using: &numbers)
      bytes[index] ^= UInt8.random(in: 1...255, using: &numbers)
      try bytes.write(to: place)
      return (mutation, [name])
    case .rename:
      let other = "\(name).\(Int.random(in: 1...99, using: &numbers))"
      try FileManager.default.moveItem(at: place, to: folder.appending(path: other))
      return (mutation, [name, other])
    case .add:
      let other =
        ["extra.txt", "data/extra.csv", "Index.html", ".hidden", "data/a b"]
        .randomElement(using: &numbers) ?? ""
      try Data("x".utf8).write(to: folder.appending(path: other))
      return (mutation, [other])
    case .delete:
      try FileManager.default.removeItem(at: place)
      return (mutation, [name])
    case .swap:
      let other = names.filter { files[$0] != bytes }.randomElement(using: &numbers) ?? ""
      try files[other]?.write(to: place)
      try bytes.write(to: folder.appending(path: other))
      return (mutation, [name, other])
    }
  }

  private func read() throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      var isFolder: ObjCBool = false
      let file = folder.appending(path: name)
      if FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder),
        !isFolder.boolValue
      {
        files[name] = try Data(contentsOf: file)
      }
    }
    return files
  }
}
