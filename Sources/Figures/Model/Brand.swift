/// What a site takes from the house that publishes it: colours, a mark and fonts.
///
/// Colours of verdicts are not among them: they mean the same on every site.
package struct Brand: Sendable, Hashable {
  package enum Role: String, Sendable, Hashable, CaseIterable {
    /// Links and the ring of the keyboard.
    case link
    /// Lines of charts.
    case series
    /// Columns of charts.
    case column

    /// The least contrast with the paper, in tenths: that of text, or of the parts of a chart (WCAG
    /// 2.2, 1.4.3 and 1.4.11).
    package var leastContrast: Int { self == .link ? 45 : 30 }
  }

  /// A colour on light paper, and the one in its place on dark paper.
  package struct Shades: Sendable, Hashable {
    package let light: Colour
    package let dark: Colour

    package init(light: Colour, dark: Colour) {
      self.light = light
      self.dark = dark
    }
  }

  package struct Asset: Sendable, Hashable {
    /// Without a folder, such as `logo.svg`.
    package let name: String
    package let bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  package struct Font: Sendable, Hashable {
    package let file: Asset
    /// `400`, or `100 900` of a variable font.
    package let weight: String
    package let isItalic: Bool
    package let isForCode: Bool

    package init(_ file: Asset, weight: String, isItalic: Bool, isForCode: Bool) {
      self.file = file
      self.weight = weight
      self.isItalic = isItalic
      self.isForCode = isForCode
    }
  }

  /// What stands before "for" and the partner's name at the head of each page.
  package let title: String?
  package let colours: [Role: Shades]
  package let logo: Asset?
  package let fonts: [Font]

  package init(
    title: String? = nil, colours: [Role: Shades] = [:], logo: Asset? = nil, fonts: [Font] = []
  ) {
    self.title = title
    self.colours = colours
    self.logo = logo
    self.fonts = fonts
  }

  /// The files that its pages need.
  package var assets: [Asset] { (logo.map { [$0] } ?? []) + fonts.map(\.file) }
}

/// A colour of the screen.
package struct Colour: Sendable, Hashable {
  /// Red, green and blue.
  package let parts: [UInt8]

  /// Reads `#0B4F8A`, and nothing shorter.
  package init?(_ text: String) {
    guard text.utf8.count == 7, text.hasPrefix("#") else { return nil }
    let digits = Array(text.utf8.dropFirst()).compactMap {
      UInt8(String(UnicodeScalar($0)), radix: 16)
    }
    guard digits.count == 6 else { return nil }
    parts = stride(from: 0, to: 6, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }

  package var text: String {
    "#" + parts.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
  }
}

extension Colour {
  /// The paper of pages and of their washes, as the stylesheet has them.
  package static let lightPapers = ["#FFFFFF", "#F5F4F0"].compactMap { Colour($0) }
  package static let darkPapers = ["#13161A", "#1C2025"].compactMap { Colour($0) }
}
