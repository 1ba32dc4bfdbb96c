import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { focusSoon } from "../focus-soon.ts";
import { ScreenTitle } from "../page/ScreenTitle.tsx";
import { Loading } from "../parts/Loading.tsx";
import type { AskedList } from "./asked-list.ts";
import { ListNote } from "./ListNote.tsx";
import styles from "./list.module.css";
import { CREATE } from "./list-focus.ts";

interface ListPageProps<Data> {
  readonly realm: string;
  /** Its name among the lists of the realm; that of clients has none. */
  readonly list?: string;
  readonly say: { readonly title: string; readonly lead: string };
  readonly make: string;
  /** What else one comes to something new by. */
  readonly beside?: ReactNode;
  readonly asked: AskedList;
  readonly query: {
    readonly data: Data | undefined;
    readonly error: Error | null;
    readonly refetch: () => Promise<unknown>;
  };
  /** The panel in which a new one is made. */
  readonly creating: (data: Data, close: () => void) => ReactNode;
  readonly children: (data: Data) => ReactNode;
}

/** A list of things, what was done to it last, and the panel that makes a new one. */
export function ListPage<Data>(props: ListPageProps<Data>) {
  const { realm, list, say, make, beside, asked, query, creating, children } = props;
  const isCreating = asked.asked.creating;
  const close = () => {
    asked.close();
    focusSoon(CREATE);
  };
  return (
    <div className={styles["screen"]}>
      <div className={styles["head"]}>
        <ScreenTitle title={say.title} lead={say.lead} />
        {query.data !== undefined && !isCreating && (
          <Button id={CREATE} leftSection={<IconPlus size={15} aria-hidden />} onClick={asked.create}>
            {make}
          </Button>
        )}
        {beside}
      </div>
      {query.data === undefined ? (
        <Loading error={query.error} again={query.refetch} />
      ) : (
        <>
          {isCreating && creating(query.data, close)}
          <ListNote realm={realm} {...(list !== undefined && { list })} />
          {children(query.data)}
        </>
      )}
    </div>
  );
}
