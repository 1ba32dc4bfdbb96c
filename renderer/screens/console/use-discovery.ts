import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { discoverIssuer } from "../../../src/contract/index.ts";
import { call } from "../../api.ts";
import { hostOf, toCall } from "./console-call.ts";
import type { ConsoleForm } from "./console-form.ts";

function discoveryOf(form: ConsoleForm) {
  const { issuer, trust } = toCall(form, { kind: "elsewhere" });
  return queryOptions({
    queryKey: ["discovery", issuer, trust ?? null],
    queryFn: ({ signal }) => call(discoverIssuer, { issuer, ...(trust && { trust }) }, signal),
    retry: false,
  });
}

/** What another issuer says about itself. Nobody is asked before a person has finished the address. */
export const useDiscovery = (form: ConsoleForm) => useQuery({ ...discoveryOf(form), enabled: false });

/** Asks the issuer of a form, whom it is told to trust; not while the address or the certificate is half typed. */
export function useReadDiscovery(): (form: ConsoleForm) => void {
  const queries = useQueryClient();
  return (form) => {
    const ca = form.ca.trim();
    if (hostOf(form.issuer) === null || (ca !== "" && !ca.endsWith("-----END CERTIFICATE-----"))) return;
    void queries.prefetchQuery(discoveryOf(form));
  };
}
