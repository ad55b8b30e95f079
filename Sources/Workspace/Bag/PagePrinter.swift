package import Figures
import Glibc
import Subprocess

/// Prints pages to PDF by Chromium, where it is installed.
///
/// The bytes depend on the version of the browser and on the fonts of the machine; only the clock is
/// taken out of them.
package enum PagePrinter {
  private static let programs = ["chromium", "chromium-browser", "google-chrome"]

  /// The PDF of a page, by its `file:` address, dated `date` instead of now.
  package static func print(_ page: String, dated date: Instant) async throws -> [UInt8] {
    let target =
      "/tmp/tallysheet-print-\(getpid())-\(SHA256.hex(of: Array(page.utf8)).prefix(16)).pdf"
    defer { unlink(target) }
    for program in programs {
      guard try await run(program, page, target) else { continue }
      return dated(try DiskFile(target).bytes(limit: 268_435_456), date)
    }
    throw PrintError.noBrowser
  }

  /// Whether the program is there and printed.
  private static func run(_ program: String, _ page: String, _ target: String) async throws -> Bool
  {
    // The sandbox of the browser refuses to start for the superuser.
    let sandbox = geteuid() == 0 ? ["--no-sandbox"] : []
    let arguments =
      ["--headless", "--disable-gpu", "--no-pdf-header-footer", "--print-to-pdf=\(target)"]
      + sandbox + [page]
    do {
      let result = try await Subprocess.run(
        .name(program), arguments: Arguments(arguments), output: .discarded, error: .discarded)
      guard result.terminationStatus.isSuccess, DiskFile(target).exists else {
        throw PrintError.failed(page)
      }
      return true
    } catch is SubprocessError { return false }
  }

  /// Sets the two dates of the document, whose form is `D:20261105060100+00'00'`.
  private static func dated(_ bytes: [UInt8], _ date: Instant) -> [UInt8] {
    var bytes = bytes
    let digits = Array(date.text.utf8.filter { (0x30...0x39).contains($0) })
    for name in ["/CreationDate (D:", "/ModDate (D:"] {
      let mark = Array(name.utf8)
      var at = 0
      while at + mark.count + digits.count <= bytes.count {
        if bytes[at] == mark[0], bytes[at..<at + mark.count].elementsEqual(mark) {
          for (index, digit) in digits.enumerated() { bytes[at + mark.count + index] = digit }
        }
        at += 1
      }
    }
    return bytes
  }
}

/// Why a page was not printed.
package enum PrintError: Error, Hashable, Explained {
  case noBrowser
  case failed(String)

  package var explanation: Explanation {
    switch self {
    case .noBrowser:
      Explanation(
        .unavailable, what: "there is no Chromium to print with",
        remedy: "install it, or leave out '--pdf': the bag holds the pages for print as HTML")
    case .failed(let page):
      Explanation(
        .unavailable, what: "Chromium did not print the page", place: page,
        remedy: "print it by hand, or leave out '--pdf'")
    }
  }
}
