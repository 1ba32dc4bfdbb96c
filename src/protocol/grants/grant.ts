import type { CompiledClient } from "../../domain/compiled-client.ts";
import type { EndpointDecision, EndpointRequest, ProtocolContext } from "../endpoint.ts";

/** Answers one grant type for a client that has proved itself. */
export type Grant = (
  ctx: ProtocolContext,
  client: CompiledClient,
  request: EndpointRequest,
) => Promise<EndpointDecision> | EndpointDecision;
