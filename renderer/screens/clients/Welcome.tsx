import { Button } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import type { ClientSummary } from "../../../src/contract/index.ts";
import { hrefOf } from "../../address.ts";
import shared from "../../list/list.module.css";
import { words } from "../../words.ts";
import { modernExample } from "./client-filter.ts";
import styles from "./clients.module.css";

interface WelcomeProps {
  readonly realm: string;
  readonly clients: readonly ClientSummary[];
  readonly make: () => void;
}

/** The first visit: what the example realm is, and three things to do with it. Gone for good once hidden. */
export function Welcome({ realm, clients, make }: WelcomeProps) {
  const [hidden, setHidden] = useLocalStorage({
    key: "tokenbench.welcome.hidden",
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  const say = words.clients.welcome;
  const documented = clients.find((client) => client.clientId === say.exampleClient);
  if (hidden || realm !== say.exampleRealm || !documented) return null;
  const modern = modernExample(clients, say.exampleClient);
  return (
    <section className={styles["welcome"]} aria-labelledby="welcome">
      <div className={styles["welcomeHead"]}>
        <h2 id="welcome">{say.title}</h2>
        <Button variant="subtle" color="gray" onClick={() => setHidden(true)}>
          {say.hide}
        </Button>
      </div>
      <ul>
        {say.lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <div className={shared["buttons"]}>
        <Button component="a" href={hrefOf.console(realm, documented.id)}>
          {say.call}
        </Button>
        <Button variant="default" onClick={make}>
          {say.make}
        </Button>
        {modern && (
          <Button variant="default" component="a" href={hrefOf.client(realm, modern.id)}>
            {say.look}
          </Button>
        )}
      </div>
    </section>
  );
}
