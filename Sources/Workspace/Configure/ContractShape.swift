import Figures

/// Every key of a contract file, once: readers take their keys from here, and so does the schema.
enum ContractShape {
  static let file = ShapeTable([
    .required("title", .text, "What the contract is called"),
    .required("zone", .text, "The IANA time zone whose clock cuts days and months"),
    .optional(
      "monthBegins", .whole, "Day 1 to 28; on 22, 2026-10 is 22 September to 21 October"),
    .required("currency", .pattern("^[A-Z]{3}$"), "A code of ISO 4217"),
    .required(
      "answeredWithin", .bound, "Up to this wait, or less than it, is answered in time"),
    .required("shortAbandon", .bound, "Up to this wait, or less than it, is a short abandon"),
    .optional(
      "otherFormulas", .words(OtherFormulas.allCases.map(\.rawValue)),
      "Which published formulas pages hold beside a service level: those of what is counted anyway, or all, for which the source is asked for abandons within the threshold too"
    ),
    .required(
      "hours", .either([.words(["always"]), .free(.text)]), "Opening hours by days of the week"),
    .optional("holidays", .list(.date), "Dates on which the contract counts as closed"),
    .required("coverage", .percent, "Of the open intervals; below it there is no verdict"),
    .optional("finalAfter", .days, "Until then late data may still change a month"),
    .optional("claimWithin", .days, "After a month is final; later nobody can claim"),
    .optional("exclusions", .table(exclusions), "What the parties agreed to leave out"),
    .optional("forecast", .table(forecast), "Volumes that were forecast"),
    .required("terms", .list(.table(terms)), "The original and its amendments, in time"),
  ])

  static let exclusions = ShapeTable([
    .optional(
      "overlap", .words(ExclusionRule.allCases.map(\.rawValue)),
      "Which intervals leave: any that is touched, those covered by more than half, or whose start is"
    ),
    .required("windows", .list(.table(exclusion)), "The log of exclusions"),
  ])

  static let exclusion = ShapeTable([
    .required("from", .moment, "Local date or time"),
    .required("to", .moment, "The first moment after it"),
    .required("reason", .text, "Why"), .required("approver", .text, "Who agreed"),
    .required("evidence", .text, "The ticket or document that shows it"),
    .optional("measures", .list(.name), "Ids of the measures it concerns; all without it"),
  ])

  static let forecast = ShapeTable([
    .required("locked", .days, "Before the month; what is given later does not count"),
    .required("volumes", .list(.table(volume)), "Every version that was given"),
  ])

  static let volume = ShapeTable([
    .required("month", .month, "The month it is about"),
    .required("given", .date, "The day on which the other party got it"),
    .required("contacts", .whole, "Contacts offered"),
    .optional("evidence", .text, "The document that shows it"),
  ])

  static let terms = ShapeTable([
    .required("from", .date, "The first of a month"),
    .optional("until", .date, "The first day on which the terms no longer hold"),
    .optional("reference", .text, "How the document is cited"),
    .optional("measures", .list(.table(MeasureShape.measure)), "What is promised"),
    .optional("fees", .list(.table(FeeShape.fee)), "What is charged"),
    .optional("credits", .table(credits), "What the contract says about all credits together"),
    .optional("billing", .table(billing), "How lines become an amount"),
  ])

  static let credits = ShapeTable([
    .optional("clause", .text, "Where the contract says so"),
    .optional(
      "of", .words(["fees", "charges"]), "Percent of the fees, or of fees and top-up (charges)"),
    .optional("atRisk", .percent, "Of the charges: credits of a month never take more"),
    .optional(
      "event", .words(CreditTerms.Counting.allCases.map(\.rawValue)),
      "Whether all credits of a month count, or the highest"),
    .optional("repeat", .whole, "How often a miss counts right after a miss"),
    .optional(
      "points", .either([.table(pointsEach), .list(.table(pointStep))]),
      "What service points cost"),
  ])

  static let pointsEach = ShapeTable([.required("each", .percent, "Percent for each point")])

  static let pointStep = ShapeTable([
    .required("points", .whole, "From so many points on"),
    .required("percent", .percent, "Percent of the charges"),
  ])

  static let billing = ShapeTable([
    .optional("minimum", .number, "A line tops the month up to this amount"),
    .optional(
      "rounding", .words(Rounding.allCases.map(\.rawValue)), "How amounts become minor units"),
    .optional("add", .words(["rounded lines", "exact lines"]), "What is added up"),
  ])
}

/// Which published formulas a service level is held against.
enum OtherFormulas: String, CaseIterable {
  case counted, all
}
