/// Tells whether this is the program that ran before: its file and those of its libraries.
package enum ProgramStamp {
  /// `nil` where the system does not say what a program consists of.
  package static func digest() -> String? {
    guard let bytes = try? DiskFile("/proc/self/maps").bytes(),
      let text = String(validating: bytes, as: UTF8.self)
    else { return nil }
    var paths: Set<String> = []
    for line in text.utf8.split(separator: 0x0A) {
      // `7f00-7f10 r-xp 00000000 fe:00 4711 /usr/lib/libc.so.6`: what holds code.
      let isCode = line.split(separator: 0x20, maxSplits: 2).dropFirst().first?.contains(0x78)
      guard isCode == true, let slash = line.firstIndex(of: 0x2F), let path = String(line[slash...])
      else { continue }
      paths.insert(path)
    }
    var key = BuildKey()
    for path in paths.sorted() {
      // A file that is gone, or was replaced while it runs, cannot be told from another.
      guard let stamp = FileStamp(path, followsLinks: true) else { return nil }
      key.add(path, stamp.text)
    }
    return paths.isEmpty ? nil : key.digest
  }
}
