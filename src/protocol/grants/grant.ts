import type { CompiledClient } from "../../domain/compiled-client.ts";
import type { Confirmation } from "../../domain/token-facts.ts";
import type { EndpointDecision, EndpointRequest, ProtocolContext } from "../endpoint.ts";

/** Answers one grant type for a client that has proved itself. */
export type Grant = (
  ctx: ProtocolContext,
  client: CompiledClient,
  request: EndpointRequest,
  /** The key that the tokens are to be bound to. */
  confirmation?: Confirmation,
) => Promise<EndpointDecision> | EndpointDecision;
