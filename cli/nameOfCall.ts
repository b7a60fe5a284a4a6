/** The call as `PATCH /clients/*`. */
export function nameOfCall(method: string, path: string): string {
  const short = path
    .replace(/^\/api\/v2/, "")
    .replace(/(?<=\/(clients|actions\/actions|providers|templates)\/)[^/]+/g, "*");
  // Twilio's settings are addressed by name.
  return `${method} ${path.endsWith("/providers/twilio") ? path.replace(/^\/api\/v2/, "") : short}`;
}
