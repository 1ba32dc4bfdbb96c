import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import type { Mapper, MapperType, RoleSummary, ScopeMappingTarget, TokenPreview } from "../../src/contract/index.ts";
import { withoutNew } from "../draft/draft.ts";
import type { Draft } from "../draft/use-draft.ts";
import { focusSoon } from "../focus-soon.ts";
import { newId } from "../new-id.ts";
import { EmptyState } from "../parts/EmptyState.tsx";
import { useMapperTypes } from "../queries.ts";
import { words } from "../words.ts";
import { MapperEditor } from "./MapperEditor.tsx";
import { MapperItem, RemovedMapper } from "./MapperItem.tsx";
import { MapperTypePicker } from "./MapperTypePicker.tsx";
import { isNewMapper, type MapperChange, mapperEdit, newMapperOf } from "./mapper-edits.ts";
import { sampleOf } from "./mapper-sample.ts";
import styles from "./mappers.module.css";

const say = words.mappers;
/** What service accounts are given most: one click each. */
const OFTEN = ["oidc-audience-mapper", "oidc-hardcoded-claim-mapper", "oidc-usermodel-attribute-mapper"];
const noTypes: readonly MapperType[] = [];
const CONFIGURE = "configure-mapper";
const keepId = (mapper: string) => `keep-${mapper}`;
const lineId = (mapper: string) => `mapper-${mapper}`;

interface MapperListProps {
  readonly draft: Pick<Draft<unknown>, "realm" | "edits" | "add" | "replace" | "errorAt">;
  /** Whose mappers they are: a client's dedicated scope or a client scope. */
  readonly to: ScopeMappingTarget;
  /** As the draft has them. */
  readonly mappers: readonly Mapper[];
  readonly savedMappers: readonly Mapper[];
  /** To choose from, where a mapper names a role. */
  readonly roles: readonly RoleSummary[];
  /** The token in which to look for what each mapper writes; absent where no client is at hand. */
  readonly token?: TokenPreview | undefined;
}

/** The mappers of a client or a client scope: made, changed and deleted in place, all in the page's draft. */
export function MapperList(props: MapperListProps) {
  const { draft, to, mappers, savedMappers } = props;
  const types = useMapperTypes().data?.types ?? noTypes;
  const [open, setOpen] = useState<string | null>(null);
  const [fresh, setFresh] = useState<string | null>(null);
  const removed = savedMappers.filter(({ id }) => !mappers.some((mapper) => mapper.id === id));
  const typeNamed = (id: string) => types.find((type) => type.id === id)?.name ?? id;
  const make = (type: MapperType) => {
    const mapper = newMapperOf(type, newId(), mappers);
    draft.add([{ type: "createMapper", to, ...mapper }]);
    setOpen(mapper.id);
    setFresh(mapper.id);
  };
  const keep = (id: string) => {
    draft.replace(draft.edits.filter((edit) => edit.type !== "removeMapper" || edit.mapper !== id));
    focusSoon(lineId(id));
  };
  return (
    <>
      {mappers.length + removed.length === 0 ? (
        <EmptyState title={say.none} help={say.noneHelp} />
      ) : (
        <ul className={styles["list"]}>
          {mappers.map((mapper) => (
            <Listed
              key={mapper.id}
              {...props}
              mapper={mapper}
              type={types.find((type) => type.id === mapper.protocolMapper)}
              known={types !== noTypes}
              open={open === mapper.id}
              fresh={fresh === mapper.id}
              toggle={() => setOpen(open === mapper.id ? null : mapper.id)}
            />
          ))}
          {removed.map(({ id, name, protocolMapper }) => (
            <RemovedMapper
              key={id}
              keepId={keepId(id)}
              name={name}
              typeName={typeNamed(protocolMapper)}
              keep={() => keep(id)}
            />
          ))}
        </ul>
      )}
      <NewMapper types={types} make={make} />
    </>
  );
}

interface ListedProps extends MapperListProps {
  readonly mapper: Mapper;
  readonly type: MapperType | undefined;
  /** The types have been read. */
  readonly known: boolean;
  readonly open: boolean;
  readonly fresh: boolean;
  readonly toggle: () => void;
}

function Listed({ draft, to, mappers, roles, token, mapper, type, known, open, fresh, toggle }: ListedProps) {
  const { id, name } = mapper;
  const isNew = isNewMapper(draft.edits, id);
  const changed = draft.edits.some((edit) => edit.type === "updateMapper" && edit.mapper === id);
  const change = (what: MapperChange) => draft.add([mapperEdit(draft.edits, to, mapper, what)]);
  const remove = () => {
    if (isNew) draft.replace(withoutNew(draft.edits, id));
    else draft.add([{ type: "removeMapper", to, mapper: id }]);
    focusSoon(isNew ? CONFIGURE : keepId(id));
  };
  return (
    <MapperItem
      lineId={lineId(id)}
      name={name}
      typeName={type?.name ?? mapper.protocolMapper}
      state={isNew ? "new" : changed ? "changed" : null}
      sample={token ? sampleOf(token, id) : null}
      open={open}
      toggle={toggle}
      remove={remove}
    >
      {known && (
        <MapperEditor
          realm={draft.realm}
          roles={roles}
          mapper={mapper}
          type={type}
          nameTaken={mappers.some((other) => other.id !== id && other.name === name)}
          error={draft.errorAt(id)}
          fresh={fresh}
          change={change}
        />
      )}
    </MapperItem>
  );
}

interface NewMapperProps {
  readonly types: readonly MapperType[];
  readonly make: (type: MapperType) => void;
}

function NewMapper({ types, make }: NewMapperProps) {
  const [picking, setPicking] = useState(false);
  const often = OFTEN.flatMap((id) => types.find((type) => type.id === id) ?? []);
  if (picking)
    return (
      <MapperTypePicker
        types={types}
        close={() => {
          setPicking(false);
          focusSoon(CONFIGURE);
        }}
        pick={(type) => {
          setPicking(false);
          make(type);
        }}
      />
    );
  return (
    <div className={styles["bar"]}>
      <Button
        id={CONFIGURE}
        variant="default"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => setPicking(true)}
      >
        {say.configure}
      </Button>
      {often.length > 0 && <span className="quiet small">{say.often}</span>}
      {often.map((type) => (
        <Button key={type.id} size="compact-xs" variant="default" onClick={() => make(type)}>
          {type.name}
        </Button>
      ))}
    </div>
  );
}
