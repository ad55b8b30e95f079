/// The pages and tables above the periods: no seal covers them, so they are held against the
/// sealed ones.
struct PortalCheck {
  let folder: String

  func run(_ findings: inout SiteFindings) throws {
    let description = DiskFile(joined(folder, DescribedPackage.path))
    guard description.exists else { return }
    guard let package = try? DescribedPackage(reading: try description.bytes()) else {
      findings.add(SiteFinding(.package, DescribedPackage.path, "is no description of tables"))
      return
    }
    var digests: [String: (sha256: String, size: Int)] = [:]
    // What 'live' writes anew every minute is no part of what is verified.
    for name in try DiskFolder(joined(folder, "data")).names()
    where name.hasSuffix(".csv") && !SiteListing.volatile.contains("data/" + name) {
      digests["data/" + name] = try DiskFile("\(folder)/data/\(name)").digest()
    }
    _ = try TableCheck(folder: folder, label: "", package: package, digests: digests).run(&findings)
    var pages = PageCheck(data: joined(folder, "data"), label: "", package: package)
    for name in try DiskFolder(folder).names()
    where name.hasSuffix(".html") && !SiteListing.volatile.contains(name) {
      try pages.check(
        name, bytes: try DiskFile(joined(folder, name)).bytes(limit: 1_073_741_824), &findings)
    }
    guard let periods = try SmallTable("periods", data: joined(folder, "data"), label: "") else {
      return
    }
    for row in periods.rows.indices { try compare(periods, row, &findings) }
  }

  /// A row of the start page is the row of the sealed period.
  private func compare(
    _ periods: SmallTable, _ row: Int, _ findings: inout SiteFindings
  ) throws {
    guard let period = periods.text(row, "period"), OutputPath.isSafe(period) else { return }
    guard SiteVerifier.isSealed(joined(folder, period)) else {
      findings.add(periods.finding(row, "period", "there is no such sealed period", expected: nil))
      return
    }
    let data = joined(folder, period + "/data")
    guard let sealed = try SmallTable("ratios-month", data: data, label: period + "/"),
      let total = sealed.row(where: "scope", is: "*")
    else {
      findings.add(periods.finding(row, "period", "there is no such sealed period", expected: nil))
      return
    }
    for column in periods.head {
      guard let expected = sealed.text(total, column), column != "period",
        periods.text(row, column) != expected
      else { continue }
      findings.add(
        periods.finding(
          row, column, "the sealed period has another figure", expected: expected))
    }
    guard let sums = try SmallTable("settlement", data: data, label: period + "/") else { return }
    for column in ["fees", "credits", "net"] {
      guard let item = sums.row(where: "item", is: column),
        periods.text(row, column) != sums.text(item, "amount")
      else { continue }
      findings.add(
        periods.finding(
          row, column, "the sealed period has another amount", expected: sums.text(item, "amount")))
    }
  }
}
