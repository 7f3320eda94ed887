import type { MetadataRoute } from "next";

/** What makes the portal a page that can be installed: only then do phones let it tell of alerts. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    id: "/", name: "Quarterdeck", short_name: "Quarterdeck", description: "Operations portal", start_url: "/", scope: "/", display: "standalone", background_color: "#ffffff", theme_color: "#17191f",
    icons: [{ src: "/icons/192.png", sizes: "192x192", type: "image/png" }, { src: "/icons/512.png", sizes: "512x512", type: "image/png" }, { src: "/icons/512.png", sizes: "512x512", type: "image/png", purpose: "maskable" }],
    shortcuts: [{ name: "Alerts", url: "/alerts" }, { name: "Ask", url: "/ask" }],
  };
}
