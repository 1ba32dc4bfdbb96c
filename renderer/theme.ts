import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";

const accent: MantineColorsTuple = [
  "#eef0ff",
  "#dfe3ff",
  "#bcc4fb",
  "#97a3f5",
  "#7787ef",
  "#6273ea",
  "#4f5fd9",
  "#4350bd",
  "#36419b",
  "#2b347c",
];

const dark: MantineColorsTuple = [
  "#e3e6eb",
  "#a0a8b5",
  "#8b93a1",
  "#6b7280",
  "#3a404a",
  "#2e333b",
  "#22262d",
  "#1a1d22",
  "#131519",
  "#0d0f12",
];

/** Density of a desktop tool: controls of 30 px, body text of 14 px, one accent colour. */
export const theme = createTheme({
  primaryColor: "accent",
  primaryShade: 6,
  colors: { accent, dark },
  defaultRadius: "sm",
  radius: { xs: "3px", sm: "5px", md: "8px", lg: "12px", xl: "20px" },
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "'JetBrains Mono Variable', ui-monospace, monospace",
  fontSizes: { xs: "0.8125rem", sm: "0.875rem", md: "0.9375rem", lg: "1.0625rem", xl: "1.3125rem" },
  lineHeights: { xs: "1.4", sm: "1.45", md: "1.5", lg: "1.4", xl: "1.3" },
  headings: { fontFamily: "'Inter Variable', system-ui, sans-serif", fontWeight: "600" },
  cursorType: "pointer",
  components: {
    Button: { defaultProps: { size: "xs" } },
    TextInput: { defaultProps: { size: "xs" } },
    PasswordInput: { defaultProps: { size: "xs" } },
    NumberInput: { defaultProps: { size: "xs" } },
    NativeSelect: { defaultProps: { size: "xs" } },
    Select: { defaultProps: { size: "xs" } },
    Switch: { defaultProps: { size: "sm", withThumbIndicator: false } },
    Checkbox: { defaultProps: { size: "xs" } },
    Radio: { defaultProps: { size: "xs" } },
    SegmentedControl: { defaultProps: { size: "xs" } },
    ActionIcon: { defaultProps: { variant: "subtle", color: "gray", size: "md" } },
  },
});

/**
 * The window's own colours. Each text colour has 4.5:1 or more on canvas, panel and its soft partner; the edge of an
 * unticked box and an unset switch (`--control`) has 3:1 (WCAG 2.2, 1.4.11).
 */
const light = {
  "--mantine-color-body": "#ffffff",
  "--mantine-color-text": "#1c2027",
  "--mantine-color-dimmed": "#59606d",
  "--mantine-color-placeholder": "#6a7180",
  "--mantine-color-error": "#b3261e",
  "--mantine-color-anchor": "#3d4bb8",
  "--canvas": "#f5f6f8",
  "--panel": "#ffffff",
  "--raised": "#fafbfc",
  "--line": "#dfe2e8",
  "--control": "#858c99",
  "--ink": "#1c2027",
  "--quiet": "#59606d",
  "--accent-ink": "#3d4bb8",
  "--accent-soft": "#eef0ff",
  "--hover": "#f0f2f6",
  "--good": "#176b36",
  "--good-soft": "#e4f4e9",
  "--changed": "#7f4d00",
  "--changed-soft": "#fcf0d9",
  "--bad": "#b3261e",
  "--bad-soft": "#fdeceb",
  "--soft-edge": "transparent",
};

const darkColours = {
  "--mantine-color-body": "#1a1d22",
  "--mantine-color-text": "#e3e6eb",
  "--mantine-color-dimmed": "#a0a8b5",
  "--mantine-color-placeholder": "#8b93a1",
  "--mantine-color-error": "#ff9c94",
  "--mantine-color-anchor": "#a9b3f8",
  "--canvas": "#131519",
  "--panel": "#1a1d22",
  "--raised": "#1f2329",
  "--line": "#2e333b",
  "--control": "#6d7686",
  "--ink": "#e3e6eb",
  "--quiet": "#a0a8b5",
  "--accent-ink": "#a9b3f8",
  "--accent-soft": "#262b4a",
  "--hover": "#23272e",
  "--good": "#72cf92",
  "--good-soft": "#17301f",
  "--changed": "#efbd63",
  "--changed-soft": "#352a11",
  "--bad": "#ff9c94",
  "--bad-soft": "#3b1c1a",
  "--soft-edge": "transparent",
};

export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light, dark: darkColours });
