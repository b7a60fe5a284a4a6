import { useState } from "react";

/** The user's picture, or their initial if there is no picture or it fails to load. */
export function Picture({ name, url }: { name: string; url: string | undefined }) {
  const [failed, setFailed] = useState(false);
  if (url === undefined || failed) {
    return (
      <span className="picture" aria-hidden="true">
        {Array.from(name)[0]?.toUpperCase()}
      </span>
    );
  }
  return (
    <img
      className="picture"
      src={url}
      alt=""
      referrerPolicy="no-referrer"
      onError={() => {
        setFailed(true);
      }}
    />
  );
}
