// What electron-builder makes of the app, for each system; `npm run pack` makes what can be made on this one.

/** @type {import("electron-builder").Configuration} */
export const release = {
  appId: "org.tokenbench.app",
  productName: "Tokenbench",
  copyright: "Copyright © 2026 The Tokenbench authors, Apache-2.0",
  // electron-builder insists on a home page for a deb; there is none yet (RFC 2606 keeps this name free).
  extraMetadata: {
    homepage: "https://tokenbench.invalid/",
    author: "The Tokenbench authors",
    desktopName: "tokenbench.desktop",
  },
  directories: { output: "release", buildResources: "packaging/icons" },
  files: ["dist/main/**", "dist/preload/**", "dist/renderer/**", "!**/*.{map,md}", "!node_modules/**"],
  extraFiles: [
    { from: "LICENSE", to: "licences/tokenbench.txt" },
    { from: "dist/main/licences.md", to: "licences/server.md" },
    { from: "dist/renderer/licences.md", to: "licences/window.md" },
    ...["inter", "jetbrains-mono"].map((font) => ({
      from: `node_modules/@fontsource-variable/${font}/LICENSE`,
      to: `licences/font-${font}.txt`,
    })),
  ],
  asar: true,
  npmRebuild: false,
  publish: null,
  linux: {
    executableName: "tokenbench",
    syncDesktopName: true,
    category: "Development",
    maintainer: "The Tokenbench authors <tokenbench@localhost>",
    synopsis: "A desktop workbench for OAuth2 service accounts",
    icon: "linux",
    target: ["zip", "deb", "AppImage"],
    // Offers the app for realm files beside the editor one has; it takes no file over.
    mimeTypes: ["application/json"],
  },
  win: { target: ["nsis", "zip"], icon: "icon.ico" },
  nsis: { oneClick: false, allowToChangeInstallationDirectory: true },
  mac: {
    target: ["dmg", "zip"],
    icon: "icon.icns",
    category: "public.app-category.developer-tools",
    hardenedRuntime: true,
    fileAssociations: [{ ext: "json", name: "Keycloak realm", role: "Editor", rank: "Alternate" }],
  },
  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
  },
};
