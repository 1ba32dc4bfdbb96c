import "./content-security.ts";

// Shared parts are files of their own, which run before whatever imports them: only so does the line above come first.
void import("./start.tsx");
