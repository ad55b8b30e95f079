import Figures

/// The keys of a measure.
enum MeasureShape {
  static let metrics = [
    "service level", "abandon rate", "transfer rate", "average handle time", "average talk time",
    "average speed of answer",
  ]

  static let levels: [(name: String, formula: ServiceLevelFormula)] = [
    ("offered", .offered), ("offered_less_short", .offeredLessShort), ("answered", .answered),
    ("answered_plus_abandoned", .answeredPlusAbandoned),
    ("answered_plus_late_abandoned", .answeredPlusLateAbandoned),
    ("abandoned_in_t_met", .abandonedInThresholdMet), ("short_met", .shortMet),
  ]

  private static let formulas: [String] = {
    let levels = Self.levels.map(\.name) + ["genesys"]
    let rates = AbandonRateFormula.allCases.map(\.rawValue)
    let transfers = TransferRateFormula.allCases.map(\.rawValue)
    return (rates + transfers).reduce(into: levels) { all, name in
      if !all.contains(name) { all.append(name) }
    }
  }()

  static let measure = ShapeTable([
    .required("id", .name, "The name under which commentary finds the figure"),
    .required("clause", .text, "Where the contract says so"),
    .required("title", .text, "What pages call it"),
    .optional(
      "class", .words(MeasureConditions.Category.allCases.map(\.rawValue)),
      "Only a critical measure moves money"),
    .required("metric", .words(metrics), "What is measured"),
    .optional("formula", .words(formulas), "Of a service level, abandon rate or transfer rate"),
    .optional("switches", .table(switches), "Of the formula genesys"),
    .optional("within", .bound, "A service level's own threshold"),
    .optional("scope", .table(scope), "Which contacts count"),
    .required(
      "target",
      .pattern("^(at least|more than|at most|less than) [0-9]+(\\.[0-9]+)? (%|s)$"),
      "Such as at least 80 %, or at most 200 s"),
    .optional(
      "window", .either([.words(["month", "quarter", "year"]), .table(window), .table(dates)]),
      "What is judged as one"),
    .optional(
      "compare",
      .pattern("^(exact|rounded to [0-9] decimals?( [a-z_]+)?|cut after [0-9] decimals?)$"),
      "What is done to the figure first"),
    .optional("minimumVolume", .whole, "With fewer contacts offered there is no verdict"),
    .optional("grace", .date, "Before this month the measure moves no money"),
    .optional("relief", .table(relief), "What more contacts than forecast forgive"),
    .optional(
      "credit", .either([.list(.table(step)), .table(price)]), "What a miss costs"),
    .optional("weight", .percent, "Of the consequence"),
    .optional("earnBack", .table(earnBack), "The months that can return a credit"),
  ])

  static let switches = ShapeTable(
    ["flowOuts", "shortAbandons", "abandons"].map {
      .optional($0, .words(["on", "off"]), "Whether they count in the denominator")
    })

  static let scope = ShapeTable([
    .optional("queues", .list(.text), "Labels or ids; all of the partner's without it"),
    .optional("media", .text, "The platform's word; the partner's first without it"),
    .optional("directions", .list(.words(["inbound", "outbound"])), "All without it"),
    .optional("hours", .words(["open", "all"]), "Only opening hours, or all"),
  ])

  static let stretches: [(name: String, length: StretchRule.Length)] = [
    ("day", .day), ("week", .week), ("60 min", .seconds(3600)), ("30 min", .seconds(1800)),
    ("15 min", .seconds(900)), ("5 min", .seconds(300)),
  ]

  static let window = ShapeTable([
    .required("each", .words(stretches.map(\.name)), "What must reach the target by itself"),
    .required("reach", .percent, "How many of them must"),
    .optional("minimum", .whole, "Contacts; with fewer a stretch is small"),
    .optional(
      "small", .words(IntervalAttainment.SmallPolicy.allCases.map(\.rawValue)),
      "What a small stretch counts as"),
    .optional(
      "weigh", .words(IntervalAttainment.Weighting.allCases.map(\.rawValue)),
      "Each once, or by its contacts"),
  ])

  static let dates = ShapeTable([
    .required("from", .date, "The first day that counts"),
    .required("until", .date, "The first day that no longer counts"),
  ])

  static let relief = ShapeTable([
    .required(
      "above", .pattern("^[0-9]+(\\.[0-9]+)? ?%$"),
      "Percent of the forecast; held against the contacts that the measure counts"),
    .required(
      "mode", .words(ForecastRelief.Mode.allCases.map(\.rawValue)), "What happens above it"),
  ])

  static let step = ShapeTable([
    .optional("upTo", .number, "Points or seconds of shortfall, the bound included"),
    .optional("from", .number, "Of the figure, the bound included"),
    .optional("to", .number, "Of the figure, the bound not included"),
    .optional("percent", .percent, "Of the fees"),
    .optional("points", .whole, "Service points"),
  ])

  static let price = ShapeTable([
    .optional("perPoint", .number, "The price of a percentage point of shortfall"),
    .optional("perSecond", .number, "The price of a second of shortfall"),
    .optional(
      "parts", .words(["exact"] + Rounding.allCases.map(\.rawValue)),
      "What becomes of a part of a unit"),
    .optional("bonusFrom", .pattern("^[0-9]+(\\.[0-9]+)? (%|s)$"), "Beyond it units earn money"),
    .optional("atRisk", .percent, "Of the amount at risk"),
    .optional("points", .whole, "Service points"),
  ])

  static let earnBack = ShapeTable([
    .required("months", .whole, "So many months after the credit"),
    .required("rule", .words(EarnBack.Rule.allCases.map(\.rawValue)), "What is held up"),
    .required("reach", .percent, "Against what"),
  ])
}

/// The keys of a fee.
enum FeeShape {
  static let minutes = ["handled minute": Counter.handle, "talk minute": .talk]
  static let stated = ["hour", "FTE"]
  static let units: [String] =
    Counter.columns.map(\.column) + minutes.keys.sorted() + stated + ["month"]

  static let fee = ShapeTable([
    .required("item", .text, "What the invoice calls it"),
    .optional("clause", .text, "Where the contract says so"),
    .required("each", .words(units), "What is counted"),
    .optional("increment", .duration, "Minutes are charged in whole ones of so long"),
    .optional("per", .words(["total", "call"]), "Whether the total or each call is made whole"),
    .optional("minimum", .duration, "What is charged at least"),
    .optional("freeBelow", .duration, "What is shorter costs nothing"),
    .optional("stated", .list(.table(statement)), "What no source records, month by month"),
    .optional("rate", .number, "The price of one"),
    .optional("graduated", .list(.table(band)), "Each band's units at its own rate"),
    .optional("slab", .list(.table(band)), "All units at the rate of the last band reached"),
    .optional("baseline", .table(baseline), "A charge for a volume, with a neutral band"),
  ])

  static let statement = ShapeTable([
    .required("month", .month, "The month"), .required("quantity", .number, "How many"),
    .required("evidence", .text, "The document that shows it"),
  ])

  static let band = ShapeTable([
    .optional("upTo", .number, "The last unit of the band; none on the last one"),
    .required("rate", .number, "The price of one"),
  ])

  static let baseline = ShapeTable([
    .required("volume", .whole, "The agreed volume"),
    .required("band", .percent, "Around it nothing changes"),
    .required("charge", .number, "For the volume"),
    .required("above", .number, "For each unit above the band"),
    .required("below", .number, "Returned for each unit below it"),
    .optional(
      "from", .words(BaselineCharge.Origin.allCases.map(\.rawValue)), "Where units are counted from"
    ),
  ])
}
