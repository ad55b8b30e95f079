package import Figures

/// Everything that is needed to speak to one organization.
package struct Connection: Sendable {
  package let login: Endpoint
  package let api: Endpoint
  package let credentials: Credentials
  package let limits: Limits

  package init(login: Endpoint, api: Endpoint, credentials: Credentials, limits: Limits = Limits())
  {
    self.login = login
    self.api = api
    self.credentials = credentials
    self.limits = limits
  }

  /// Takes the hosts as configured: those that are written out win over those of the region.
  ///
  /// The region is a domain such as `mypurecloud.de`. None is derived from the other host.
  package init(
    region: String?, loginURL: String?, apiURL: String?, credentials: Credentials,
    limits: Limits = Limits()
  ) throws(FetchError) {
    func endpoint(_ url: String?, _ name: String) throws(FetchError) -> Endpoint {
      if let url { return try Endpoint(url) }
      guard let region else {
        throw FetchError(.badSetting("\(name)URL", why: "is missing, and so is 'region'"))
      }
      guard region.contains("."), !region.contains("/"), !region.contains(":") else {
        throw FetchError(.badSetting("region", why: "is no domain such as mypurecloud.de"))
      }
      return try Endpoint("https://\(name).\(region)")
    }
    self.init(
      login: try endpoint(loginURL, "login"), api: try endpoint(apiURL, "api"),
      credentials: credentials, limits: limits)
  }

  package func endpoint(of host: Request.Host) -> Endpoint { host == .login ? login : api }
}

/// The name and the secret of the OAuth client.
package struct Credentials: Sendable {
  package let clientID: Secret
  package let clientSecret: Secret

  package init(clientID: Secret, clientSecret: Secret) {
    self.clientID = clientID
    self.clientSecret = clientSecret
  }
}

/// How much of the service one run may use.
package struct Limits: Sendable, Hashable {
  /// Requests that may leave in any one second.
  package let perSecond: Int
  /// The part of the server's allowance per minute that is ours, in percent.
  package let perMinuteShare: Int
  /// Requests that may be under way at once.
  package let concurrency: Int

  package init() {
    perSecond = 10
    perMinuteShare = 80
    concurrency = 4
  }

  package init(perSecond: Int, perMinuteShare: Int, concurrency: Int) throws(FetchError) {
    func check(_ name: String, _ value: Int, _ range: ClosedRange<Int>) throws(FetchError) {
      guard range.contains(value) else {
        throw FetchError(
          .badSetting(
            "limits.\(name)", why: "must lie from \(range.lowerBound) to \(range.upperBound)"))
      }
    }
    try check("perSecond", perSecond, 1...10)
    try check("perMinuteShare", perMinuteShare, 1...100)
    try check("concurrency", concurrency, 1...32)
    self.perSecond = perSecond
    self.perMinuteShare = perMinuteShare
    self.concurrency = concurrency
  }
}
