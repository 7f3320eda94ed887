/**
 * The style element that the toast library adds by itself, first empty and then filled. A CSP with these hashes in
 * `style-src-elem` allows exactly that text; a test compares them with the installed library.
 */
export const TOAST_STYLE_HASHES = ["sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", "sha256-CIxDM5jnsGiKqXs2v7NKCY5MzdR9gu6TtiMJrDw29AY="] as const;
