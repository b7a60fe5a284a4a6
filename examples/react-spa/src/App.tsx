import { useAuth0 } from "@auth0/auth0-react";
import { Profile } from "./Profile.tsx";

/** Shows one of four states: logged out, loading, failed, or the profile. */
export function App() {
  const { isLoading, isAuthenticated, error, loginWithRedirect, logout } = useAuth0();
  if (isLoading) return <main aria-busy="true">Loading…</main>;
  const logIn = (signUp: boolean) =>
    void loginWithRedirect(signUp ? { authorizationParams: { screen_hint: "signup" } } : {});
  return (
    <main>
      <header>
        <h1>React sample</h1>
        {isAuthenticated && (
          <button
            type="button"
            onClick={() => void logout({ logoutParams: { returnTo: window.location.origin } })}
          >
            Log out
          </button>
        )}
      </header>
      {error !== undefined && (
        <p role="alert" className="error">
          {error.message}
        </p>
      )}
      {isAuthenticated ? (
        <Profile />
      ) : (
        <>
          <p>You are logged out.</p>
          <p className="buttons">
            <button
              type="button"
              onClick={() => {
                logIn(false);
              }}
            >
              Log in
            </button>
            <button
              type="button"
              className="quiet"
              onClick={() => {
                logIn(true);
              }}
            >
              Sign up
            </button>
          </p>
        </>
      )}
    </main>
  );
}
