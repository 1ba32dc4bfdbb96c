import { Button } from "@mantine/core";
import { Component, type ReactNode } from "react";
import parts from "../parts/parts.module.css";
import { words } from "../words.ts";

/** Keeps a bug of one part from leaving an empty window. */
export class FailureBoundary extends Component<{ readonly children: ReactNode }, { readonly error: Error | null }> {
  override state = { error: null as Error | null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <main className={parts["fullPage"]}>
        <h1>{words.frame.failed}</h1>
        <p className="quiet">{words.frame.failedHelp}</p>
        <pre>{error.message}</pre>
        <Button onClick={() => window.location.reload()}>{words.frame.reload}</Button>
      </main>
    );
  }
}
