import Figures

/// The keys of a partner.
enum PartnerShape {
  static let partner = ShapeTable([
    .required("id", .name, "The name of its folder and its archive"),
    .required("name", .text, "What pages call it"),
    .required("contract", .text, "The file of its contract"),
    .required("queues", .list(.table(queue)), "Its queues; a queue has one partner"),
    .optional("media", .list(.words(media)), "The platform's words; voice without it"),
    .optional("directions", directions, "inbound without it"),
    .optional(
      "language", .words(Language.written.map(\.rawValue)),
      "Of its pages, with its forms of numbers and dates; en without it"),
    .optional(
      "locale", .text, "The language with a region that writes numbers otherwise, such as es-MX"),
    .optional("privacy", .table(privacy), "What is shown of people"),
    .optional("brand", .table(BrandShape.brand), "Its own look, where it differs"),
    .optional("gaps", .list(.table(gap)), "When the source recorded nothing"),
    .optional("silences", .list(.table(silence)), "Long silences that were real"),
    .optional("publish", .one(of: targets), "Where its site goes"),
    .optional(
      "address", .pattern("^https?://[^ ?#\"<>]+$"),
      "Where its site is reached, such as https://northline.example.com/"),
    .optional(
      "records", .words(RecordRoute.allCases.map(\.rawValue)),
      "Single conversations as evidence: by pages, or by jobs"),
    .optional("agents", .table(agents), "Whose time in each status is fetched"),
    .optional("invoice", .table(invoice), "For a structured invoice (UBL, EN 16931)"),
  ])

  /// The media of the platform's analytics.
  static let media = [
    "voice", "callback", "chat", "email", "message", "internalmessage", "cobrowse", "screenshare",
    "screenmonitoring", "video",
  ]

  private static let directions = Shape.list(.words(["inbound", "outbound"]))

  static let queue = ShapeTable([
    .optional("id", .pattern("^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$"), "Its id"),
    .optional("name", .text, "Its exact name, instead of its id"),
    .optional("label", .text, "What pages call it"),
    .optional("media", .list(.words(media)), "Instead of the partner's"),
    .optional("directions", directions, "Instead of the partner's"),
  ])

  static let privacy = ShapeTable([
    .optional("smallCell", .whole, "The time of fewer agents than this is not shown"),
    .optional(
      "agents", .words(Naming.allCases.map(\.rawValue)),
      "What is kept of an agent's id; pseudonym without it"),
    .optional(
      "conversations", .words(conversationNames),
      "What is kept of a conversation's id; pseudonym without it"),
    .optional(
      "allow", .list(.table(exception)), "What its site may show although the scan is against it"),
  ])

  static let conversationNames = [Naming.pseudonym, .id].map(\.rawValue)

  static let exception = ShapeTable([
    .required("text", .text, "As it stands there"),
    .required("reason", .text, "Why it is harmless; the method page says so"),
  ])

  static let gap = ShapeTable([
    .required("from", .moment, "Local date or time"),
    .required("to", .moment, "The first moment that was recorded again"),
    .required("reason", .text, "Why"),
    .optional("evidence", .text, "The ticket or document that shows it"),
  ])

  static let silence = ShapeTable([
    .required("from", .moment, "Local date or time"),
    .required("to", .moment, "The first moment after it"),
    .required("reason", .text, "Why nobody called"),
  ])

  /// The ways to publish; exactly one of them is named.
  static let targets = [
    ShapeTable.Key.required("directory", .text, "A folder that a web server serves"),
    .required("rclone", .text, "A remote and path, as rclone takes them"),
    .required("rsync", .text, "A host and path, as rsync takes them"),
  ]

  static let agents = ShapeTable([
    .optional("of", .words(["queues"]), "All members of the partner's queues"),
    .optional("ids", .list(.text), "Or these, by their ids"),
    .optional("shared", .words(["accepted"]), "Count agents whom others share all the same"),
  ])

  static let invoice = ShapeTable([
    .required("seller", .table(party), "Who invoices"),
    .required("buyer", .table(party), "Who pays"),
    .required("number", .pattern("\\{period\\}"), "Such as INV-{period}"),
    .optional("tax", .table(tax), "When VAT needs a reason"),
  ])

  static let party = ShapeTable([
    .required("name", .text, "As registered"), .optional("street", .text, "Street and number"),
    .optional("city", .text, "City"), .optional("postcode", .text, "Postcode"),
    .required("country", .pattern("^[A-Z0-9]{2}$"), "Two letters of ISO 3166"),
    .optional("vat", .text, "The VAT identifier"),
  ])

  static let tax = ShapeTable([
    .required("category", .words(InvoiceTax.Category.allCases.map(\.rawValue)), "A code of UBL"),
    .optional("reason", .text, "What the invoice says about it"),
  ])
}
