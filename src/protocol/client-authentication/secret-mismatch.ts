import { timingSafeEqual } from "node:crypto";

/** Compares in constant time: how long it takes tells nothing of how much was right. */
export function equalSecrets(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** How a wrong secret differs, for the person at Tokenbench; says nothing of what either one is. */
export function explainMismatch(stored: string, sent: string): string {
  if (sent === "") return "an empty secret";
  if (equalSecrets(stored, sent.trim())) return "the right secret with white space around it";
  if (equalSecrets(stored.toLowerCase(), sent.toLowerCase())) return "the right letters in another case";
  if (equalSecrets(stored, decoded(sent))) return "the right secret, percent-encoded once too often";
  if (equalSecrets(decoded(stored), sent))
    return "the right secret, decoded once too often: in a Basic header both halves are form-encoded first (RFC 6749 appendix B)";
  return "another secret";
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}
