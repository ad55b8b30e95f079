/// Who the client is and what it may do, and what the organization tells about itself.
extension Organization {
  func writeTokenInfo(_ json: inout JSONWriter) {
    json.object { json in
      json.member("organization", writeReference)
      json.member("homeOrganization", writeReference)
      json.member("authorizedScope", texts: [])
      json.member("OAuthClient") { json in
        json.object { json in
          json.member("id", text: client.id)
          json.member("name", text: client.name)
          json.member("authorizedGrantType", text: "CLIENT-CREDENTIALS")
          json.member("scope", texts: [])
          json.member("roleDivisions") { json in
            json.array { json in
              for division in divisions {
                json.object { json in
                  json.member("roleId", text: client.roleID)
                  json.member("divisionId", text: division.id)
                }
              }
            }
          }
          json.member("state", text: "active")
          json.member("organization", writeReference)
        }
      }
    }
  }

  /// Writes the client's grants, one role in each division; the role's policies only when asked for.
  func writeSubject(withPolicies: Bool, _ json: inout JSONWriter) {
    json.object { json in
      json.member("id", text: client.id)
      json.member("name", text: client.name)
      json.member("grants") { json in
        json.array { json in
          for division in divisions {
            json.object { json in
              json.member("subjectId", text: client.id)
              json.member("division") { json in
                json.object { json in
                  json.member("id", text: division.id)
                  json.member("name", text: division.name)
                  json.member("description", text: "")
                  json.member("homeDivision", boolean: false)
                }
              }
              json.member("role") { writeRole(withPolicies: withPolicies, &$0) }
            }
          }
        }
      }
      json.member("version", integer: 1)
    }
  }

  private func writeRole(withPolicies: Bool, _ json: inout JSONWriter) {
    json.object { json in
      json.member("id", text: client.roleID)
      json.member("name", text: client.roleName)
      if withPolicies {
        json.member("policies") { json in
          json.array { json in
            for permission in client.permissions {
              let parts = permission.split(separator: ":").map(String.init)
              json.object { json in
                json.member("domain", text: parts[0])
                json.member("entityName", text: parts[1])
                json.member("actions", texts: [parts[2]])
              }
            }
          }
        }
      }
      json.member("default", boolean: false)
    }
  }

  func writeOrganization(_ json: inout JSONWriter) {
    json.object { json in
      json.member("id", text: id)
      json.member("name", text: name)
      json.member("version", integer: 1)
      json.member("state", text: "active")
      json.member("productPlatform", text: "GenesysCloud")
      json.member("selfUri", text: "/api/v2/organizations/\(id)")
    }
  }

  private func writeReference(_ json: inout JSONWriter) {
    json.object { json in
      json.member("id", text: id)
      json.member("name", text: name)
    }
  }

  /// The limits of a namespace; `nil` when there is no such namespace.
  static func limits(_ namespace: String) -> [(key: String, value: Int)]? {
    switch namespace {
    case "platform.api":
      [
        ("client.credentials.token.rate.per.minute", RateWindow.allowed),
        ("request.bytes.max", Listener.bodyLimit),
        ("token.rate.per.minute", RateWindow.allowed),
      ]
    case "analytics", "analytics.realtime": []
    default: nil
    }
  }
}
