import type {
  Annotation,
  CallTimings,
  MemberReading,
  TokenExplanation,
  TokenReading,
  Trace,
} from "../contract/index.ts";
import { type Palette, printable, table } from "./terminal.ts";

const MARKS = { passed: "✓", failed: "✗", noted: "·" } as const;

function mark(outcome: keyof typeof MARKS, { good, bad, quiet }: Palette): string {
  const colour = { passed: good, failed: bad, noted: quiet }[outcome];
  return colour(MARKS[outcome]);
}

/** Header and claims of a token, with times in words and what each member means. */
export function describeToken(token: TokenReading, palette: Palette): string[] {
  return [
    palette.strong(`${token.kind.replace("_", " ")}: header`),
    ...describeMembers(token.headerMembers, palette),
    palette.strong("claims"),
    ...describeMembers(token.claimMembers, palette),
    `${palette.strong("signature")} ${describeSignature(token, palette)}`,
  ];
}

const SIGNATURES = { valid: "passed", invalid: "failed", unverified: "noted" } as const;

const describeSignature = ({ signature }: TokenReading, palette: Palette): string =>
  `${mark(SIGNATURES[signature.verdict], palette)} ${signature.verdict}: ${printable(signature.reason)}`;

function describeMembers(members: readonly MemberReading[], { quiet }: Palette): string[] {
  const rows = members.map(({ name, value, words, meaning, reference }) => [
    `  ${name}`,
    words === null ? shorten(JSON.stringify(value)) : `${String(value)} (${words})`,
    meaning === null ? "not a claim that is known here" : `${meaning}${reference === null ? "" : ` (${reference})`}`,
  ]);
  const ends = rows.map((row) => row.at(-1) ?? "");
  return table(rows).map((line, i) => {
    const end = printable(ends[i] ?? "");
    return line.endsWith(end) ? `${line.slice(0, line.length - end.length)}${quiet(end)}` : line;
  });
}

const LONGEST = 72;
const shorten = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text);

/** The checks that a resource server would make. */
export const describeChecks = ({ checks }: TokenReading, palette: Palette): string[] => [
  palette.strong("checks of a resource server"),
  ...checks.map(
    ({ check, outcome, actual, meaning }) =>
      `  ${mark(outcome, palette)} ${check}: ${printable(meaning)}${check === "signature" ? "" : ` ${palette.quiet(`(${printable(actual)})`)}`}`,
  ),
];

/** How the server judged a request, step by step, with what would mend it. */
export const describeTrace = (trace: Trace, palette: Palette): string[] =>
  trace.length === 0
    ? []
    : [
        palette.strong("how the server judged it"),
        ...trace.map(({ rule, outcome, expected, actual, mend }) => {
          const compared = [expected && `expected: ${expected}`, actual && `came: ${actual}`]
            .filter(Boolean)
            .join("; ");
          return `  ${mark(outcome, palette)} ${printable(`${rule}${compared && ` (${compared})`}${mend ? ` → ${mend.label}` : ""}`)}`;
        }),
      ];

/** Where roles and claims came from, and what kept others out. */
export function describeExplanation(explanation: TokenExplanation | null, palette: Palette): string[] {
  if (!explanation) return [];
  const { roles, clientScopes, claims, silentMappers } = explanation;
  const isIn = (yes: boolean) => mark(yes ? "passed" : "noted", palette);
  return [
    palette.strong("roles"),
    ...roles.map(
      ({ name, owner, inToken, reason, mends }) =>
        `  ${isIn(inToken)} ${owner ? `${owner}: ` : ""}${name}: ${reason}${mends.map(({ label }) => ` → ${label}`).join("")}`,
    ),
    palette.strong("client scopes"),
    ...clientScopes.map(({ name, granted, reason }) => `  ${isIn(granted)} ${name}: ${reason}`),
    palette.strong("claims"),
    ...table(claims.map(({ path, rule, input }) => [`  ${path.join(".")}`, input ? `${rule}: ${input}` : rule])),
    ...silentMappers.map(
      ({ links, reason }) => `  ${isIn(false)} ${links.map(({ name }) => name).join(", ")}: ${reason}`,
    ),
  ];
}

/** The parts of a request or an answer, each with what it means. */
export const describeParts = (what: string, parts: readonly Annotation[], { strong }: Palette): string[] => [
  strong(what),
  ...table(parts.map(({ part, meaning, reference }) => [`  ${shorten(part)}`, `${meaning} (${reference})`])),
];

export function describeTimings({ dnsMs, connectMs, tlsMs, firstByteMs, totalMs }: CallTimings): string {
  const parts = Object.entries({ DNS: dnsMs, connect: connectMs, TLS: tlsMs, "first byte": firstByteMs });
  const told = parts.flatMap(([name, ms]) => (ms === null ? [] : [`${name} ${ms} ms`]));
  return `${[...told, `total ${totalMs} ms`].join(", ")}`;
}
