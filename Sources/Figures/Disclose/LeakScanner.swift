import Foundation

/// Looks through the files of a partner's site for what must not stand there.
///
/// Every file is searched as it is and as its readers get it: texts and attributes of HTML, SVG and
/// XML with references resolved, strings of JSON, cells of CSV, percent-encoding, base64, and names of
/// files. Shapes of personal data are looked for in texts, never in numbers.
package struct LeakScanner: Sendable {
  /// More finds in one file tell nothing new.
  private static let mostInFile = 5

  private let patterns: ForbiddenPatterns
  /// What personal data is not: exceptions, and what is published on purpose.
  private let published: [String]
  /// Tells quickly that a text in ASCII has none of them; `nil` where one of them is not in ASCII.
  private let publishedSearch: PatternSearch?
  /// Texts that hold nothing personal.
  private var clean: Set<[UInt8]> = []
  private var standIns: StandInSearch?

  /// `isKnownAgent` is asked of each id in lower case that stands in a file.
  package init(
    _ forbidden: [ForbiddenText], own: OwnTexts, exceptions: [LeakException] = [],
    isKnownAgent: (@Sendable (String) -> Bool)? = nil
  ) {
    self.init(
      ForbiddenPatterns(forbidden, own: own, exceptions: exceptions), own: own,
      exceptions: exceptions, isKnownAgent: isKnownAgent)
  }

  /// Searches one partner's site for what a catalogue of all partners forbids it.
  ///
  /// `sharing` are noted ids that are the partner's own besides another's.
  package init(
    _ catalogue: ForbiddenCatalogue, for partner: String, sharing: [String], own: OwnTexts,
    exceptions: [LeakException] = [], isKnownAgent: (@Sendable (String) -> Bool)? = nil
  ) {
    self.init(
      ForbiddenPatterns(
        catalogue, partner: partner, sharing: sharing, own: own, exceptions: exceptions),
      own: own, exceptions: exceptions, isKnownAgent: isKnownAgent)
  }

  private init(
    _ patterns: ForbiddenPatterns, own: OwnTexts, exceptions: [LeakException],
    isKnownAgent: (@Sendable (String) -> Bool)?
  ) {
    self.patterns = patterns
    let published = exceptions.map(\.text) + own.published
    self.published = published
    publishedSearch =
      published.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } }
      ? PatternSearch(published.map { Array($0.utf8) }) : nil
    let allowed = Set(exceptions.map { $0.text.lowercased() })
    standIns = isKnownAgent.map { isKnown in
      StandInSearch { !allowed.contains($0) && isKnown($0) }
    }
  }

  /// The leaks of files that belong together, in their order.
  ///
  /// The data packages among them say which columns are numeric. Of files whose paths are among `known`
  /// the same bytes were looked through by these rules before: only their names are.
  package mutating func leaks(in files: [OutputFile], known: Set<String> = []) -> [Leak] {
    let columns = NumericColumns(files)
    return files.flatMap { leaks(in: $0, columns, isKnown: known.contains($0.path)) }
  }

  private mutating func leaks(
    in file: OutputFile, _ columns: NumericColumns, isKnown: Bool
  ) -> [Leak] {
    var found = LeakList(file: file, limit: Self.mostInFile)
    Array(file.path.utf8).withUnsafeBufferPointer { name in
      let text = QuotedText.lines(name)
      searchNames(text, &found, isFileName: true)
      searchPersonal(text, &found, isFileName: true)
    }
    guard !isKnown else { return found.leaks }
    file.bytes.withUnsafeBufferPointer { bytes in
      patterns.search(bytes) { pattern, range in
        found.add(pattern, at: range.lowerBound, pattern.form)
      }
      searchStandIns(bytes, &found)
      if let text = QuotedText.percent(bytes) { searchNames(text, &found) }
      guard let text = Self.decode(bytes, of: file.path, columns) else { return }
      searchNames(text, &found)
      searchStandIns(text, &found)
      searchPersonal(text, &found)
    }
    return found.leaks
  }

  /// The file as its readers get it; `nil` where there is nothing to read.
  private static func decode(
    _ bytes: UnsafeBufferPointer<UInt8>, of path: String, _ columns: NumericColumns
  ) -> DecodedText? {
    switch path.split(separator: ".").last.map({ $0.lowercased() }) {
    case "html", "htm", "svg", "xml", "xhtml": MarkupText.decode(bytes)
    case "json", "geojson": QuotedText.json(bytes)
    case "csv": CellText.decode(bytes) { columns.contains($0, of: path) }
    // Signatures and keys have no words.
    case "sig", "ed25519", "pem", "tsr", "css", "woff2": nil
    default: path.hasSuffix("allowed_signers") ? nil : QuotedText.lines(bytes)
    }
  }

  private func searchNames(
    _ text: DecodedText, _ found: inout LeakList, isFileName: Bool = false
  ) {
    text.bytes.withUnsafeBufferPointer { bytes in
      patterns.search(bytes) { pattern, range in
        guard !isFileName else { return found.addName(.forbidden(pattern.text.kind), pattern) }
        let piece = text.piece(at: range.lowerBound)
        return found.add(pattern, at: piece?.origin ?? 0, piece?.form ?? .text)
      }
    }
  }

  /// What is known by its stand-in, in the file as it is.
  private mutating func searchStandIns(
    _ bytes: UnsafeBufferPointer<UInt8>, _ found: inout LeakList
  ) {
    for place in standIns?.places(in: bytes) ?? [] {
      guard found.addStandIn(at: place, .raw) else { return }
    }
  }

  /// What is known by its stand-in, in the file as its readers get it.
  private mutating func searchStandIns(_ text: DecodedText, _ found: inout LeakList) {
    let places = text.bytes.withUnsafeBufferPointer { standIns?.places(in: $0) ?? [] }
    for place in places {
      let piece = text.piece(at: place)
      guard found.addStandIn(at: piece?.origin ?? 0, piece?.form ?? .text) else { return }
    }
  }

  private mutating func searchPersonal(
    _ text: DecodedText, _ found: inout LeakList, isFileName: Bool = false
  ) {
    text.bytes.withUnsafeBufferPointer { bytes in
      for index in text.pieces.indices {
        let range = text.range(of: index)
        guard PersonalDataHint.isNeeded(bytes, range) else { continue }
        let piece = Array(bytes[range])
        guard !clean.contains(piece) else { continue }
        let data = personalData(in: piece)
        guard !data.isEmpty else {
          clean.insert(piece)
          continue
        }
        for one in data {
          let isRoom =
            isFileName
            ? found.addName(.personal(one.kind), sample: one.sample)
            : found.add(one, at: text.pieces[index].origin, text.pieces[index].form)
          guard isRoom else { return }
        }
      }
    }
  }

  private func personalData(in piece: [UInt8]) -> [PersonalData] {
    var text = String(decoding: piece.filter { $0 != 0 }, as: UTF8.self)
    if mayHoldPublished(piece) {
      for allowed in published {
        text = text.replacingOccurrences(of: allowed, with: "\u{FFFC}", options: .caseInsensitive)
      }
    }
    return PersonalData.found(in: text)
  }

  /// Whether one of the published texts may stand in a piece; only the search in it says for sure.
  private func mayHoldPublished(_ piece: [UInt8]) -> Bool {
    guard let publishedSearch, piece.allSatisfy({ $0 < 0x80 }) else { return true }
    var isFound = false
    piece.withUnsafeBufferPointer { bytes in
      publishedSearch.search(bytes) { _ in
        isFound = true
        return false
      }
    }
    return isFound
  }
}

