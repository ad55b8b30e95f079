import Figures

/// Every key of `tallysheet.yml`, once: readers take their keys from here, and so does the schema.
enum ConfigurationShape {
  static let file = ShapeTable([
    .required("organization", .table(organization), "The client's organization on the platform"),
    .optional("signing", .table(signing), "The key that seals sites; unsigned without it"),
    .optional("paths", .table(paths), "The workspace's folders, from the folder of this file"),
    .optional("runs", .table(runs), "What 'tallysheet run' leaves behind and whom it tells"),
    .optional("privacy", .table(privacy), "What no partner may ever see"),
    .optional("brand", .table(BrandShape.brand), "The look of the house, on every partner's site"),
    .required("partners", .list(.table(PartnerShape.partner)), "Each gets a site of its own"),
  ])

  static let organization = ShapeTable([
    .required("name", .text, "What pages call the organization"),
    .optional(
      "dialect", .words(Organization.Dialect.allCases.map(\.rawValue)),
      "The API of today (published), or the reports of the guide"),
    .optional("region", .text, "The domain of both hosts, such as mypurecloud.de"),
    .optional("loginURL", .text, "With apiURL, instead of the region"),
    .optional("apiURL", .text, "With loginURL, instead of the region"),
    .required("timeZone", .text, "The organization's own IANA time zone"),
    .required("credentials", .table(credentials), "The OAuth client, which may only read"),
    .optional("limits", .table(limits), "How fast the organization may be asked"),
    .optional(
      "granularity", .words(Organization.Granularity.allCases.map(\.rawValue)),
      "What is asked for first; coarser when refused"),
    .optional("notice", .text, "Markdown at the foot of every page"),
    .optional(
      "notRecorded", .list(.words(Counter.columns.map(\.column))),
      "Columns that the organization does not record; they stay empty"),
    .optional(
      "columns", .table(columns),
      "What the source sends and no figure is made of; without it a run "
        + "that meets such a column stops"),
  ])

  static let columns = ShapeTable([
    .optional("publish", .free(.text), "Labels of metrics that pages also publish, by their names"),
    .optional("withhold", .list(.text), "Names of columns that are neither read nor kept"),
  ])

  static let credentials = ShapeTable([
    .required("clientID", secret, "Where the client's id is to be had"),
    .required("clientSecret", secret, "Where the client's secret is to be had"),
  ])

  static let limits = ShapeTable([
    .optional("perSecond", .whole, "Requests a second, at most 10"),
    .optional(
      "perMinuteShare", .number, "The part of the server's allowance that is ours, from 0.01 to 1"),
    .optional("concurrency", .whole, "Requests under way at once, at most 32"),
  ])

  static let signing = ShapeTable([
    .required("key", secret, "An OpenSSH Ed25519 key without a passphrase"),
    .required("identity", .text, "Whom the signature stands for, such as an e-mail address"),
    .optional("validFrom", .date, "The key's first day"),
    .optional("validUntil", .date, "The key's last day"),
    .optional(
      "earlier", .list(.table(earlierKey)), "Keys that signed before, by their public half"),
  ])

  static let earlierKey = ShapeTable([
    .required("key", .text, "The line of its .pub file"),
    .optional("identity", .text, "Whom it stood for; the same as today without it"),
    .optional("validFrom", .date, "Its first day"), .optional("validUntil", .date, "Its last day"),
  ])

  static let paths = ShapeTable([
    .optional("archive", .text, "Everything that was fetched; archive without it"),
    .optional("commentary", .text, "Remarks by partner and period; commentary without it"),
    .optional("public", .text, "The sites; public without it"),
    .optional("templates", .text, "Page frames instead of the built-in ones"),
    .optional("theirs", .text, "Figures of partners by partner and period; theirs without it"),
  ])

  static let runs = ShapeTable([
    .optional("folder", .text, "Reports and metrics; runs without it"),
    .optional("metrics", .text, "A second place for the metrics, where Prometheus looks"),
    .optional("notify", .list(.text), "A program and its arguments that gets the report as JSON"),
  ])

  static let privacy = ShapeTable([
    .optional("canaries", .list(.text), "Texts that stop a build wherever they turn up in a site"),
    .optional(
      "pseudonyms", .list(.table(pseudonymKey)),
      "The keys of pseudonyms; keys/pseudonyms, beside the signing key, without it"),
  ])

  static let pseudonymKey = ShapeTable([
    .required("key", secret, "64 hexadecimal digits, as 'openssl rand -hex 32' makes them"),
    .optional("validFrom", .date, "Captures use it from this day on"),
    .optional("validUntil", .date, "The last day on which they do"),
  ])

  /// The places that a secret may come from; exactly one of them is named.
  static let secretSources = [
    ShapeTable.Key.required("env", .text, "An environment variable"),
    .required("file", .text, "A file of mode 0600"),
    .required("command", .list(.text), "A program and its arguments; its output is the secret"),
  ]

  static let secret = Shape.one(of: secretSources)
}

extension Shape {
  /// A group with exactly one of these keys.
  static func one(of keys: [ShapeTable.Key]) -> Shape {
    .either(keys.map { .table(ShapeTable([$0])) })
  }
}
