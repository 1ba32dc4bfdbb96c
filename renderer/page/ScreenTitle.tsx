import { takeLostFocus } from "../lost-focus.ts";

/** What a screen is called, and in a line what it is for. */
export const ScreenTitle = ({ title, lead }: { readonly title: string; readonly lead: string }) => (
  <div>
    <h1 tabIndex={-1} ref={takeLostFocus}>
      {title}
    </h1>
    <p className="quiet small">{lead}</p>
  </div>
);
