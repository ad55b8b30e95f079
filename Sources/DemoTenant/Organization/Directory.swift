/// The smaller lists and settings of an organization.
extension Organization {
  func writeDivisions(_ paging: Paging, _ json: inout JSONWriter) {
    paging.write(divisions, path: "/api/v2/authorization/divisions", &json) { division, json in
      json.object { json in
        json.member("id", text: division.id)
        json.member("name", text: division.name)
        json.member("description", text: "")
        json.member("homeDivision", boolean: false)
        json.member("selfUri", text: "/api/v2/authorization/divisions/\(division.id)")
      }
    }
  }

  func writePresences(_ json: inout JSONWriter) {
    json.object { json in
      json.member("total", integer: Presence.all.count)
      json.member("entities") { json in
        json.array { json in
          for presence in Presence.all {
            json.object { json in
              json.member("id", text: presence.id)
              json.member("name", text: presence.name)
              json.member("type", text: "System")
              json.member("languageLabels") { json in
                json.object { $0.member("en_US", text: presence.name) }
              }
              json.member("systemPresence", text: presence.systemName)
              json.member("deactivated", boolean: false)
              json.member("selfUri", text: "/api/v2/presence/definitions/\(presence.id)")
            }
          }
        }
      }
      json.member("selfUri", text: "/api/v2/presence/definitions")
    }
  }

  func writeRetention(_ json: inout JSONWriter) {
    json.object { $0.member("retentionDays", integer: 730) }
  }
}
