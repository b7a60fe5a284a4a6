import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// The dev stack lists this callback URL. Another port must be listed there too: `npm run demo -- --app-port
// N` does both.
export default defineConfig({
  plugins: [react()],
  server: { host: "localhost", port: 3000, strictPort: true },
});
