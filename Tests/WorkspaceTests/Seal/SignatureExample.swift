import Testing

/// Worked examples whose expected bytes were made with ssh-keygen, OpenSSL and coreutils.
struct SignatureExample: Sendable, CustomTestStringConvertible {
  let id: String
  let message: String
  let rawHex: String
  let text: String

  /// The bytes 0 to 31; a key for tests only.
  static let seed = (0..<32).map(UInt8.init)
  static let publicLine =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
  static let fingerprint = "SHA256:lbmsoA0yIEcEiVDRnMWuzm+nV+3ZEEpVIURqFoeSspg"

  var testDescription: String { id }

  static let all = [
    SignatureExample(
      id: "sig-01",
      message: "ae66aba528b80018d9977eb89c8e6b572d1e0fd9a7d1010da1a4c797be674c9e"
        + "  data/rows/a.csv\n",
      rawHex: "d8dda6b73db48a69b04ce417a2b77137c9ce672b30a09d34838f8622f058e216"
        + "a7ae5a5d9336013ff6b2342f82175ac989c2e15fc6318eef885075d257b3f709",
      text: """
        -----BEGIN SSH SIGNATURE-----
        U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgA6EHv/POEL4dcN0Y50vAmWfk1j
        CbpQ1fHdyGZBJVMbgAAAATdGFsbHlzaGVldC1tYW5pZmVzdAAAAAAAAAAGc2hhNTEyAAAA
        UwAAAAtzc2gtZWQyNTUxOQAAAEDeQaKxErzi06KqiyE6NWOmLJqLKdv9N6RZsxT6icScFs
        aVRHKtwHMZl0YMUyoFsJQxdrGEANS3ysk4uH5xZy4O
        -----END SSH SIGNATURE-----

        """),
    SignatureExample(
      id: "sig-02",
      message: "",
      rawHex: "9ca53579530654d5c3df77089ef45eda613e2fedf670e96bedac4639504e5845"
        + "ef4b95d5793077233dd16817b2532e9c5525872a73a4ad74b759369a9e05c102",
      text: """
        -----BEGIN SSH SIGNATURE-----
        U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgA6EHv/POEL4dcN0Y50vAmWfk1j
        CbpQ1fHdyGZBJVMbgAAAATdGFsbHlzaGVldC1tYW5pZmVzdAAAAAAAAAAGc2hhNTEyAAAA
        UwAAAAtzc2gtZWQyNTUxOQAAAEB4dNg3/GB6E7tw2qQAKseUvMjB3lhSiebUKfLfoguv1I
        IllUpzkIaxL1yEevnHNesZFyQTgCOsl5SgAlYB39sO
        -----END SSH SIGNATURE-----

        """),
  ]
}
