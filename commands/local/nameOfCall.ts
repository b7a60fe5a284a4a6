/** The call as `PATCH /clients/*`. */
export function nameOfCall(method: string, path: string): string {
  const own = path.replace(/^\/api\/v2/, "");
  // Twilio's settings are identified by name.
  if (own.endsWith("/providers/twilio")) return `${method} ${own}`;
  return `${method} ${own.replace(/(?<=\/(clients|actions\/actions|providers|templates)\/)[^/]+/g, "*")}`;
}
