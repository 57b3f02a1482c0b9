package kz.dabyl.model;

/**
 * Who signed the certificate that a target showed.
 *
 * @param issuer distinguished name of the issuer, RFC 2253
 * @param spkiSha256 Base64 of the SHA-256 of the leaf's public key
 */
public record Tls(String issuer, String spkiSha256) {}
