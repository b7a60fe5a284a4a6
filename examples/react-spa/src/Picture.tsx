import { useState } from "react";

/** The user's picture; their initial where there is none or it can't be had. */
export function Picture({ name, url }: { name: string; url: string | undefined }) {
  const [failed, setFailed] = useState(false);
  if (url === undefined || failed) {
    return (
      <span className="picture" aria-hidden="true">
        {name.slice(0, 1).toUpperCase()}
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
