/** Choices that come out the same for the same seed (mulberry32). */
export function createChance(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit) => Math.floor(next() * limit);
  const chance = {
    below,
    between: (least, most) => least + below(most - least + 1),
    maybe: (probability) => next() < probability,
    pick: (list) => list[below(list.length)],
    some: (list, probability) => list.filter(() => next() < probability),
    shuffled: (list) =>
      list
        .map((each) => [next(), each])
        .sort(([a], [b]) => a - b)
        .map(([, each]) => each),
    upTo: (list, most) => chance.shuffled(list).slice(0, chance.between(0, most)),
    hex: (length) => Array.from({ length }, () => below(16).toString(16)).join(""),
    uuid: () =>
      `${chance.hex(8)}-${chance.hex(4)}-4${chance.hex(3)}-${chance.pick(["8", "9", "a", "b"])}${chance.hex(3)}-${chance.hex(12)}`,
  };
  return chance;
}
