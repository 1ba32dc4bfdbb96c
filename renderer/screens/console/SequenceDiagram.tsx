import { useElementSize } from "@mantine/hooks";
import { CopyButton } from "../../parts/CopyButton.tsx";
import { typeScale } from "../../presenter.ts";
import { localTime } from "../../times-in-words.ts";
import { words } from "../../words.ts";
import type { Step } from "./chains.ts";
import styles from "./sequence.module.css";
import { type Message, type Participant, type Sequence, toMermaid, toSequence } from "./sequence.ts";

const say = words.exchange;

/** All lengths are in rem, so that the drawing grows with the type. Three of the narrowest lanes stand side by side in a window of 1280 px. */
const NARROWEST_LANE = 11.1;
const WIDEST_LANE = 17;
const TIME = 4.4;
const HEAD = 3.2;
const ROW = 4;

const rem = (length: number): string => `${length}rem`;
/** A call with what was asked on the way. */
const rowsOf = (messages: readonly Message[]): number =>
  messages.reduce((rows, { inside }) => rows + 1 + rowsOf(inside), 0);
const laneAt = (index: number, lane: number): number => TIME + lane * (index + 0.5);

/** The lanes take the room there is; where that is too little, the drawing scrolls. */
function toLane(widthPx: number, lanes: number): number {
  const room = (widthPx / (16 * typeScale()) - TIME) / lanes;
  return Math.min(Math.max(room, NARROWEST_LANE), WIDEST_LANE);
}

/** The story as a sequence diagram, drawn from the real traffic; read out as a list. */
export function SequenceDiagram({ steps }: { readonly steps: readonly Step[] }) {
  const sequence = toSequence(steps);
  const { participants, messages } = sequence;
  const room = useElementSize();
  const lane = toLane(room.width, participants.length);
  const [width, height] = [TIME + lane * participants.length, HEAD + ROW * rowsOf(messages) + 1];
  return (
    <section className={styles["sequence"]} aria-label={say.sequence}>
      <div>
        <CopyButton label={say.copyMermaid} text={toMermaid(sequence, say.roles)} />
      </div>
      <div className={styles["drawing"]} ref={room.ref}>
        <svg width={rem(width)} height={rem(height)} aria-hidden>
          {participants.map((participant, index) => (
            <Lane
              key={`${participant.role} ${participant.name}`}
              participant={participant}
              index={index}
              lane={lane}
              height={height}
            />
          ))}
          {messages.map((message, index) => (
            <Arrows
              key={message.id}
              message={message}
              lane={lane}
              top={HEAD + ROW * rowsOf(messages.slice(0, index))}
            />
          ))}
        </svg>
      </div>
      <InWords messages={messages} participants={participants} label={say.sequence} />
    </section>
  );
}

interface LaneProps {
  readonly participant: Participant;
  readonly index: number;
  readonly lane: number;
  readonly height: number;
}

const Lane = ({ participant: { role, name }, index, lane, height }: LaneProps) => (
  <g>
    <title>{name}</title>
    <line
      className={styles["life"]}
      x1={rem(laneAt(index, lane))}
      x2={rem(laneAt(index, lane))}
      y1={rem(HEAD)}
      y2={rem(height)}
    />
    <rect
      className={styles["box"]}
      x={rem(laneAt(index, lane) - lane / 2 + 0.2)}
      y={rem(0.1)}
      width={rem(lane - 0.4)}
      height={rem(HEAD - 0.2)}
      rx={6}
    />
    <text className={styles["role"]} x={rem(laneAt(index, lane))} y={rem(1.3)}>
      {say.roles[role]}
    </text>
    <text className={styles["name"]} x={rem(laneAt(index, lane))} y={rem(2.5)}>
      {name.length > FITTING ? `${name.slice(0, FITTING - 1)}…` : name}
    </text>
  </g>
);

interface ArrowsProps {
  readonly message: Message;
  readonly lane: number;
  readonly top: number;
}

/** There and back. A refused answer is told by its colour and its words. What was asked on the way stands between the two. */
const Arrows = ({ message, lane, top }: ArrowsProps) => (
  <>
    <ThereAndBack message={message} lane={lane} there={top + 1.7} back={top + ROW * rowsOf([message]) - 0.7} />
    {message.inside.map((each, index) => (
      <Arrows key={each.id} message={each} lane={lane} top={top + 2 + ROW * rowsOf(message.inside.slice(0, index))} />
    ))}
  </>
);

interface ThereAndBackProps {
  readonly message: Message;
  readonly lane: number;
  readonly there: number;
  readonly back: number;
}

function ThereAndBack({ message, lane, there, back }: ThereAndBackProps) {
  const [from, to] = [laneAt(message.from, lane), laneAt(message.to, lane)];
  const [ahead, home] = to > from ? (["right", "left"] as const) : (["left", "right"] as const);
  const middle = (from + to) / 2;
  return (
    <g data-refused={message.refused} className={styles["message"]}>
      {message.atSeconds !== null && (
        <text className={styles["time"]} x={rem(0)} y={rem(there)}>
          {localTime(message.atSeconds, message.atSeconds)}
        </text>
      )}
      <text className={styles["words"]} x={rem(middle)} y={rem(there - 0.4)}>
        {shortened(message.request)}
      </text>
      <line className={styles["arrow"]} x1={rem(from)} x2={rem(to)} y1={rem(there)} y2={rem(there)} />
      <Head x={to} y={there} to={ahead} />
      <text className={styles["verdict"]} x={rem(middle)} y={rem(back - 0.4)}>
        {message.answer} · {say.elapsed(message.elapsedMs)}
      </text>
      <line className={styles["backArrow"]} x1={rem(to)} x2={rem(from)} y1={rem(back)} y2={rem(back)} />
      <Head x={from} y={back} to={home} />
    </g>
  );
}

interface HeadProps {
  readonly x: number;
  readonly y: number;
  readonly to: "left" | "right";
}

const Head = ({ x, y, to }: HeadProps) => {
  const tail = to === "right" ? x - 0.5 : x + 0.5;
  return (
    <>
      <line className={styles["arrow"]} x1={rem(tail)} x2={rem(x)} y1={rem(y - 0.3)} y2={rem(y)} />
      <line className={styles["arrow"]} x1={rem(tail)} x2={rem(x)} y1={rem(y + 0.3)} y2={rem(y)} />
    </>
  );
};

/** So many characters stand between two lanes. */
const FITTING = 24;

/** The end of a path says more than its beginning. */
const shortened = (request: string): string => {
  const [method = "", path = ""] = request.split(" ");
  if (request.length <= FITTING) return request;
  const parts = path.split("/").slice(1);
  const from = parts.findIndex((_, index) => `${method} …/${parts.slice(index).join("/")}`.length <= FITTING);
  return `${method} …/${parts.slice(from < 0 ? -1 : from).join("/")}`;
};

interface InWordsProps extends Sequence {
  readonly label: string;
}

const InWords = ({ messages, participants, label }: InWordsProps) => (
  <ol className="off-screen-label" aria-label={label}>
    {messages.map(({ id, from, to, request, answer, inside }) => (
      <li key={id}>
        {say.sequenceLine(nameOf(participants[from]), nameOf(participants[to]), request, answer)}
        {inside.length > 0 && (
          <InWords messages={inside} participants={participants} label={say.askedOnTheWay(nameOf(participants[to]))} />
        )}
      </li>
    ))}
  </ol>
);

const nameOf = (participant: Participant | undefined): string =>
  participant ? `${say.roles[participant.role]} ${participant.name}` : "";
