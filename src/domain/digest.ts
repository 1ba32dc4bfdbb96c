/**
 * Digests for what has to come out as Keycloak's does, such as pairwise subjects; nothing secret depends on them. The
 * domain has no platform to ask, so they are here; tests hold them against the platform's.
 */
type Bytes = number[];

export function utf8(text: string): Bytes {
  const escaped = encodeURIComponent(text.replace(/\p{Surrogate}/gu, "?")); // as Java does with halves of characters
  return [...escaped.matchAll(/%([0-9A-F]{2})|[^%]/g)].map(([char, hex]) =>
    hex === undefined ? char.charCodeAt(0) : Number.parseInt(hex, 16),
  );
}

const rotateRight = (word: number, by: number): number => (word >>> by) | (word << (32 - by));
const at = (words: readonly number[], index: number): number => words[index] ?? 0;

/** The message as blocks of sixteen 32-bit words, padded with its length in bits (RFC 6234 §4.1, RFC 1321 §3). */
function toBlocks(
  message: readonly number[],
  toWord: (bytes: readonly number[]) => number,
  tail: readonly number[],
): number[][] {
  const zeros = (119 - (message.length % 64)) % 64;
  const padded = [...message, 0x80, ...new Array<number>(zeros).fill(0), ...tail];
  const words = Array.from({ length: padded.length / 4 }, (_, i) => toWord(padded.slice(i * 4, i * 4 + 4)));
  return Array.from({ length: words.length / 16 }, (_, i) => words.slice(i * 16, i * 16 + 16));
}

const bigEndian = ([a = 0, b = 0, c = 0, d = 0]: readonly number[]): number => (a << 24) | (b << 16) | (c << 8) | d;
const littleEndian = ([a = 0, b = 0, c = 0, d = 0]: readonly number[]): number => (d << 24) | (c << 16) | (b << 8) | a;
const bytesOf = (word: number): Bytes => [word >>> 24, (word >>> 16) & 255, (word >>> 8) & 255, word & 255];
const lengthBits = (message: readonly number[]): Bytes =>
  [0, 0, 0, ...bytesOf(message.length >>> 29), ...bytesOf(message.length << 3)].slice(-8);

const fraction = (root: number): number => ((root - Math.floor(root)) * 2 ** 32) | 0;
const primes = Array.from({ length: 312 }, (_, n) => n).filter(
  (n) => n > 1 && !Array.from({ length: n }, (_, d) => d).some((d) => d > 1 && n % d === 0),
);
const SHA_ROUNDS = primes.map((prime) => fraction(Math.cbrt(prime)));
const SHA_START = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));

/** RFC 6234. */
export function sha256(message: readonly number[]): Bytes {
  const state = [...SHA_START];
  for (const block of toBlocks(message, bigEndian, lengthBits(message))) {
    const w = [...block];
    for (let i = 16; i < 64; i++) {
      const [a, b] = [at(w, i - 15), at(w, i - 2)];
      const low = rotateRight(a, 7) ^ rotateRight(a, 18) ^ (a >>> 3);
      const high = rotateRight(b, 17) ^ rotateRight(b, 19) ^ (b >>> 10);
      w.push((at(w, i - 16) + low + at(w, i - 7) + high) | 0);
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
    for (let i = 0; i < 64; i++) {
      const mixed = rotateRight(e, 6) ^ rotateRight(e, 11) ^ rotateRight(e, 25);
      const one = (h + mixed + ((e & f) ^ (~e & g)) + at(SHA_ROUNDS, i) + at(w, i)) | 0;
      const two = ((rotateRight(a, 2) ^ rotateRight(a, 13) ^ rotateRight(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [a, b, c, d, e, f, g, h] = [(one + two) | 0, a, b, c, (d + one) | 0, e, f, g];
    }
    for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) state[i] = (at(state, i) + word) | 0;
  }
  return state.flatMap(bytesOf);
}

const MD5_TURNS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];
const MD5_ROUNDS = Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32) | 0);

/** RFC 1321. */
export function md5(message: readonly number[]): Bytes {
  const state = [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476];
  for (const block of toBlocks(message, littleEndian, lengthBits(message).reverse())) {
    let [a = 0, b = 0, c = 0, d = 0] = state;
    for (let i = 0; i < 64; i++) {
      const round = i >> 4;
      const mixed = [(b & c) | (~b & d), (d & b) | (~d & c), b ^ c ^ d, c ^ (b | ~d)];
      const word = at(block, [i, 5 * i + 1, 3 * i + 5, 7 * i].map((n) => n % 16)[round] ?? 0);
      const sum = (a + at(mixed, round) + at(MD5_ROUNDS, i) + word) | 0;
      const turned = rotateRight(sum, 32 - at(MD5_TURNS, round * 4 + (i % 4)));
      [a, b, c, d] = [d, (b + turned) | 0, b, c];
    }
    for (const [i, word] of [a, b, c, d].entries()) state[i] = (at(state, i) + word) | 0;
  }
  return state.flatMap((word) => bytesOf(word).reverse());
}
