import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { styleNonce } from "../content-security.ts";
import { useMemoryStore } from "../memory-store.ts";
import { session } from "../session.ts";
import { cssVariables, theme } from "../theme.ts";
import { FailureBoundary } from "./FailureBoundary.tsx";
import { Frame } from "./Frame.tsx";
import { SignedOut } from "./SignedOut.tsx";

const colorScheme = localStorageColorSchemeManager({ key: "tokenbench.theme" });

export function App({ queries }: { readonly queries: QueryClient }) {
  const { signedOut, codeRefused } = useMemoryStore(session);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={colorScheme}
      defaultColorScheme="auto"
      getStyleNonce={() => styleNonce}
    >
      <FailureBoundary>
        <QueryClientProvider client={queries}>
          {signedOut ? <SignedOut codeRefused={codeRefused} /> : <Frame />}
        </QueryClientProvider>
      </FailureBoundary>
    </MantineProvider>
  );
}
