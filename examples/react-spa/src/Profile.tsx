import { useAuth0 } from "@auth0/auth0-react";
import type { IdToken } from "@auth0/auth0-react";
import { useEffect, useState } from "react";
import { isLocalTenant } from "./authConfig.ts";
import { Picture } from "./Picture.tsx";

/** The signed-in user, with the claims of the ID token. */
export function Profile() {
  const { user, getIdTokenClaims } = useAuth0();
  const [claims, setClaims] = useState<IdToken>();
  useEffect(() => {
    let isShown = true;
    void getIdTokenClaims().then((found) => {
      if (isShown) setClaims(found);
    });
    return () => {
      isShown = false;
    };
  }, [getIdTokenClaims]);
  if (user === undefined) return null;
  const shown = Object.entries(claims ?? {}).filter(([name]) => name !== "__raw");
  const name = user.name ?? user.email ?? user.sub ?? "";
  return (
    <section aria-label="Profile">
      <div className="person">
        <Picture name={name} url={isLocalTenant ? undefined : user.picture} />
        <div>
          <h2>{name}</h2>
          <p>{user.email}</p>
        </div>
      </div>
      <h3>ID token</h3>
      <table>
        <tbody>
          {shown.map(([claim, value]) => (
            <tr key={claim}>
              <th scope="row">{claim}</th>
              <td>
                <code>{typeof value === "string" ? value : JSON.stringify(value)}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
