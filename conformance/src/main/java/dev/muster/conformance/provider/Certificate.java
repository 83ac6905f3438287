package dev.muster.conformance.provider;

/// A certificate in DER, as `x509Certificates.value` wants it (RFC 7643 §4.1.2); its key is thrown
/// away.
final class Certificate {
  static final String BASE64 =
      "MIIBdzCCAR2gAwIBAgIUI5KHVRXLco6PVllo3iU1qtpXxiIwCgYIKoZIzj0EAwIwEDEOMAwGA1UEAwwF"
          + "Y2hlY2swIBcNMjYxMTI1MDgxOTM4WhgPMjEyNjExMDEwODE5MzhaMBAxDjAMBgNVBAMMBWNoZWNrMFkw"
          + "EwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEzIqHs/Eg8SR7yMrXlViHGygclc0W6Iq2YeVsoG7dK0WsVTI1"
          + "Xl5KI/x3Jfnpxhlh4a4nFO1tZ06SxuKPA8VB76NTMFEwHQYDVR0OBBYEFHHHGtARMKyPtVEcC7Br0/5u"
          + "CuE3MB8GA1UdIwQYMBaAFHHHGtARMKyPtVEcC7Br0/5uCuE3MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZI"
          + "zj0EAwIDSAAwRQIgDycqSGmXnSwrhqzW86w/Z1eq13T6baDcNdl8/VBnhyMCIQCsdUqf9oYNPpBv5umM"
          + "Kz0rBTcMgd4FvQUOxyMHTiemrg==";

  private Certificate() {}
}
