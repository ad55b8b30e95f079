import Figures
import FuzzDriver

/// Throws arbitrary files at the scan of finished sites; `make fuzz` links it with libFuzzer.
///
/// The first byte chooses the kind of file. The scan never fails, finds a canary at the end of
/// whatever comes before it, and repeats neither the canary nor a secret.
private func scan(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let kinds = ["html", "svg", "xml", "json", "csv", "txt", "css"]
  let kind = kinds[Int(bytes.first ?? 0) % kinds.count]
  let content = Array(bytes.dropFirst())
  var scanner = prepared
  let leaks = scanner.leaks(in: [OutputFile(path: "a.\(kind)", bytes: content)])
  for leak in leaks {
    precondition(leak.place.hasPrefix("line "), "no place")
    precondition(!leak.sample.contains("7731") && !leak.sample.contains("9c1d5e"), "repeated")
  }
  // A file with more finds than it reports may report others first.
  guard leaks.count < 5 else { return 0 }
  let planted = scanner.leaks(in: [
    OutputFile(path: "a.\(kind)", bytes: content + Array(" \(canary) ".utf8))
  ])
  precondition(planted.contains { $0.rule == .forbidden(.canary) }, "overlooked")
  return 0
}

private let canary = "zebra-crossing-7731"

private let prepared = LeakScanner(
  [
    ForbiddenText(.partner, "South Quay Contact"), ForbiddenText(.queue, "Söhne & Töchter"),
    ForbiddenText(.canary, canary), ForbiddenText(.secret, "hUsh-7f3a9c1d5e"),
  ], own: OwnTexts(names: ["Northline"], queues: ["Söhne & Töchter overseas"]),
  exceptions: [LeakException(text: "+44 20 7946 0018", reason: "the hotline")],
  isKnownAgent: { id in
    precondition(id.utf8.count == 36 && id == id.lowercased(), "no id")
    return id.hasPrefix("0")
  })

@main
struct FuzzScanner {
  static func main() { fuzz(scan) }
}
