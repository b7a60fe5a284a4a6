/** The same code with one more line, so that Auth0's provider sees a change and deploys it. */
export function deployedAgain(code: string): string {
  return `${code}// Deployed again, after a deployment that failed.\n`;
}
