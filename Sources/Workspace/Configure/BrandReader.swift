import Figures

/// What `brand` says, before its files are read.
package struct BrandSettings: Sendable {
  struct File: Sendable {
    let path: String
    /// Where the configuration names it.
    let place: String

    func refusal(_ what: String, remedy: String? = nil) -> SettingError {
      SettingError("'\(path)' \(what)", at: place, remedy: remedy)
    }
  }

  struct Font: Sendable {
    let file: File
    let weight: String
    let isItalic: Bool
    let isForCode: Bool
  }

  var title: String?
  var colours: [Brand.Role: Brand.Shades] = [:]
  var logo: File?
  var fonts: [Font] = []

  /// The most bytes of a mark and of a font.
  private static let limits = (logo: 50_000, font: 300_000)

  init(reading setting: Setting, below folder: String) throws(SettingError) {
    let table = try setting.table(BrandShape.brand)
    title = try table["title"]?.line()
    if let colours = try table["colours"]?.table(BrandShape.colours) {
      for role in Brand.Role.allCases {
        guard let setting = colours[role.rawValue] else { continue }
        let shades = try setting.table(BrandShape.shades)
        self.colours[role] = Brand.Shades(
          light: try shades.required("light").colour(role, on: Colour.lightPapers),
          dark: try shades.required("dark").colour(role, on: Colour.darkPapers))
      }
    }
    func file(_ setting: Setting) throws(SettingError) -> File {
      File(path: joined(folder, try setting.line()), place: setting.place)
    }
    logo = try table["logo"].map { setting throws(SettingError) in try file(setting) }
    for item in try table["fonts"]?.filledList() ?? [] {
      let table = try item.table(BrandShape.font)
      fonts.append(
        Font(
          file: try file(table.required("file")),
          weight: try table["weight"]?.weight() ?? "400",
          isItalic: try table["style"]?.word(of: ["normal", "italic"]) == "italic",
          isForCode: try table["for"]?.word(of: ["text", "code"]) == "code"))
    }
    guard fonts.count <= 6 else {
      throw setting.refusal("a brand has at most six font files, and this one has \(fonts.count)")
    }
  }

  /// The same with another's answers wherever that has one.
  func replaced(by other: BrandSettings?) -> BrandSettings {
    guard let other else { return self }
    var copy = self
    copy.title = other.title ?? title
    copy.colours.merge(other.colours) { $1 }
    copy.logo = other.logo ?? logo
    if !other.fonts.isEmpty { copy.fonts = other.fonts }
    return copy
  }

  /// Reads and checks the files.
  func brand() throws -> Brand {
    Brand(
      title: title, colours: colours, logo: try logo.map(Self.logo),
      fonts: try fonts.enumerated().map { index, font in
        let bytes = try Self.bytes(font.file, limit: Self.limits.font)
        guard bytes.starts(with: "wOF2".utf8) else {
          throw font.file.refusal(
            "is no WOFF2 font", remedy: "convert it, for instance with woff2_compress")
        }
        return Brand.Font(
          Brand.Asset(name: "font-\(index + 1).woff2", bytes: bytes), weight: font.weight,
          isItalic: font.isItalic, isForCode: font.isForCode)
      })
  }

  private static func logo(_ file: File) throws -> Brand.Asset {
    let bytes = try bytes(file, limit: limits.logo)
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      return Brand.Asset(name: "logo.png", bytes: bytes)
    }
    let text = String(decoding: bytes, as: UTF8.self).lowercased()
    guard text.contains("<svg") else {
      throw file.refusal("is neither SVG nor PNG")
    }
    // Shown as a picture an SVG runs nothing; opened by itself it must not either.
    for danger in [
      "<script", "<foreignobject", "<!entity", "javascript:", "href=\"http", "url(http",
    ]
    where text.contains(danger) {
      throw file.refusal(
        "holds '\(danger)'", remedy: "export the mark as plain SVG, or as PNG")
    }
    guard text.firstMatch(of: /\son[a-z]+\s*=/) == nil else {
      throw file.refusal("holds an event handler", remedy: "export the mark as plain SVG")
    }
    return Brand.Asset(name: "logo.svg", bytes: bytes)
  }

  private static func bytes(_ file: File, limit: Int) throws -> [UInt8] {
    guard DiskFile(file.path).exists else {
      throw SettingError(
        "there is no file '\(file.path)'", at: file.place, remedy: "write it, or correct 'brand'",
        status: .missingInput)
    }
    return try DiskFile(file.path).bytes(limit: limit)
  }
}

/// The keys of a brand.
enum BrandShape {
  static let brand = ShapeTable([
    .optional("title", .text, "What stands at the head of pages instead of Tallysheet"),
    .optional("colours", .table(colours), "Colours of links and charts"),
    .optional("logo", .text, "An SVG or PNG file of at most 50 kB, instead of the tally mark"),
    .optional("fonts", .list(.table(font)), "Own WOFF2 files; none is shipped"),
  ])

  static let colours = ShapeTable(
    zip(
      Brand.Role.allCases,
      [
        "Links; at least 4.5 : 1 against both papers", "Lines of charts; at least 3 : 1",
        "Columns of charts; at least 3 : 1",
      ]
    ).map { .optional($0.rawValue, .table(shades), $1) })

  private static let colour = Shape.pattern("^#[0-9A-Fa-f]{6}$")

  static let shades = ShapeTable([
    .required("light", colour, "On light paper and in print"),
    .required("dark", colour, "On dark paper"),
  ])

  static let font = ShapeTable([
    .required("file", .text, "A WOFF2 file of at most 300 kB"),
    .optional(
      "weight", .pattern("^[1-9]00( [1-9]00)?$"), "400 without it; 100 900 of a variable font"),
    .optional("style", .words(["normal", "italic"]), "normal without it"),
    .optional("for", .words(["text", "code"]), "text without it"),
  ])
}

extension Setting {
  /// A colour that can be told from every paper that it lies on.
  fileprivate func colour(_ role: Brand.Role, on papers: [Colour]) throws(SettingError) -> Colour {
    let text = try line()
    guard let colour = Colour(text) else {
      throw refusal("'\(name)' is '\(text)', not a colour", remedy: "write it like \"#0B4F8A\"")
    }
    for paper in papers {
      // Cut, not rounded: what is short of the line must not print as the line.
      let tenths = Int(colour.contrast(with: paper) * 10)
      let least = role.leastContrast
      guard tenths < least else { continue }
      throw refusal(
        "'\(name)' has a contrast of \(tenths / 10).\(tenths % 10) with the paper \(paper.text), and "
          + "needs \(least / 10).\(least % 10)",
        remedy: "choose a \(papers == Colour.lightPapers ? "darker" : "lighter") shade")
    }
    return colour
  }

  fileprivate func weight() throws(SettingError) -> String {
    let text = try line()
    let parts = text.split(separator: " ")
    guard (1...2).contains(parts.count),
      parts.allSatisfy({ Int($0).map { (1...9).contains($0 / 100) && $0 % 100 == 0 } ?? false })
    else {
      throw refusal("'\(name)' is '\(text)', not a weight", remedy: "write 400, or 100 900")
    }
    return text
  }
}
