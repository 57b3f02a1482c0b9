package kz.dabyl.model;

/**
 * Who signed the certificate that a target showed.
 *
 * @param issuer distinguished name of the issuer, RFC 2253; empty where not reported
 * @param spkiSha256 Base64 of the SHA-256 of the leaf's public key; empty where not reported
 */
public record Tls(String issuer, String spkiSha256) {}
