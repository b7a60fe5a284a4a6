import { Auth0Provider } from "@auth0/auth0-react";
import type { AppState } from "@auth0/auth0-react";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App.tsx";
import { authConfig } from "./authConfig.ts";
import { MissingConfig } from "./MissingConfig.tsx";
import "./styles.css";

/** Return to the page where the login started, and remove the code from the URL. */
function onRedirectCallback(state?: AppState): void {
  window.history.replaceState({}, document.title, state?.returnTo ?? window.location.pathname);
}

function root() {
  if (authConfig === undefined) return <MissingConfig />;
  const { domain, clientId, audience } = authConfig;
  const authorizationParams = {
    redirect_uri: window.location.origin,
    ...(audience === undefined ? {} : { audience }),
  };
  return (
    <Auth0Provider
      domain={domain}
      clientId={clientId}
      authorizationParams={authorizationParams}
      onRedirectCallback={onRedirectCallback}
    >
      <App />
    </Auth0Provider>
  );
}

const element = document.getElementById("root");
if (element !== null) createRoot(element).render(<StrictMode>{root()}</StrictMode>);
