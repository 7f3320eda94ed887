import { createPrivateKey } from "node:crypto";

/** Certificates of site.test for tests, signed by themselves: they protect nothing. One holds until 2120, the other did until 2021. */
export const testKey = createPrivateKey({
  format: "jwk",
  key: { kty: "EC", crv: "P-256", x: "QZLcw6tpc6cUV6sWpTwgvgTlykO8RcsYXzzkbOkLDhY", y: "WQ5EV2eUeu4YHcxnJt40Qjdkrl3BWSEVAuiGg7OBrUI", d: "oKJYn-A9tn05OK5-L7xhS3td0quN6w5b2MdzegJumt8" },
}).export({ format: "pem", type: "pkcs8" });

export const validCertificate = `-----BEGIN CERTIFICATE-----
MIIBYTCCAQegAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlzaXRlLnRl
c3QwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBQxEjAQBgNVBAMM
CXNpdGUudGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABEGS3MOraXOnFFer
FqU8IL4E5cpDvEXLGF885GzpCw4WWQ5EV2eUeu4YHcxnJt40Qjdkrl3BWSEVAuiG
g7OBrUKjSDBGMBQGA1UdEQQNMAuCCXNpdGUudGVzdDAPBgNVHRMBAf8EBTADAQH/
MB0GA1UdDgQWBBR8K5Kyu82HqiNT6o/y+Vy8bBD1djAKBggqhkjOPQQDAgNIADBF
AiBRW+dZnicuYywbcj2h7hU9WjEah69m+3fGvSVMyLhUYQIhAPA4LIq7WncPkLOD
ptgqozMIU+5PeEP45X49h2iejQqi
-----END CERTIFICATE-----
`;

export const expiredCertificate = `-----BEGIN CERTIFICATE-----
MIIBXjCCAQWgAwIBAgIBAjAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlzaXRlLnRl
c3QwHhcNMjAwMTAxMDAwMDAwWhcNMjEwMTAxMDAwMDAwWjAUMRIwEAYDVQQDDAlz
aXRlLnRlc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARBktzDq2lzpxRXqxal
PCC+BOXKQ7xFyxhfPORs6QsOFlkORFdnlHruGB3MZybeNEI3ZK5dwVkhFQLohoOz
ga1Co0gwRjAUBgNVHREEDTALgglzaXRlLnRlc3QwDwYDVR0TAQH/BAUwAwEB/zAd
BgNVHQ4EFgQUfCuSsrvNh6ojU+qP8vlcvGwQ9XYwCgYIKoZIzj0EAwIDRwAwRAIg
ZAHwRW2fYmm0k0SEeqWDeA5v6dSxEj6VEFMiaDdX2EgCIFWPCRk8D/dxVwFhOr7I
v1kokPn7go9D7fGdWlMYdcnM
-----END CERTIFICATE-----
`;
