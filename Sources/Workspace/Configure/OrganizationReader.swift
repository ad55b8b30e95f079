import Figures
import Foundation

extension Organization {
  init(reading setting: Setting, below folder: String, zones: ZoneStore) throws {
    let table = try setting.table(ConfigurationShape.organization)
    name = try table.required("name").line()
    dialect = try table["dialect"]?.choice() ?? .published
    (loginURL, apiURL) = try Self.hosts(table)
    timeZone = try table.required("timeZone").zone(in: zones).zone.name
    let credentials = try table.required("credentials").table(ConfigurationShape.credentials)
    clientID = try credentials.required("clientID").secret(below: folder)
    clientSecret = try credentials.required("clientSecret").secret(below: folder)
    limits = try Limits(reading: table["limits"])
    granularity = try table["granularity"]?.choice() ?? .fiveMinutes
    notice = try table["notice"]?.text()
    recorded = try Self.recorded(without: table["notRecorded"])
    columns = try ColumnPolicy(reading: table["columns"])
  }

  private static func hosts(_ table: SettingTable) throws -> (login: String, api: String) {
    switch (table["loginURL"], table["apiURL"], table["region"]) {
    case (let login?, let api?, _): return (try login.url(), try api.url())
    case (nil, nil, let region?):
      let domain = try region.line()
      guard domain.contains("."), domain.utf8.allSatisfy(isOfHostName) else {
        throw region.refusal(
          "'organization.region' is '\(domain)', not a domain",
          remedy: "write the domain of your region, such as mypurecloud.de")
      }
      return ("https://login.\(domain)", "https://api.\(domain)")
    case (nil, nil, nil):
      throw table.owner.refusal(
        "'organization' names no host", remedy: "add 'region', or both 'loginURL' and 'apiURL'")
    case (let one?, nil, _), (nil, let one?, _):
      throw one.refusal("'loginURL' and 'apiURL' stand together or not at all")
    }
  }

  private static func isOfHostName(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x2E
  }

  private static func recorded(without setting: Setting?) throws(SettingError) -> CounterSet {
    var counters = Counter.columns
    for item in try setting?.list() ?? [] {
      let counter = try item.counter()
      counters.removeAll { $0 == counter }
    }
    return CounterSet(counters)
  }
}

extension ColumnPolicy {
  fileprivate init(reading setting: Setting?) throws(SettingError) {
    let table = try setting?.table(ConfigurationShape.columns)
    var published: [String: String] = [:]
    for (key, value) in try table?["publish"]?.table().entries ?? [] {
      try value.checkColumn(key.text)
      published[key.text] = try value.line()
    }
    var withheld: Set<String> = []
    for item in try table?["withhold"]?.filledList() ?? [] {
      let name = try item.line()
      try item.checkColumn(name)
      guard published[name] == nil, withheld.insert(name).inserted else {
        throw item.refusal("'\(name)' stands there twice", remedy: "publish or withhold it, once")
      }
    }
    self.init(published: published, withheld: withheld)
  }
}

extension Setting {
  fileprivate func checkColumn(_ name: String) throws(SettingError) {
    guard (1...80).contains(name.utf8.count),
      name.utf8.allSatisfy({
        (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) || $0 == 0x5F
      })
    else {
      throw refusal(
        "'\(self.name)' names no column",
        remedy: "write the source's own name, as the message has it")
    }
  }
}

extension Limits {
  init(reading setting: Setting?) throws(SettingError) {
    let table = try setting?.table(ConfigurationShape.limits)
    perSecond = try table?["perSecond"]?.integer(in: 1...10) ?? 10
    concurrency = try table?["concurrency"]?.integer(in: 1...32) ?? 4
    guard let share = table?["perMinuteShare"] else {
      perMinuteShare = 80
      return
    }
    let hundredths = try share.decimal() * 100
    guard let value = Int(hundredths.description), (1...100).contains(value) else {
      throw share.refusal(
        "'\(share.name)' must lie between 0.01 and 1, with at most two decimals")
    }
    perMinuteShare = value
  }
}

extension Setting {
  /// One of the words of an enumeration.
  func choice<Choice: RawRepresentable<String> & CaseIterable>() throws(SettingError) -> Choice {
    let text = try word(of: Choice.allCases.map(\.rawValue))
    guard let choice = Choice(rawValue: text) else {
      preconditionFailure("the text is one of the raw values, as 'word' has checked")
    }
    return choice
  }

  /// A counter by the name of its column.
  func counter() throws(SettingError) -> Counter {
    let column = try word(of: Counter.columns.map(\.column))
    guard let counter = Counter.columns.first(where: { $0.column == column }) else {
      preconditionFailure("the text is one of the columns, as 'word' has checked")
    }
    return counter
  }

  /// A zone that the system has.
  func zone(in zones: ZoneStore) throws -> ZoneSource {
    let name = try line()
    do { return try zones.zone(named: name) } catch let error as any Explained {
      let found = error.explanation
      throw SettingError(found.what, at: place, remedy: found.remedy, status: found.status)
    }
  }

  /// The address of a host: `https`, or `http` to this machine; no path, query or user.
  func url() throws(SettingError) -> String {
    let text = try line()
    let shape = "such as https://api.mypurecloud.de"
    guard let parts = URLComponents(string: text), let host = parts.host, !host.isEmpty,
      let scheme = parts.scheme, ["https", "http"].contains(scheme)
    else { throw refusal("'\(name)' is '\(text)', not the address of a host", remedy: shape) }
    guard parts.user == nil, parts.password == nil else {
      throw refusal("'\(name)' holds a user name or password", remedy: "use 'credentials'")
    }
    guard parts.query == nil, parts.fragment == nil, ["", "/"].contains(parts.path) else {
      throw refusal("'\(name)' must be the address of a host alone", remedy: shape)
    }
    guard scheme == "https" || Self.isLoopback(host) else {
      throw refusal(
        "'\(name)' uses plain http to another machine",
        remedy: "write https; http is for loopback addresses only")
    }
    return text.hasSuffix("/") ? String(text.dropLast()) : text
  }

  private static func isLoopback(_ host: String) -> Bool {
    if host == "localhost" || host == "[::1]" || host == "::1" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }
}
