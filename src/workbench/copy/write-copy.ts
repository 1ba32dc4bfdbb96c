import type { COPY_FORMATS } from "../../contract/copies.ts";
import type { CopiedField, CopiedRequest } from "./copied-request.ts";
import { writeGo, writeJava } from "./write-compiled.ts";

type Format = Exclude<(typeof COPY_FORMATS)[number], "curl">;

/** Each format by its writer; curl has one of its own, which shows beside every call. */
export const copyWriters: Readonly<Record<Format, (request: CopiedRequest) => string>> = {
  httpie: writeHttpie,
  fetch: writeFetch,
  python: writePython,
  go: writeGo,
  java: writeJava,
  spring: writeSpring,
  http: writeHttpFile,
};

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
const literal = (text: string): string => JSON.stringify(text);

function writeHttpie({ url, headers, form, basic, needsCertificate }: CopiedRequest): string {
  const item = (sign: string) => (field: CopiedField) =>
    field.variable === undefined
      ? quoted(`${field.name}${sign}${field.value}`)
      : `"${field.name}${sign}$${field.variable}"`;
  return [
    "http --form POST",
    ...(basic === undefined ? [] : [`--auth ${quoted(`${basic}:`)}"$CLIENT_SECRET"`]),
    ...(needsCertificate ? ["--cert client.crt --cert-key client.key"] : []),
    quoted(url),
    ...headers.map(item(":")),
    ...form.map(item("=")),
  ].join(" \\\n  ");
}

/** For Node and for pages alike, but that pages have no environment. */
function writeFetch({ url, headers, form, basic }: CopiedRequest): string {
  const value = (field: CopiedField) =>
    field.variable === undefined ? literal(field.value) : `process.env.${field.variable}`;
  const secret = "encodeURIComponent(process.env.CLIENT_SECRET)";
  const told = [
    ...(basic === undefined ? [] : [`"Authorization": "Basic " + btoa(${literal(`${basic}:`)} + ${secret})`]),
    ...headers.map((field) => `${literal(field.name)}: ${value(field)}`),
  ];
  return `const response = await fetch(${literal(url)}, {
  method: "POST",
  headers: { ${told.join(", ")} },
  body: new URLSearchParams([
${form.map((field) => `    [${literal(field.name)}, ${value(field)}],`).join("\n")}
  ]),
});
console.log(await response.text());
`;
}

function writePython({ url, headers, form, basic }: CopiedRequest): string {
  const value = (field: CopiedField) =>
    field.variable === undefined ? literal(field.value) : `os.environ[${literal(field.variable)}]`;
  const pair = `(${literal(`${basic}:`)} + urllib.parse.quote_plus(os.environ["CLIENT_SECRET"])).encode()`;
  return `import base64
import os
import urllib.error
import urllib.parse
import urllib.request

fields = [
${form.map((field) => `    (${literal(field.name)}, ${value(field)}),`).join("\n")}
]
request = urllib.request.Request(${literal(url)}, data=urllib.parse.urlencode(fields).encode())
${[
  ...(basic === undefined
    ? []
    : [`request.add_header("Authorization", "Basic " + base64.b64encode(${pair}).decode())\n`]),
  ...headers.map((field) => `request.add_header(${literal(field.name)}, ${value(field)})\n`),
].join("")}try:
    with urllib.request.urlopen(request) as response:
        print(response.read().decode())
except urllib.error.HTTPError as refused:
    print(refused.read().decode())
`;
}

/** Settings of Spring Security's OAuth2 client, which makes the call by itself. */
function writeSpring({ url, call }: CopiedRequest): string {
  const scopes = (call.scope ?? "").split(" ").filter((scope) => scope !== "");
  return `spring:
  security:
    oauth2:
      client:
        registration:
          service:
            authorization-grant-type: client_credentials
            client-authentication-method: ${call.proof.method}
            client-id: ${literal(call.clientId)}
            client-secret: \${CLIENT_SECRET}
${scopes.length === 0 ? "" : `            scope: ${literal(scopes.join(","))}\n`}        provider:
          service:
            token-uri: ${literal(url)}
`;
}

/** For the HTTP clients of editors; they have their own places for variables. */
function writeHttpFile({ url, headers, form, basic }: CopiedRequest): string {
  const encoded = ({ name, value, variable }: CopiedField) =>
    `${encodeURIComponent(name)}=${variable === undefined ? encodeURIComponent(value) : `{{${variable}}}`}`;
  return [
    `POST ${url}`,
    "Content-Type: application/x-www-form-urlencoded",
    ...(basic === undefined ? [] : [`Authorization: Basic ${basic} {{CLIENT_SECRET}}`]),
    ...headers.map(({ name, value, variable }) => `${name}: ${variable === undefined ? value : `{{${variable}}}`}`),
    "",
    `${form.map(encoded).join("&")}\n`,
  ].join("\n");
}