/// The finds of one file, each place once.
private struct LeakList {
  let file: OutputFile
  let limit: Int
  private(set) var leaks: [Leak] = []

  init(file: OutputFile, limit: Int) {
    self.file = file
    self.limit = limit
  }

  /// Adds a forbidden text; false when there is no room for another.
  mutating func add(
    _ pattern: ForbiddenSpelling, at place: Int, _ form: DecodedText.Form
  ) -> Bool {
    // What stands there as it is, is also found as text.
    let rule = Leak.Rule.forbidden(pattern.text.kind)
    let line = line(of: place)
    return add(rule, "\(line), \(form.rawValue)", Self.masked(pattern.text), line)
  }

  mutating func add(
    _ data: PersonalData, at place: Int, _ form: DecodedText.Form
  ) -> Bool {
    let line = line(of: place)
    return add(.personal(data.kind), "\(line), \(form.rawValue)", data.sample, line)
  }

  /// Adds an id of somebody's agent; nothing of it is shown.
  mutating func addStandIn(at place: Int, _ form: DecodedText.Form) -> Bool {
    let line = line(of: place)
    return add(.forbidden(.hiddenAgent), "\(line), \(form.rawValue)", "*** (36 characters)", line)
  }

  mutating func addName(_ rule: Leak.Rule, _ pattern: ForbiddenSpelling) -> Bool {
    addName(rule, sample: Self.masked(pattern.text))
  }

  mutating func addName(_ rule: Leak.Rule, sample: String) -> Bool {
    add(rule, "its name", sample, "its name")
  }

  private mutating func add(
    _ rule: Leak.Rule, _ place: String, _ sample: String, _ line: String
  ) -> Bool {
    let isKnown = leaks.contains {
      $0.rule == rule && $0.sample == sample && ($0.place == line || $0.place.hasPrefix(line + ","))
    }
    if !isKnown {
      leaks.append(Leak(rule: rule, file: file.path, place: place, sample: sample))
    }
    return leaks.count < limit
  }

  private func line(of place: Int) -> String {
    "line \(1 + file.bytes.prefix(place).count { $0 == 0x0A })"
  }

  /// The first letter and the length: enough for who knows the name.
  private static func masked(_ text: ForbiddenText) -> String {
    guard text.allowsExceptions, let first = text.text.first else { return "***" }
    return "\(first)*** (\(text.text.count) characters)"
  }
}
