import type { CopiedField, CopiedRequest } from "./copied-request.ts";

/** What JSON writes as a text, Go and Java read as one. */
const literal = (text: string): string => JSON.stringify(text);

export function writeGo({ url, headers, form, basic }: CopiedRequest): string {
  const value = (field: CopiedField) =>
    field.variable === undefined ? literal(field.value) : `os.Getenv(${literal(field.variable)})`;
  const usesEnvironment = basic !== undefined || [...headers, ...form].some(({ variable }) => variable !== undefined);
  const told = [
    '\trequest.Header.Set("Content-Type", "application/x-www-form-urlencoded")',
    ...(basic === undefined
      ? []
      : [`\trequest.SetBasicAuth(${literal(basic)}, url.QueryEscape(os.Getenv("CLIENT_SECRET")))`]),
    ...headers.map((field) => `\trequest.Header.Set(${literal(field.name)}, ${value(field)})`),
  ];
  return `package main

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
${usesEnvironment ? '\t"os"\n' : ""}	"strings"
)

func main() {
	form := url.Values{}
${form.map((field) => `\tform.Add(${literal(field.name)}, ${value(field)})`).join("\n")}
	request, err := http.NewRequest("POST", ${literal(url)}, strings.NewReader(form.Encode()))
	if err != nil {
		panic(err)
	}
${told.join("\n")}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		panic(err)
	}
	defer response.Body.Close()
	body, _ := io.ReadAll(response.Body)
	fmt.Println(string(body))
}
`;
}

/** Java 11 and newer, without a library. */
export function writeJava({ url, headers, form, basic }: CopiedRequest): string {
  const value = (field: CopiedField) =>
    field.variable === undefined ? literal(field.value) : `System.getenv(${literal(field.variable)})`;
  const pair = `(${literal(`${basic}:`)} + encoded(System.getenv("CLIENT_SECRET"))).getBytes()`;
  const told = [
    ...(basic === undefined
      ? []
      : [`        .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(${pair}))`]),
    ...headers.map((field) => `        .header(${literal(field.name)}, ${value(field)})`),
  ];
  return `import java.net.*;
import java.net.http.*;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

public class Token {
  public static void main(String[] args) throws Exception {
    String form = ${form.map((field) => `encoded(${literal(field.name)}) + "=" + encoded(${value(field)})`).join('\n        + "&" + ')};
    HttpRequest request = HttpRequest.newBuilder(URI.create(${literal(url)}))
        .header("Content-Type", "application/x-www-form-urlencoded")
${told.map((line) => `${line}\n`).join("")}        .POST(HttpRequest.BodyPublishers.ofString(form))
        .build();
    System.out.println(HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
`;
}
