/** Shows what to do if there is no configuration. */
export function MissingConfig() {
  return (
    <main>
      <h1>No configuration yet</h1>
      <p>
        This app reads <code>src/auth_config.json</code>. Write the stack’s output there, or run{" "}
        <code>npm run demo</code>:
      </p>
      <pre>pulumi stack output authConfig --json &gt; examples/react-spa/src/auth_config.json</pre>
    </main>
  );
}
