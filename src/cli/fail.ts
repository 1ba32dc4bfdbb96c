import { CallRefused } from "../start/workbench-door.ts";
import {
  AddressUnfit,
  AuthenticatorUnfit,
  CertificateUnfit,
  PortTaken,
  RealmFileUnfit,
  WorkspaceProblem,
} from "../start.ts";

/** What a person can mend is one line; anything else is a bug of ours and shows where. */
export function fail(error: unknown): never {
  const forPeople = [
    WorkspaceProblem,
    PortTaken,
    AddressUnfit,
    RealmFileUnfit,
    AuthenticatorUnfit,
    CertificateUnfit,
    CallRefused,
  ].some((kind) => error instanceof kind);
  process.stderr.write(
    `tokenbench: ${forPeople || !(error instanceof Error) ? messageOf(error) : systemMessage(error)}\n`,
  );
  process.exit(1);
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What the system refuses: its words do. */
const systemMessage = (error: Error): string =>
  "code" in error && "syscall" in error ? error.message : (error.stack ?? error.message);
