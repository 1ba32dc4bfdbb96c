/** A value and when it ends, in epoch seconds. */
export interface Entry<Value> {
  readonly value: Value;
  readonly expiresAtSeconds: number;
}

/** Told the key of each entry that came, changed or went, for those who keep them on the disk. */
export type Changed = (key: string) => void;

/** So few are never looked through for expired ones. */
const SMALL = 1000;

/**
 * Values that count until a time of their own. Bounded: when there are too many, the expired are dropped, then the oldest,
 * a tenth of the limit at a time. Nothing is looked through for a single use: entries are cleared out when their number has
 * doubled since the last time, so each use pays for about two.
 */
export class ExpiringMap<Value> {
  readonly #limit: number;
  readonly #entries = new Map<string, Entry<Value>>();
  #changed: Changed = () => undefined;
  #clearAt: number;

  constructor(limit: number) {
    this.#limit = limit;
    this.#clearAt = Math.min(SMALL, limit);
  }

  /** Also counts those that expired and were not cleared out yet. */
  get size(): number {
    return this.#entries.size;
  }

  get(key: string, nowSeconds: number): Value | undefined {
    const entry = this.#entries.get(key);
    return entry && entry.expiresAtSeconds > nowSeconds ? entry.value : undefined;
  }

  /** Expired or not, as long as it was not cleared out. */
  entry(key: string): Entry<Value> | undefined {
    return this.#entries.get(key);
  }

  /** Whom to tell of changes from now on. */
  listen(changed: Changed): void {
    this.#changed = changed;
  }

  /** Replacing a value leaves it as old as it was. */
  set(key: string, value: Value, expiresAtSeconds: number, nowSeconds: number): void {
    if (this.#entries.size >= this.#clearAt) this.#clearOut(nowSeconds);
    this.#entries.set(key, { value, expiresAtSeconds });
    this.#changed(key);
  }

  delete(key: string): void {
    if (this.#entries.delete(key)) this.#changed(key);
  }

  /** Oldest first, expired ones too. */
  keys(): IterableIterator<string> {
    return this.#entries.keys();
  }

  *values(): Generator<Value> {
    for (const { value } of this.#entries.values()) yield value;
  }

  #clearOut(nowSeconds: number): void {
    for (const [key, { expiresAtSeconds }] of this.#entries) if (expiresAtSeconds <= nowSeconds) this.delete(key);
    const kept = this.#entries.size < this.#limit ? this.#limit : Math.floor(this.#limit * 0.9);
    for (const key of this.#entries.keys()) {
      if (this.#entries.size <= kept) break;
      this.delete(key);
    }
    this.#clearAt = Math.min(Math.max(SMALL, this.#entries.size * 2), this.#limit);
  }
}
