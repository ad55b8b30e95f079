package import Figures

extension Directory {
  /// The organization's masking switches by name; `nil` when it does not tell.
  ///
  /// They change nothing about what the API answers.
  package func maskingSwitches() async throws -> [MaskingSwitch]? {
    let request = Request(
      .get, .api, "/api/v2/analytics/reporting/settings",
      headers: [Header("Accept", "application/json")])
    do {
      return try await session.send(request) { response throws(FetchError) in
        let shape = try SmallJSON.read(Settings.self, from: response)
        let switches = [
          ("piiMaskingEnabled", shape.piiMaskingEnabled),
          ("queueAgentAccessObfuscation", shape.queueAgentAccessObfuscation),
          ("myInteractionsPiiMaskingEnabled", shape.myInteractionsPiiMaskingEnabled),
        ]
        return switches.compactMap { name, isOn in isOn.map { MaskingSwitch(name: name, isOn: $0) }
        }
      }
    } catch let error as FetchError where error.saysNothing {
      return nil
    }
  }

  /// The time zones that queries may name; `nil` when the service does not tell.
  package func timeZoneNames() async throws -> Set<String>? {
    var names: Set<String> = []
    for number in 1...Self.zonePageLimit {
      let request = Request(
        .get, .api, "/api/v2/timezones?pageSize=500&pageNumber=\(number)",
        headers: [Header("Accept", "application/json")])
      let page: Zones
      do {
        page = try await session.send(request) { response throws(FetchError) in
          try SmallJSON.read(Zones.self, from: response)
        }
      } catch let error as FetchError where error.saysNothing {
        return nil
      }
      names.formUnion(page.entities.map(\.id))
      if page.entities.isEmpty || number >= page.pageCount { break }
    }
    return names
  }

  /// There are about 600 zones, and a service may give fewer on a page than was asked for.
  private static let zonePageLimit = 30

  private struct Settings: Decodable {
    var piiMaskingEnabled: Bool?
    var queueAgentAccessObfuscation: Bool?
    var myInteractionsPiiMaskingEnabled: Bool?
  }

  private struct Zones: Decodable, Sendable {
    var entities: [NamedZone]
    var pageCount: Int
  }

  private struct NamedZone: Decodable, Sendable { var id: String }
}
